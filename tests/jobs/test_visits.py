"""Counting visits out of logs: both formats, once each, and nothing about readers is kept."""

import csv
import gzip
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from gongkai.apps.publishing.models import CountedLog, VisitCount
from gongkai.apps.publishing.queries.visits import visits_between, visits_by_day, visits_by_page
from gongkai.apps.trail.models import Entry

pytestmark = pytest.mark.django_db
AGENT = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"
READER = "203.0.113.77"


def json_line(path, at="2026-11-20T17:30:00+00:00", status=200):
    told = {"at": at, "method": "GET", "path": path, "status": status, "bytes": 1, "agent": AGENT}
    return json.dumps(told) + "\n"


def combined_line(path):
    return f'{READER} - - [20/Nov/2026:10:00:00 +0800] "GET {path} HTTP/1.1" 200 5 "-" "{AGENT}"\n'


@pytest.fixture
def logs(tmp_path):
    ours = tmp_path / "visits.log.1"
    ours.write_text(json_line("/items/000/1.html") * 6 + "{broken\n" + json_line("/no", status=404))
    other = tmp_path / "access.log.2.gz"
    other.write_bytes(gzip.compress((combined_line("/items/000/1.html?from=zhang") * 7).encode()))
    return ours, other


def test_both_formats_are_counted_by_the_day_in_china(logs, capsys):
    call_command("visits", *logs, since=date(2026, 11, 1), until=date(2026, 11, 30))
    assert visits_by_day(since=date(2026, 11, 1), until=date(2026, 11, 30)) == [
        (date(2026, 11, 20), 7),
        (date(2026, 11, 21), 6),
    ]
    assert visits_by_page(since=date(2026, 11, 1), until=date(2026, 11, 30)) == [
        ("/items/000/1.html", 13)
    ]
    told = capsys.readouterr().out
    assert "visits.log.1：8 行，访问 6 次，不能识别 1 行" in told
    assert "访问 13 次" in told


def test_a_log_is_counted_once(logs, capsys):
    for _ in range(2):
        call_command("visits", logs[0])
    assert CountedLog.objects.count() == 1
    assert visits_between(since=date(2026, 1, 1), until=date(2026, 12, 31)) == 6
    assert "已经统计过" in capsys.readouterr().out


def test_nothing_about_readers_is_kept(logs):
    call_command("visits", *logs)
    kept = str(list(VisitCount.objects.values())) + str(list(Entry.objects.values()))
    for told in (READER, "zhang", "Firefox", "10:00:00"):
        assert told not in kept


def test_the_counts_leave_as_tables(logs, tmp_path):
    call_command("visits", *logs, since=date(2026, 11, 1), output=tmp_path / "out")
    rows = list(
        csv.reader((tmp_path / "out" / "visits-by-page.csv").read_text("utf-8-sig").splitlines())
    )
    assert rows == [["页面", "访问次数"], ["/items/000/1.html", "13"]]


def test_a_log_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CommandError, match="无法读取"):
        call_command("visits", tmp_path / "none.log")
