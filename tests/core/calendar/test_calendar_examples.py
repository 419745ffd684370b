"""The calendar's examples, in Chinese, and every vector of working days."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.core.calendar.working_days import DayKind, shipped

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "calendar"


def _load(name: str) -> Any:
    return yaml.safe_load((EXAMPLES / name).read_text("utf-8"))


def _name(value: Any) -> str:
    return str(value["name"]) if isinstance(value, dict) else str(value)


@pytest.mark.parametrize("example", _load("working_days.yaml")["examples"], ids=_name)
def test_counting(example: dict[str, Any]) -> None:
    for days, due_on in example["expects"].items():
        count = shipped().add(example["from"], days)
        assert count.due_on == due_on
        assert [c.number for c in count.listed if c.number] == list(range(1, days + 1))
    assert count.provisional is example.get("provisional", False)


@pytest.mark.parametrize("example", _load("years.yaml")["days"], ids=_name)
def test_day(example: dict[str, Any]) -> None:
    day = shipped().day(example["day"])
    assert day.kind is DayKind(example["kind"])
    assert day.reason == example["says"]
    assert day.provisional is ("暂定" in example["says"])


@pytest.mark.parametrize(("year", "days"), _load("years.yaml")["years"].items())
def test_working_days_of_a_year(year: int, days: int) -> None:
    assert shipped().between(date(year - 1, 12, 31), date(year, 12, 31)) == days


def test_a_day_off_names_the_notice_that_gives_it() -> None:
    assert "国办发明电〔2025〕7号" in shipped().day(date(2026, 10, 1)).source
    assert "未录入" in shipped().day(date(2027, 10, 8)).source


def test_the_explanation_reads_like_a_calendar() -> None:
    count = shipped().add(date(2026, 9, 30), 1)
    assert [counted.sentence for counted in count.listed][:2] == [
        "2026-10-01 星期四 不计（国庆节放假）",
        "2026-10-02 星期五 不计（国庆节放假）",
    ]
    assert count.listed[-1].sentence == "2026-10-08 星期四 第 1 个工作日"
