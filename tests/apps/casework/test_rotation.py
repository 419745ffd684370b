"""Changing keys: everything is sealed anew, a broken-off run goes on, nothing is lost."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.test.utils import isolate_apps

from gongkai.adapters.encryption import cipher, keyring
from gongkai.adapters.encryption.keyring import KeyringError
from gongkai.apps.casework import rotation, sealed_files
from gongkai.apps.casework.encrypted import EncryptedTextField, KeyedHashField, current_keyring
from gongkai.apps.trail.actions import TIMETABLE
from gongkai.apps.trail.models import Entry
from gongkai.core.kernel.refusals import Refused
from tests.apps.casework.throw_away import make_table

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)

with isolate_apps("gongkai.apps.casework"):

    class Resident(models.Model):  # noqa: DJ008 - never shown
        row = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
        name = EncryptedTextField(blank=True, bound_to="row")
        name_key = KeyedHashField(source="name", kind="name")
        phone = EncryptedTextField(blank=True)

        class Meta:
            app_label = "casework"


@pytest.fixture
def residents(db, settings, tmp_path):
    settings.KEYS_ROOT = tmp_path / "keys"
    settings.PERSONAL_DATA_KEY_FILE = tmp_path / "keys" / "personal-data.json"
    settings.CASE_FILES_ROOT = tmp_path / "case-files"
    current_keyring.cache_clear()
    make_table(Resident)
    for i in range(7):
        Resident.objects.create(name=f"居民{i}", phone=f"1381234000{i}" if i % 2 else "")
    yield Resident.objects
    current_keyring.cache_clear()


def keys_in_use():
    tokens = [
        sealed.token
        for row in Resident.objects.values_list("name", "phone")
        for sealed in row
        if sealed
    ]
    hashes = Resident.objects.values_list("name_key", flat=True)
    return {cipher.key_of(token) for token in tokens} | {each.split(":")[0] for each in hashes}


def rotate(**options):
    return rotation.rotate(by=TIMETABLE, at=AT, of=[Resident], **options)


def test_all_rows_and_files_come_under_the_new_key(residents):
    digest = sealed_files.keep("扫描件".encode())
    assert rotation.add_key() == "k2"
    done = rotate(batch=3)
    assert (done.rows, done.files) == (7, 1)
    assert keys_in_use() == {"k2", "s2"}
    assert [each.name for each in residents.order_by("pk")] == [f"居民{i}" for i in range(7)]
    assert residents.get(name_key="居民3").phone == "13812340003"
    assert sealed_files.read(digest) == "扫描件".encode()
    assert sealed_files.key_of(digest) == "k2"
    assert Entry.objects.filter(action="casework.personal_data.sealed_again").count() == 3


def test_a_second_run_has_nothing_to_do(residents):
    rotation.add_key()
    rotate()
    done = rotate()
    assert (done.rows, done.files) == (0, 0)


def test_a_run_broken_off_goes_on_and_search_works_meanwhile(residents):
    rotation.add_key()
    told = []

    def stop(line):
        told.append(line)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotate(batch=3, tell=stop)
    assert keys_in_use() == {"k1", "k2", "s1", "s2"}
    assert residents.get(name_key="居民0").name == "居民0"
    assert residents.get(name_key="居民6").name == "居民6"
    assert rotate().rows == 4
    assert keys_in_use() == {"k2", "s2"}


def test_old_keys_are_deleted_only_when_nothing_needs_them(residents):
    sealed_files.keep("扫描件".encode())
    rotation.add_key()
    with pytest.raises(Refused) as refused:
        rotation.retire(of=[Resident])
    assert [reason.sentence for reason in refused.value.reasons] == [
        "casework.Resident 还有 7 条用旧密钥加密。请先运行 rotate_keys",
        "还有 1 个材料文件用旧密钥加密。请先运行 rotate_keys",
    ]
    rotate()
    assert rotation.retire(of=[Resident]) == ("k1", "s1")
    assert residents.get(name_key="居民0").name == "居民0"
    assert set(keyring.read_file(rotation._key_file()).encryption.keys) == {"k2"}


def test_the_command_says_what_it_did(residents, capsys):
    call_command("rotate_keys", new=True, retire=True)
    said = capsys.readouterr().out
    assert "已加入新密钥 k2" in said
    assert "已删除旧密钥：k1、s1" in said


def test_verifying_names_what_cannot_be_opened(residents):
    digest = sealed_files.keep("扫描件".encode())
    assert list(rotation.unreadable(of=[Resident])) == []
    path = sealed_files.place_of(digest)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE casework_resident SET phone = 'plain' WHERE phone <> ''")
    said = list(rotation.unreadable(of=[Resident]))
    assert len(said) == 4
    assert said[0].startswith("casework.Resident 2 phone：")
    assert said[3].startswith(f"材料文件 {digest}：")


def test_the_command_verifies(residents, capsys):
    call_command("rotate_keys", verify=True)
    assert "都能打开" in capsys.readouterr().out
    digest = sealed_files.keep("扫描件".encode())
    sealed_files.place_of(digest).write_bytes(b"broken")
    with pytest.raises(CommandError, match="1 处打不开"):
        call_command("rotate_keys", verify=True)


def test_keys_from_the_environment_are_not_rewritten(residents, settings):
    settings.PERSONAL_DATA_KEYS = keyring.text_of(current_keyring())
    with pytest.raises(KeyringError, match="GONGKAI_DATA_KEYS"):
        rotation.add_key()
    with pytest.raises(CommandError, match="GONGKAI_DATA_KEYS"):
        call_command("rotate_keys", new=True)


def test_files_are_sealed_on_disk_and_kept_once(residents):
    content = "身份证扫描件".encode()
    digest = sealed_files.keep(content)
    assert sealed_files.keep(content) == digest
    assert list(sealed_files.kept()) == [digest]
    assert content not in sealed_files.place_of(digest).read_bytes()
    sealed_files.destroy(digest)
    with pytest.raises(FileNotFoundError):
        sealed_files.read(digest)


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "AB" * 32])
def test_only_digests_lead_to_files(residents, name):
    with pytest.raises(ValueError, match="not a SHA-256"):
        sealed_files.read(name)
