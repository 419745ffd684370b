"""Encrypted columns: nothing readable in the database, dumps, results or repr."""

from __future__ import annotations

import uuid

import pytest
from django.core import serializers
from django.core.exceptions import FieldError, ValidationError
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext, isolate_apps

from gongkai.adapters.encryption import keyring
from gongkai.adapters.encryption.cipher import KeyMissingError, UnreadableError
from gongkai.apps.casework import encrypted
from gongkai.apps.casework.encrypted import EncryptedTextField, KeyedHashField, current_keyring
from tests.apps.casework.throw_away import make_table

NAME, NUMBER = "欧阳测试", "11010119900307123X"

with isolate_apps("gongkai.apps.casework"):

    class Person(models.Model):  # noqa: DJ008 - never shown
        row = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
        name = EncryptedTextField(blank=True, bound_to="row")
        name_key = KeyedHashField(source="name", kind="name")
        number = EncryptedTextField(blank=True)
        number_key = KeyedHashField(source="number", kind="id_number")
        note = models.CharField(max_length=20, blank=True)

        class Meta:
            app_label = "casework"


@pytest.fixture
def table(db):
    make_table(Person)
    return Person


@pytest.fixture
def person(table):
    return table.objects.create(name=NAME, number=NUMBER, note="说明")


def columns(table):
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM casework_person")
        return "\n".join(str(row) for row in cursor.fetchall())


def test_it_reads_what_was_written(table, person):
    found = table.objects.get(pk=person.pk)
    assert (found.name, found.number, found.note) == (NAME, NUMBER, "说明")


def test_the_database_holds_no_plain_text(table, person):
    held = columns(table)
    assert "说明" in held
    for plain in (NAME, NUMBER, NUMBER.lower()):
        assert plain not in held


def test_results_dumps_and_repr_hold_ciphertext(table, person):
    found = table.objects.get(pk=person.pk)
    shown = [
        repr(found.__dict__),
        repr(list(table.objects.values())),
        repr(list(table.objects.values_list("name", "number"))),
        serializers.serialize("json", [found, person]),
    ]
    assert not [text for text in shown if NAME in text or NUMBER in text]
    assert "gk1:k1:" in shown[3]


def test_statements_sent_to_the_database_hold_no_plain_text(table):
    with CaptureQueriesContext(connection) as sent:
        made = table.objects.create(name=NAME, number=NUMBER)
        assert table.objects.get(name_key=NAME) == made
        made.name = NAME + "二"
        made.save()
    assert NAME not in "".join(query["sql"] for query in sent)


def test_what_was_not_opened_goes_back_as_it_came(table, person):
    before = columns(table)
    found = table.objects.get(pk=person.pk)
    found.save()
    assert columns(table) == before


@pytest.mark.parametrize("asked", [NAME, "欧 阳测试", "欧阳 测试 "])
def test_search_by_name(table, person, asked):
    table.objects.create(name="欧阳测")
    assert list(table.objects.filter(name_key=asked)) == [person]
    assert list(table.objects.filter(name_key__in=[asked, "别人"])) == [person]


def test_a_changed_name_is_found_by_the_new_name_alone(table, person):
    person.name = "新名"
    person.save()
    assert list(table.objects.filter(name_key="新名")) == [person]
    assert not table.objects.filter(name_key=NAME).exists()


def test_nothing_is_found_by_an_empty_value(table):
    table.objects.create()
    assert not table.objects.filter(name_key="").exists()


@pytest.mark.parametrize("lookup", ["name", "name__contains", "name__startswith", "number__in"])
def test_ciphertext_cannot_be_searched(table, lookup):
    with pytest.raises(FieldError):
        table.objects.filter(**{lookup: NAME})


def test_no_way_around_stores_plain_text(table, person):
    with pytest.raises(TypeError, match="save the instance"), transaction.atomic():
        table.objects.update(name="明文")
    person.name = "明文"
    with pytest.raises(TypeError, match="save the instance"), transaction.atomic():
        table.objects.bulk_update([person], ["name"])
    with pytest.raises(TypeError, match="name_key"):
        person.save(update_fields=["name"])
    assert "明文" not in columns(table)


def test_many_at_once_are_sealed_too(table):
    table.objects.bulk_create([Person(name=f"某人{i}") for i in range(5)])
    assert "某人" not in columns(table)
    assert {each.name for each in table.objects.all()} == {f"某人{i}" for i in range(5)}


def test_ciphertext_moved_to_another_row_does_not_open(table, person):
    other = table.objects.create(name="李四")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE casework_person SET name = (SELECT name FROM casework_person WHERE id = %s) "
            "WHERE id = %s",
            [other.pk, person.pk],
        )
    with pytest.raises(UnreadableError):
        _ = table.objects.get(pk=person.pk).name


def test_plain_text_smuggled_into_the_database_is_not_shown(table, person):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE casework_person SET number = '123'")
    with pytest.raises(UnreadableError, match="没有加密"):
        _ = table.objects.get(pk=person.pk).number


def test_text_that_looks_sealed_is_refused(table):
    with pytest.raises(ValidationError):
        Person(name="gk1:k1:AAAA").full_clean()
    with pytest.raises(ValidationError):
        Person(name="gk1:k1:AAAA").save()


def test_deferred_fields_open_when_asked(table, person):
    found = table.objects.only("note").get(pk=person.pk)
    assert found.name == NAME
    found.refresh_from_db()
    assert found.name == NAME


def test_without_the_key_one_clear_error(table, person, monkeypatch):
    monkeypatch.setattr(encrypted, "current_keyring", _cleared(keyring.fresh().renewed().retired()))
    found = table.objects.get(pk=person.pk)
    assert found.note == "说明"
    with pytest.raises(KeyMissingError, match="恢复当时的密钥文件"):
        _ = found.name


def _cleared(keys):
    def answer():
        return keys

    answer.cache_clear = lambda: None
    return answer


def test_the_instances_keys_lie_outside_the_database(settings):
    assert current_keyring().encryption.current in current_keyring().encryption.keys
    assert settings.PERSONAL_DATA_KEY_FILE.exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {"PERSONAL_DATA_KEY_FILE": "/nowhere/keys.json"},
            "读不到个人信息密钥文件 /nowhere/keys.json",
        ),
        ({"PERSONAL_DATA_KEYS": "{"}, "GONGKAI_DATA_KEYS：个人信息密钥不完整"),
        ({}, ""),
    ],
)
def test_keys_that_were_named_are_read_at_start(settings, given, said):
    for name, value in given.items():
        setattr(settings, name, value)
    current_keyring.cache_clear()
    found = encrypted.check_keys()
    current_keyring.cache_clear()
    assert [each.msg[: len(said)] for each in found] == ([said] if said else [])
