"""``gongkai clock``: the due date, the day-by-day explanation, what is amiss, JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gongkai.cli.main import main


def ask(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    code = main(["clock", *argv])
    said = capsys.readouterr()
    return code, said.out, said.err


def document(capsys: pytest.CaptureFixture[str], *argv: str) -> Any:
    code, out, err = ask(capsys, *argv, "--format", "json")
    assert (code, err) == (0, "")
    return json.loads(out)


def test_a_receipt_date_is_enough(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = ask(capsys, "2026-03-02", "--today", "2026-03-26")
    assert code == 0
    assert "答复期限届满  2026-03-30 星期一" in out
    assert "即将到期，还剩 2 个工作日" in out
    assert "2026-03-03 星期二 第 1 个工作日" in out
    assert "2026-03-07 星期六 不计（周末）" in out
    assert "告知补正的期限：2026-03-11" in out


def test_json_holds_every_day_and_every_term(capsys: pytest.CaptureFixture[str]) -> None:
    found = document(capsys, "2026-03-02", "--today", "2026-04-02")
    assert found["schema"] == "gongkai.clock/1"
    assert found["reply"]["due_on"] == "2026-03-30"
    assert found["reply"]["days"][-1] == {
        "date": "2026-03-30",
        "number": 20,
        "reason": "工作日",
        "provisional": False,
    }
    assert (found["standing"], found["days_left"]) == ("overdue", -3)
    assert [other["key"] for other in found["others"]] == ["supplementation_notice"]


def test_events_are_lines_of_chinese_in_any_order(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "经过.txt"
    lines = [
        "# 办理经过",
        "2026-03-12 收到补正",
        "",
        "2026-03-05 告知补正 (2026-03-25 前)",
        "2026-03-02 当面提交",
    ]
    file.write_text("\n".join(lines), "utf-8")
    found = document(capsys, "--events", str(file), "--today", "2026-03-13")
    assert (found["received_on"], found["reply"]["due_on"]) == ("2026-03-02", "2026-04-10")
    again = document(
        capsys, "2026-03-02", "--today", "2026-03-13",
        "--event", "2026-03-05 supplementation_requested（2026-03-25）",
        "--event", "2026-03-12 supplemented",
    )  # fmt: skip
    assert again == found


def test_the_channel_decides_which_day_counts(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = ask(
        capsys, "--channel", "email", "--event", "2026-02-28 申请到达", "--today", "2026-03-02"
    )
    assert code == 0
    assert "收到之日待确认" in out
    found = document(capsys, "2026-03-02", "--channel", "email", "--today", "2026-03-02")
    assert found["received_on"] == "2026-03-02"


def test_settings_are_used_and_named(capsys: pytest.CaptureFixture[str]) -> None:
    argv = [
        "2026-07-01", "--today", "2026-07-20",
        "--event", "2026-07-06 发出收费通知",
        "--event", "2026-07-15 申请人缴费",
    ]  # fmt: skip
    assert document(capsys, *argv)["reply"]["due_on"] == "2026-08-12"
    resumed = document(capsys, *argv, "--set", "clocks.fee_clock=resume")
    assert resumed["reply"]["due_on"] == "2026-08-07"
    assert "继续计算" in resumed["assumptions"][0]


def test_what_is_amiss_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = ask(
        capsys, "2026-03-02", "--event", "2026-04-01 延长答复期限（20 个工作日）",
        "--today", "2026-04-02",
    )  # fmt: skip
    assert "请核对" in out
    assert "期限已于 2026-03-30 届满" in out
    assert "没有登记政府信息公开工作机构负责人同意" in out


def test_a_term_into_a_year_without_notice_is_provisional(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, out, _ = ask(capsys, "2026-12-10", "--today", "2026-12-11")
    assert "2027-01-08 星期五（暂定" in out


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        ([], "请给出收到申请之日"),
        (["2026-02-30"], "不是一个日期"),
        (["2026-03-02", "--event", "昨天告知补正"], "不是一项经过"),
        (["2026-03-02", "--event", "2026-03-05 喝茶"], "“喝茶”不是已知的经过"),
        (["2026-03-02", "--set", "clocks.fee_clock"], "不是一项设定"),
        (["2026-03-02", "--set", "clocks.reply=30"], "由法律规定，不能自行设定"),
        (["2026-03-02", "--set", "clocks.fee_clock=never"], "只能设为 restart、resume"),
        (["2026-03-02", "--set", "clocks.due_soon=0"], "应当是正整数"),
        (["2026-03-02", "--set", "no.such=1"], "没有名为“no.such”的设定"),
        (["--events", "no-such.txt"], "no-such.txt"),
    ],
)
def test_what_cannot_be_answered_is_one_line(
    capsys: pytest.CaptureFixture[str], argv: list[str], says: str
) -> None:
    code, out, err = ask(capsys, *argv)
    assert (code, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1
