"""Exporting in open formats: readable by anybody, and the same public tree when taken in again."""

import csv
import json

import pytest

from gongkai.apps.publishing.models import Edition
from gongkai.apps.trail import exporting as trail
from gongkai.jobs.copies.exporting import exported_models, take_in
from gongkai.jobs.copies.listing import CopyError
from gongkai.jobs.copies.rows import name_of
from tests.jobs.copies.instance import BUILD, Instance


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    folder = tmp_path_factory.mktemp("exported")
    made = Instance(folder / "data")
    made.python(
        f'{BUILD}\ncall_command("export", "--output", "{folder}/export", stdout=sys.stderr)'
    )
    return made


@pytest.mark.slow
def test_taken_into_an_empty_instance_it_is_the_same_public_tree(exported, tmp_path):
    folder = exported.data.parent
    again = Instance(tmp_path / "data")
    again.python(f"""
import sys, django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("import", "{folder}/export", stdout=sys.stderr)
call_command("trail", "verify", stdout=sys.stderr)
""")
    assert again.site() == exported.site()


def test_people_find_every_published_document_in_table_and_json(exported):
    folder = exported.data.parent / "export"
    lines = list(csv.reader((folder / "documents.csv").read_text("utf-8-sig").splitlines()))
    told = json.loads((folder / "documents.json").read_text("utf-8"))
    assert lines[0][:3] == ["索引号", "名称", "种类"]
    assert [line[1] for line in lines[1:]] == ["关于夏秋供水安排的公告"]
    assert [one["title"] for one in told["documents"]] == ["关于夏秋供水安排的公告"]
    assert "<p>" in told["documents"][0]["text"]
    assert trail.verify_export(folder / "trail.jsonl")[0] > 10


def test_every_column_of_every_table_is_described(exported):
    folder = exported.data.parent / "export"
    schema = json.loads((folder / "schema.json").read_text("utf-8"))
    for path in (folder / "tables").iterdir():
        for line in path.read_text("utf-8").splitlines():
            assert json.loads(line).keys() == schema[path.stem]["columns"].keys(), path.name


def test_no_password_and_no_key_leaves(exported):
    folder = exported.data.parent / "export"
    users = (folder / "tables" / "accounts.user.jsonl").read_text("utf-8").splitlines()
    assert {json.loads(line)["password"] for line in users} == {"!"}
    assert not any("keys" in path.parts for path in folder.rglob("*"))
    assert not {name_of(one) for one in exported_models()} & {
        "accounts.secondfactor",
        "accounts.recoverycode",
        "accounts.signin",
        "sessions.session",
    }


def test_an_instance_that_is_not_empty_takes_nothing_in(exported, county, tmp_path):
    before = Edition.objects.count()
    with pytest.raises(CopyError, match="只能装入空的实例"):
        take_in(exported.data.parent / "export", data=tmp_path)
    assert Edition.objects.count() == before
