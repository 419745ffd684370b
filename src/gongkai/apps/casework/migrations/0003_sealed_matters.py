import uuid

from django.db import migrations, models

import gongkai.apps.casework.encrypted

TEXTS = ("description", "document_name", "reason")


def give_rows(apps, schema_editor):
    for matter in apps.get_model("casework", "Matter").objects.all():
        matter.row = uuid.uuid4()
        matter.save(update_fields=("row",))


def seal(apps, schema_editor):
    """Seal what was written in plain text; it comes out of the database as if it were sealed."""
    for matter in apps.get_model("casework", "Matter").objects.all():
        for name in TEXTS:
            value = matter.__dict__[name]
            setattr(matter, name, getattr(value, "token", value))
        matter.save(update_fields=TEXTS)


class Migration(migrations.Migration):
    dependencies = [("casework", "0002_letters")]

    operations = [
        migrations.AddField("matter", "row", models.UUIDField(default=uuid.uuid4, editable=False)),
        migrations.RunPython(give_rows, migrations.RunPython.noop),
        migrations.AlterField(
            "matter", "row", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
        ),
        migrations.AlterField(
            "matter",
            "description",
            gongkai.apps.casework.encrypted.EncryptedTextField(
                bound_to="row", verbose_name="内容描述"
            ),
        ),
        migrations.AlterField(
            "matter",
            "document_name",
            gongkai.apps.casework.encrypted.EncryptedTextField(
                blank=True, bound_to="row", verbose_name="文件名称"
            ),
        ),
        migrations.AlterField(
            "matter",
            "reason",
            gongkai.apps.casework.encrypted.EncryptedTextField(
                blank=True, bound_to="row", verbose_name="理由"
            ),
        ),
        migrations.RunPython(seal, migrations.RunPython.noop),
    ]
