"""Backing up and restoring: what comes back is what was there, in either way; what cannot be is said."""

import json
import shutil

import pytest

from gongkai.jobs.copies.listing import CopyError, empty_folder, seal
from gongkai.jobs.copies.restoring import restore
from tests.jobs.copies.instance import BUILD, SUM, Instance


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    folder = tmp_path_factory.mktemp("original")
    made = Instance(folder / "data")
    backups = f"""
call_command("backup", "{folder}/backup", "--keys", "{folder}/keys", stdout=sys.stderr)
call_command("backup", "{folder}/portable", "--portable", stdout=sys.stderr)
"""
    made.sums = made.python(BUILD + backups + SUM)
    return made


@pytest.mark.slow
@pytest.mark.parametrize("way", ["backup", "portable"])
def test_an_empty_place_becomes_what_was_backed_up(original, tmp_path, way):
    folder = original.data.parent
    restored = Instance(tmp_path / "data")
    commands = f"""
import sys, django; django.setup()
from django.core.management import call_command
call_command("restore", "{folder}/{way}", "--keys", "{folder}/keys", stdout=sys.stderr)
call_command("trail", "verify", stdout=sys.stderr)
"""
    assert restored.python(commands + SUM) == original.sums
    assert restored.site() == original.site()
    keys = {path.name: path.read_bytes() for path in (original.data / "keys").iterdir()}
    assert {path.name: path.read_bytes() for path in (restored.data / "keys").iterdir()} == keys
    assert (restored.data / "keys" / "site.pem").stat().st_mode & 0o077 == 0


def test_the_backup_holds_no_key_and_says_what_it_holds(original):
    folder = original.data.parent
    facts = json.loads((folder / "backup" / "manifest.json").read_text("utf-8"))
    assert facts["format"] == "gongkai.backup/1"
    secrets = [path.read_bytes().strip() for path in (original.data / "keys").glob("*.*")]
    assert secrets
    for path in (folder / "backup").rglob("*"):
        if path.is_file():
            assert not any(one in path.read_bytes() for one in secrets), path
    assert not any(path.startswith("files/site/") for path in facts["files"])


@pytest.fixture
def refused(original, tmp_path):
    """Restore without success and return why; the database is not asked before that."""
    folder = original.data.parent

    def refused(*, backup=folder / "backup", keys=folder / "keys", data=tmp_path / "data"):
        with pytest.raises(CopyError) as error:
            restore(backup, data=data, keys=keys, without_keys=False, tell=print)
        return str(error.value)

    return refused


def test_without_keys_nothing_is_restored_unless_asked_for(refused):
    assert "没有给出密钥" in refused(keys=None)


def test_a_place_that_is_not_empty_is_left_alone(refused, original):
    told = refused(data=original.data)
    assert "只能恢复到空目录" in told
    with pytest.raises(CopyError, match="不是空目录"):
        empty_folder(original.data)


def test_a_damaged_backup_names_every_file(refused, original, tmp_path):
    damaged = tmp_path / "damaged"
    shutil.copytree(original.data.parent / "backup", damaged)
    with (damaged / "database.sqlite3").open("ab") as file:
        file.write(b"x")
    (damaged / "more").write_text("x", "utf-8")
    told = refused(backup=damaged)
    assert "database.sqlite3 与清单不符" in told
    assert "多出 more" in told
    (damaged / "manifest.json").unlink()
    assert "没有完好的 manifest.json" in refused(backup=damaged)


def test_keys_of_another_instance_are_refused(refused, original, tmp_path):
    other = tmp_path / "other-keys"
    shutil.copytree(original.data.parent / "keys", other)
    (other / "keys" / "site.pem").write_text("x", "utf-8")
    seal(other, {"format": "gongkai.keys/1", "made_at": ""})
    assert "不是同一套" in refused(keys=other)
