"""Taking over an old site: what comes in, what is refused and why, and going on after a cut."""

from __future__ import annotations

import csv
import json

import pytest
from django.core.management import CommandError, call_command

from gongkai.apps.outbox.models import Message
from gongkai.apps.publishing import actions, desk
from gongkai.apps.publishing.models import (
    Document,
    Edition,
    ImportedRecord,
    ImportRun,
    Placement,
    Relation,
    StoredFile,
)
from gongkai.apps.trail import queries as trail
from gongkai.apps.trail.models import Entry
from gongkai.jobs.importing import running
from tests.jobs.importing.old_site import ROWS, build

pytestmark = pytest.mark.django_db


@pytest.fixture
def moved(county, settings, tmp_path, monkeypatch):
    """Run the command over an old site; the tree itself is not made."""
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setattr("gongkai.jobs.catching_up.rebuild", lambda **_: None)
    old = tmp_path / "old"
    by = _administrator(county)

    def run(rows=ROWS, **options):
        table = build(old, rows=rows)
        given = {"mapping": old / "mapping.yaml", "by": by, "report": tmp_path / "report"}
        call_command("import", table, **(given | {"jobs": 1} | options))
        return tmp_path / "report"

    return run


def _administrator(county):
    from gongkai.apps.accounts import actions as accounts
    from tests.apps.factories import AT

    user = accounts.create_user(
        username="root",
        name="管某",
        body=county.government,
        password=None,
        by=accounts.SETUP,
        at=AT,
    )
    accounts.grant_role(
        user=user, body=county.government, role="administrator", by=accounts.SETUP, at=AT
    )
    return "root"


def _sheet(path):
    return list(csv.reader(path.read_text("utf-8-sig").splitlines()))


def test_records_come_in_as_published_history_with_their_dates_and_files(moved):
    moved()
    first = Edition.objects.get(title="关于夏季供水安排的公告")
    assert (first.state, first.origin) == ("published", "imported")
    assert f"{first.published_at:%Y-%m-%d}" == "2019-05-31"  # midnight in China
    assert first.document.live == first
    assert first.document.index_number.endswith("/2019-00001")
    assert "<b>" not in first.text
    assert "onclick" not in first.text
    assert "导航" not in first.text
    picture = StoredFile.objects.get(extension="png")
    assert f'src="files/{picture.released_digest}.png"' in first.text
    assert [one.name for one in first.attachments.all()] == ["供水表.txt", "pic.png"]
    assert not first.reviews.exists()


def test_the_digest_is_that_of_what_stands_in_the_database(moved):
    moved()
    for edition in Edition.objects.select_related("body", "column"):
        assert desk.digest_of(edition) == edition.digest, edition.title


def test_validity_relations_and_places_are_carried_over(moved):
    moved()
    policy = Document.objects.get(editions__title="关于印发供水办法的通知")
    assert policy.validity == "lapsed"
    assert policy.validity_changes.get().reason.startswith("历史数据迁移")
    relation = Relation.objects.get()
    assert (relation.edition.title, relation.target) == ("供水办法解读", policy)
    assert sorted(Placement.objects.values_list("column__code", "slot")) == [
        ("A20-01-county", 1),
        ("interpretation", 1),
        ("notices", 1),
    ]


def test_the_trail_says_that_nobody_reviewed_them_and_holds(moved):
    moved()
    acts = list(Entry.objects.filter(action__contains="import").values_list("action", flat=True))
    assert acts.count("publishing.edition.imported") == 3
    assert acts[-1] == "publishing.import.finished"
    one = Entry.objects.filter(action="publishing.edition.imported").first()
    assert json.loads(one.data)["reviewed"] is False
    assert list(trail.breaks()) == []
    assert Message.objects.get().topic == "site.rebuild"


def test_a_second_run_brings_nothing_twice(moved):
    moved()
    moved()
    assert (Document.objects.count(), ImportedRecord.objects.count()) == (3, 3)
    assert ImportRun.objects.count() == 1


def test_a_run_that_was_cut_short_goes_on_where_it_stopped(moved, monkeypatch):
    monkeypatch.setattr(running, "BATCH", 1)
    whole = actions.import_batch

    def cut(**arguments):
        if ImportedRecord.objects.count() == 2:
            raise KeyboardInterrupt
        return whole(**arguments)

    monkeypatch.setattr(actions, "import_batch", cut)
    with pytest.raises(KeyboardInterrupt):
        moved()
    assert ImportedRecord.objects.count() == 2
    monkeypatch.setattr(actions, "import_batch", whole)
    moved()
    assert sorted(ImportedRecord.objects.values_list("key", flat=True)) == ["101", "102", "103"]
    assert Edition.objects.count() == Document.objects.count() == 3


def test_a_rehearsal_writes_nothing_but_the_report(moved):
    report = moved(dry_run=True, by=None)
    assert not Document.objects.exists()
    assert not StoredFile.objects.exists()
    assert "试运行报告" in (report / "report.html").read_text("utf-8")


def test_every_fault_is_named_with_row_column_what_was_met_and_what_is_allowed(moved):
    bad = (
        ("201", "", "二〇一九年", "无此单位", "公告", "通知", "html/101.html", *("",) * 6),
        ("202", "甲", "2019-01-01", "县府办", "文件", "通知", "html/101.html", *("",) * 6),
        ("203", "乙", "2019-01-01", "县府办", "公告", "通知", "../../etc/passwd", *("",) * 6),
        (
            "204",
            "丙",
            "2019-01-01",
            "县府办",
            "公告",
            "通知",
            "html/101.html",
            "",
            "",
            "no.pdf",
            "",
            "",
            "",
        ),
        ROWS[0],
        ROWS[0],
    )
    errors = _sheet(moved(rows=bad) / "errors.csv")
    assert errors[0] == ["行", "记录号", "列", "填写内容", "应为"]
    met = {(row[1], row[2], row[3]) for row in errors[1:]}
    assert met == {
        ("201", "标题", "（空）"),
        ("201", "发布日期", "二〇一九年"),
        ("201", "发布机构", "无此单位"),
        ("202", "种类", "政策文件"),
        ("203", "正文文件", "../../etc/passwd"),
        ("204", "附件", "no.pdf"),
        ("101", "记录号", "101"),
    }
    assert [row[0] for row in errors[1:] if row[1] == "204"] == ["5"]
    assert Document.objects.count() == 1


def test_what_was_lost_is_a_note_and_the_record_comes_in(moved):
    page = (moved() / "report.html").read_text("utf-8")
    assert "gone.png" in page
    assert "体裁" in page


def test_a_record_that_changed_over_there_is_named_and_left(moved):
    moved()
    changed = ((*ROWS[0][:1], "改过的名称", *ROWS[0][2:]), *ROWS[1:])
    page = (moved(rows=changed) / "report.html").read_text("utf-8")
    assert "与此前迁入的记录不同" in page
    assert not Edition.objects.filter(title="改过的名称").exists()


def test_old_index_numbers_are_kept_and_never_given_again(moved, county, tmp_path):
    from tests.jobs.importing import old_site

    code = county.office.code
    text = old_site.MAPPING.replace("  document_number: 文号", "  index_number: 文号")
    mapping = tmp_path / "numbered.yaml"
    mapping.write_text(text, "utf-8")
    rows = tuple(
        (*one[:7], number, *one[8:])
        for one, number in zip(ROWS, (f"{code}/2020-00007", "", ""), strict=True)
    )
    moved(rows=rows, mapping=mapping)
    numbers = dict(ImportedRecord.objects.values_list("key", "document__index_number"))
    assert numbers == {
        "101": f"{code}/2020-00007",
        "102": f"{code}/2020-00008",
        "103": f"{code}/2020-00009",
    }


def test_the_report_lists_checksums_and_old_addresses(moved):
    report = moved()
    sums = _sheet(report / "checksums.csv")
    key = Document.objects.get(editions__title="关于夏季供水安排的公告").pk
    assert [row[0] for row in sums[1:]] == ["101", "102", "103"]
    assert all(len(row[4]) == len(row[5]) == 64 for row in sums[1:])
    redirects = (report / "redirects.map").read_text("utf-8").splitlines()
    assert redirects[0] == f'"/art/101.html" /items/000/{key}.html;'
    assert len(redirects) == 2


def test_checking_finds_a_file_that_was_changed_afterwards(moved, capsys):
    moved()
    call_command("import", check="旧门户")
    assert "全部一致" in capsys.readouterr().out
    from gongkai.apps.publishing import files

    stored = StoredFile.objects.get(extension="txt")
    files.original_path(stored).chmod(0o600)
    files.original_path(stored).write_bytes(b"x")
    with pytest.raises(CommandError, match="1 处"):
        call_command("import", check="旧门户")


def test_only_an_administrator_imports(moved, county):
    with pytest.raises(CommandError, match="的系统管理员"):
        moved(by="drafter")
    with pytest.raises(CommandError, match="没有这个经办人"):
        moved(by="nobody")


def test_a_mapping_is_proposed_from_the_headings_and_words(tmp_path, county, capsys):
    table = build(tmp_path)
    call_command("import", table, propose_mapping="旧门户")
    told = capsys.readouterr().out
    assert "title: 标题" in told
    assert "县府办: ''" in told
    assert "未用到的列：解读文件" in told


def test_every_mistake_of_a_mapping_is_told_at_once(moved, tmp_path):
    mapping = tmp_path / "wrong.yaml"
    mapping.write_text("source: ''\nfields: {key: 序号, titel: 标题}\n", "utf-8")
    with pytest.raises(CommandError) as refused:
        moved(mapping=mapping)
    for told in ("source 为空", "fields.titel", "“序号”", "“名称”", "“栏目”"):
        assert told in str(refused.value)
