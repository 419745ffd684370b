"""``gongkai calendar``: a year, a span, a count, one day; what is wrong is said in one line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gongkai.cli.main import main

NEXT_YEAR = """
year: 2027
notices: [{title: 关于2027年部分节假日安排的通知（测试）, number: 测发〔2026〕1号}]
holidays: [{name: 元旦, first: 2027-01-01, last: 2027-01-03}]
make_up_workdays: [2026-12-26]
"""


def ask(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    code = main(["calendar", *argv])
    said = capsys.readouterr()
    return code, said.out, said.err


def document(capsys: pytest.CaptureFixture[str], *argv: str) -> Any:
    code, out, err = ask(capsys, *argv, "--format", "json")
    assert (code, err) == (0, "")
    return json.loads(out)


def test_a_year_lists_notice_holidays_and_make_up_days(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = ask(capsys, "2026")
    assert code == 0
    assert "2026 年 工作日 248 日" in out
    assert "国办发明电〔2025〕7号" in out
    assert "2026-09-20 星期日" in out
    found = document(capsys, "2026")
    assert found["working_days"] == 248
    assert len(found["make_up_workdays"]) == 6


def test_a_year_without_notice_is_not_listed(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = ask(capsys, "2027")
    assert (code, out) == (2, "")
    assert "没有录入" in err
    assert err.count("\n") == 1


def test_a_year_may_be_given_in_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "2027.yaml"
    file.write_text(NEXT_YEAR, "utf-8")
    found = document(capsys, "2026-12-24", "--add", "6", "--calendar", str(file))
    assert (found["due_on"], found["provisional"]) == ("2026-12-31", False)


@pytest.mark.parametrize(
    ("text", "says"),
    [("year: 2027\n", "holidays is missing"), (NEXT_YEAR.replace("26]", "25]"), "周一至周五")],
)
def test_a_wrong_file_is_named_with_the_reason(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str, says: str
) -> None:
    file = tmp_path / "2027.yaml"
    file.write_text(text, "utf-8")
    code, _, err = ask(capsys, "2027", "--calendar", str(file))
    assert code == 2
    assert says in err


def test_a_missing_file_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = ask(capsys, "2027", "--calendar", "no-such.yaml")
    assert code == 2
    assert "no-such.yaml" in err


def test_counting_forward_and_back(capsys: pytest.CaptureFixture[str]) -> None:
    forward = document(capsys, "2026-09-18", "--add", "20")
    assert forward["due_on"] == "2026-10-22"
    assert [day["number"] for day in forward["days"] if day["number"]][-1] == 20
    assert document(capsys, "2026-10-22", "--back", "20")["due_on"] == "2026-09-18"


def test_a_count_into_a_year_without_notice_is_provisional(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, _ = ask(capsys, "2026-12-30", "--add", "3")
    assert code == 0
    assert "2027-01-05 星期二（暂定" in out


def test_a_day_is_checked_with_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = ask(capsys, "2026-10-10")
    assert "2026-10-10 星期六 是工作日（调休上班）" in out
    assert document(capsys, "2026-10-01")["working"] is False


def test_a_span_counts_both_ends(capsys: pytest.CaptureFixture[str]) -> None:
    found = document(capsys, "2026-09-28", "2026-10-12")
    assert (found["total"], found["working_days"]) == (15, 7)
    _, out, _ = ask(capsys, "2026-09-28", "2026-10-12")
    assert "共 15 日，工作日 7 日" in out


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["2026-13-01"], "不是一个日期"),
        (["明天"], "不是一个日期"),
        (["2026-10-12", "2026-09-28"], "早于起始日"),
        (["2000-01-01", "2026-09-28"], "请分段查询"),
        (["2026-10-12", "--add", "0"], "应当在 1 至"),
        (["2026", "--add", "3"], "需要一个起算日期"),
        (["2026-10-12", "--add", "3", "--back", "3"], "不能同时使用"),
        (["2026-10-12", "2026-10-13", "2026-10-14"], "最多给出"),
        (["9999-12-30", "--add", "3"], "超出了日历的范围"),
    ],
)
def test_what_cannot_be_answered_is_one_line(
    capsys: pytest.CaptureFixture[str], argv: list[str], says: str
) -> None:
    code, out, err = ask(capsys, *argv)
    assert (code, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1
