from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0001_initial"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(
                fields=["kind", "state", "-published_at", "-id"], name="edition_by_kind"
            ),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(
                fields=["theme", "state", "-published_at", "-id"], name="edition_by_theme"
            ),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(
                fields=["body", "state", "-published_at", "-id"], name="edition_by_publisher"
            ),
        ),
    ]
