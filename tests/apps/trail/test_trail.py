"""The trail in the database: appending, guards, tampering, signed export."""

from __future__ import annotations

import itertools
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from gongkai.apps.trail import actions, exporting, guards, queries
from gongkai.apps.trail.models import Entry, Head
from tests.apps.factories import AT


class Person:
    def trail_name(self) -> str:
        return "李某（li）"


def test_acts_are_numbered_without_gap_and_linked(county):
    county.published()
    rows = list(Entry.objects.order_by("number"))
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    assert all(row.previous == before.digest for before, row in itertools.pairwise(rows))
    assert list(queries.breaks()) == []


@pytest.mark.django_db(transaction=True)
def test_nothing_is_written_outside_a_transaction():
    with pytest.raises(RuntimeError, match="inside the transaction"):
        actions.write("x.y", Head(key=1), by=Person(), at=AT)


def test_an_act_that_fails_leaves_no_trace(county):
    before = queries.head()

    @transaction.atomic
    def act():
        actions.write("x.y", county.office, by=Person(), at=AT)
        raise LookupError

    with pytest.raises(LookupError):
        act()
    assert queries.head() == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE trail_entry SET actor = 'x' WHERE number = 3",
        "DELETE FROM trail_entry WHERE number = 3",
        "DELETE FROM trail_head",
        "UPDATE trail_head SET number = 1",
        "INSERT INTO trail_entry SELECT number + 1000, at, action, actor, subject, subject_label, "
        "body, data, previous, digest FROM trail_entry WHERE number = 3",
    ],
)
def test_the_database_forbids_tampering(county, statement):
    with (
        pytest.raises(DatabaseError, match="trail_"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


TAMPERING = {
    "改动": ("UPDATE trail_entry SET actor = '张某' WHERE number = 5", {(5, "changed")}),
    "改时间": (
        "UPDATE trail_entry SET at = '2020-01-01 00:00:00+00:00' WHERE number = 5",
        {(5, "changed")},
    ),
    "删除": ("DELETE FROM trail_entry WHERE number = 5", {(5, "removed")}),
    "删末尾": ("DELETE FROM trail_entry WHERE number > 10", {(11, "removed")}),
    "调换": (
        "UPDATE trail_entry SET number = CASE number WHEN 5 THEN 100006 ELSE 100005 END "
        "WHERE number IN (5, 6); UPDATE trail_entry SET number = number - 100000 WHERE number > 100000",
        {(5, "changed"), (5, "moved"), (6, "changed"), (6, "moved"), (7, "moved")},
    ),
}


@pytest.mark.parametrize("name", TAMPERING)
def test_tampering_behind_the_guards_is_found_and_named(county, name):
    statements, expected = TAMPERING[name]
    guards.remove()
    with connection.cursor() as cursor:
        for statement in statements.split(";"):
            cursor.execute(statement)
    assert {(one.number, one.kind) for one in queries.breaks()} == expected


def test_the_command_names_the_row_and_the_missing_guards(county, capsys):
    guards.remove()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE trail_entry SET actor = 'x' WHERE number = 4")
    with pytest.raises(CommandError, match="留痕不完整：1 处问题"):
        call_command("trail", "verify")
    told = capsys.readouterr().err
    assert "第 4 条的内容与其摘要不符" in told
    assert "trail_entry_no_update" in told


def test_a_signed_export_can_be_checked_and_any_change_is_found(county, tmp_path):
    key = exporting.signing_key(tmp_path)
    public = exporting.public_text(key.public_key())
    path = tmp_path / "trail.jsonl"
    rows, digest = exporting.export(path, key=key, at=AT)
    assert exporting.verify_export(path, public_key=public) == (rows, digest)
    assert exporting.extends(rows, digest)
    with pytest.raises(exporting.ExportError, match="another key"):
        exporting.verify_export(path, public_key="0" * 64)
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([lines[0].replace("青禾县", "白禾县"), *lines[1:]]) + "\n", "utf-8")
    with pytest.raises(exporting.ExportError, match="changed after signing"):
        exporting.verify_export(path)
    path.write_text("不是导出文件\n", "utf-8")
    with pytest.raises(exporting.ExportError, match="no seal"):
        exporting.verify_export(path)
    seal = json.loads(lines[-1]) | {"rows": 1}
    path.write_text("\n".join([*lines[:-1], json.dumps(seal)]) + "\n", "utf-8")
    with pytest.raises(exporting.ExportError, match="signature"):
        exporting.verify_export(path)


def test_a_trail_rewritten_as_a_whole_no_longer_extends_an_old_export(county, tmp_path):
    key = exporting.signing_key(tmp_path)
    path = tmp_path / "trail.jsonl"
    rows, digest = exporting.export(path, key=key, at=AT)
    guards.remove()
    Entry.objects.filter(number=rows).update(digest="0" * 64)
    assert not exporting.extends(rows, digest)
    guards.install_after_migrate(using="default")
    with pytest.raises(CommandError, match="与以往导出不符 1 处"):
        call_command("trail", "verify", "--since", str(path))


def test_the_signing_key_is_readable_by_its_owner_only(tmp_path):
    exporting.signing_key(tmp_path)
    assert (tmp_path / exporting.KEY_FILE).stat().st_mode & 0o077 == 0


def test_a_guard_that_was_dropped_is_reported_and_comes_back_with_migrate(county):
    with connection.cursor() as cursor:
        on = "" if connection.vendor == "sqlite" else " ON trail_entry"
        cursor.execute(f"DROP TRIGGER trail_entry_no_delete{on}")
    assert queries.missing_guards() == ["trail_entry_no_delete"]
    guards.install_after_migrate(using="default")
    assert queries.missing_guards() == []
