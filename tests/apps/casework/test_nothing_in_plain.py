"""After a whole case nothing personal stands in plain text anywhere but in the files sealed for it."""

from __future__ import annotations

import io
import logging
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from gongkai.adapters.encryption import keyring
from gongkai.apps.casework import sealed_files
from gongkai.apps.casework.actions.filing_papers import attach_paper
from gongkai.apps.casework.encrypted import current_keyring
from gongkai.apps.casework.models import Applicant, Case
from gongkai.apps.casework.papers import PaperIn
from gongkai.apps.casework.rotation import sealing_models
from tests.apps.casework.desk import Desk, on_day

PERSONAL = {
    "name": "上官测语",
    "id_number": "110105194912310021",
    "telephone": "13912345678",
    "email": "shangguan@example.cn",
    "address": "青禾县城关镇某巷九号",
    "representative": "诸葛某代",
    "representative_id": "110105198001010015",
}
SCAN = "身份证扫描件：上官测语"


@pytest.fixture
def case(county, settings, tmp_path):
    settings.CASE_FILES_ROOT = tmp_path / "case-files"
    desk = Desk(county)
    made = desk.concluded("unable.not_existing", case=desk.handed_in(**PERSONAL))
    scan = PaperIn("上官测语身份证.txt", SCAN.encode())
    attach_paper(case=made, kind="evidence", paper=scan, by=desk["ogi_office"], at=on_day(2))
    return made


def every_cell() -> str:
    tables = connection.introspection.table_names()
    cells = []
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - names of tables
            cells += [str(cell) for row in cursor.fetchall() for cell in row]
    return "\n".join(cells)


def found_in(text: str) -> list[str]:
    return [value for value in PERSONAL.values() if value in text]


def test_the_whole_database_holds_nothing_personal(case):
    held = every_cell()
    assert case.reference in held
    assert found_in(held) == []


def test_a_dump_holds_nothing_personal(case):
    out = io.StringIO()
    call_command("dumpdata", "casework", "trail", "outbox", stdout=out)
    assert "gk1:" in out.getvalue()
    assert found_in(out.getvalue()) == []


def test_files_on_disk_are_sealed(case, settings):
    kept = [path for path in Path(settings.CASE_FILES_ROOT).rglob("*") if path.is_file()]
    assert kept
    assert [path for path in kept if "上官测语".encode() in path.read_bytes()] == []
    assert SCAN.encode() in [sealed_files.read(path.name) for path in kept]
    assert found_in("".join(str(path) for path in kept)) == []


def test_logs_of_a_whole_case_hold_nothing_personal(county, settings, tmp_path, caplog):
    settings.CASE_FILES_ROOT = tmp_path / "case-files"
    settings.DEBUG = True
    with caplog.at_level(logging.DEBUG):
        desk = Desk(county)
        desk.concluded("unable.not_existing", case=desk.handed_in(**PERSONAL))
    assert found_in(caplog.text) == []


def test_what_is_shown_of_objects_holds_nothing_personal(case):
    found = Case.objects.select_related("applicant").get(pk=case.pk)
    things = [found, found.applicant, *found.papers.all(), *found.replies.all()]
    shown = [repr(each) + str(each) + repr(each.__dict__) for each in things]
    assert found_in("".join(shown)) == []


def test_who_asks_by_name_or_number_finds_the_case(case):
    assert Applicant.objects.get(name_key="上官 测语").case == case
    assert Applicant.objects.get(id_number_key=PERSONAL["id_number"]).case == case
    assert Applicant.objects.get(telephone_key="+86 139 1234 5678").case == case


def test_every_encrypted_column_of_the_product_is_bound_to_its_row():
    loose = [
        f"{model.__name__}.{field.name}"
        for model in sealing_models()
        for field in model._meta.concrete_fields
        if hasattr(field, "bound_to") and not field.bound_to
    ]
    assert loose == []


def test_all_of_it_can_be_sealed_anew(case, settings, tmp_path, capsys):
    settings.KEYS_ROOT = tmp_path / "keys"
    settings.PERSONAL_DATA_KEY_FILE = tmp_path / "keys" / "personal-data.json"
    _copy_keys(settings.PERSONAL_DATA_KEY_FILE)
    current_keyring.cache_clear()
    try:
        call_command("rotate_keys", new=True, retire=True)
        found = Applicant.objects.get(name_key=PERSONAL["name"])
        assert found.address == PERSONAL["address"]
        assert "已删除旧密钥" in capsys.readouterr().out
    finally:
        current_keyring.cache_clear()


def _copy_keys(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(keyring.text_of(current_keyring()), "utf-8")
