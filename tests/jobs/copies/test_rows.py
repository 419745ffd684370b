"""Tables as lines: what is written and loaded again is the same, on whichever database."""

import json

import pytest

from gongkai.apps.publishing.models import Document, Edition
from gongkai.apps.trail import queries as trail
from gongkai.jobs.copies import rows

pytestmark = pytest.mark.django_db


def _written(folder):
    folder.mkdir()
    for model in rows.every_model():
        rows.write_rows(model, folder / f"{rows.name_of(model)}.jsonl")
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_every_table_comes_back_as_it_was(county, tmp_path):
    edition = county.published(text="<p>“引号”与\n换行，㐀𠮷</p>")
    county.in_state("withdrawn")
    before = _written(tmp_path / "before")
    Edition.objects.filter(pk=edition.pk).update(release_alarm="后来的变动")
    counts = rows.load(
        {one: tmp_path / "before" / f"{rows.name_of(one)}.jsonl" for one in rows.every_model()}
    )
    assert counts["publishing.document"] == Document.objects.count() == 2
    assert _written(tmp_path / "after") == before
    assert list(trail.breaks()) == []
    assert trail.missing_guards() == []
    again = county.published()
    assert again.pk > edition.pk


def test_a_column_that_is_not_there_is_named(county, tmp_path):
    path = tmp_path / "publishing.document.jsonl"
    path.write_text(json.dumps({"id": 1, "colour": "red"}) + "\n", "utf-8")
    with pytest.raises(ValueError, match=r"publishing.document.jsonl:1: .*colour"):
        rows.load({Document: path})


def test_masked_columns_get_what_is_said_instead(county, tmp_path):
    from gongkai.apps.accounts.models import User

    path = tmp_path / "users.jsonl"
    count = rows.write_rows(User, path, masked={"password": "!"})
    listed = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert count == len(listed) == User.objects.count()
    assert {one["password"] for one in listed} == {"!"}
