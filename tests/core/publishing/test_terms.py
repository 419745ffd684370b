"""The terms of publishing: every term by example, settings, how a term stands."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.core.calendar.working_days import shipped
from gongkai.core.publishing import terms

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "terms" / "terms.yaml"
ALL = yaml.safe_load(EXAMPLES.read_text("utf-8"))


def _name(value: Any) -> str:
    return str(value["name"])


def _moment(value: Any) -> date | datetime:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def _due(example: dict[str, Any]) -> terms.Due:
    known = terms.configured(example.get("settings", {}))
    return terms.due(known[example["term"]], _moment(example["from"]), shipped())


@pytest.mark.parametrize("example", ALL["examples"], ids=_name)
def test_due(example: dict[str, Any]) -> None:
    found, expects = _due(example), example["expects"]
    assert found.on == expects.get("due_on", found.on)
    assert found.opens_on == expects.get("opens_on")
    assert found.at == (_moment(expects["at"]) if "at" in expects else None)
    assert found.provisional is expects.get("provisional", False)
    assert expects.get("basis", "") in found.value.basis
    assert str(found.on) in found.sentence
    assert found.value.basis in found.sentence
    assert ("暂定" in found.sentence) is found.provisional


@pytest.mark.parametrize("example", ALL["standings"], ids=_name)
def test_standing(example: dict[str, Any]) -> None:
    done = datetime.fromisoformat(example["done"]) if "done" in example else None
    now = datetime.fromisoformat(example["now"])
    assert terms.standing(_due(example), now, done=done) == example["expects"]


def test_every_term_has_an_example() -> None:
    assert {example["term"] for example in ALL["examples"]} == set(terms.terms())


def test_what_is_not_law_or_document_is_a_setting() -> None:
    fixed = {key for key, term in terms.terms().items() if not term.setting}
    assert all(terms.terms()[key].trust in ("law", "document") for key in fixed)
    assert all(term.note for term in terms.terms().values() if term.setting)


def test_every_number_of_the_table_is_there() -> None:
    numbers = {term.number for term in terms.terms().values()} - {""}
    assert numbers == {f"T{number:02}" for number in range(1, 30)}


def test_only_settings_can_be_changed_and_all_faults_are_told_at_once() -> None:
    with pytest.raises(terms.TermError) as refused:
        terms.configured(
            {"proactive_disclosure": 30, "nothing": 1, "interpretation": 0, "website_report": 9}
        )
    said = str(refused.value)
    assert "由法律或者国务院文件规定" in said
    assert "没有名为“nothing”的期限" in said
    assert "不能设为 0" in said
    assert "按日期规定" in said


def test_hours_need_a_moment_and_a_term_a_law_in_force() -> None:
    with pytest.raises(terms.TermError, match="请给出时刻"):
        terms.due(terms.terms()["livelihood_news"], date(2026, 3, 2), shipped())
    with pytest.raises(terms.TermError, match="尚未规定"):
        terms.due(terms.terms()["decision_comments"], date(2019, 8, 31), shipped())


def test_the_on_time_rate_leaves_out_what_is_still_open() -> None:
    standing = terms.Standing
    figures = terms.on_time(
        (standing.DONE_IN_TIME, standing.DONE_IN_TIME, standing.DONE_LATE, standing.IN_TIME)
    )
    assert (figures.in_time, figures.late, figures.rate) == (2, 1, pytest.approx(2 / 3))
    assert terms.on_time((standing.IN_TIME, standing.DUE_SOON)).rate is None


def test_an_aware_moment_counts_by_the_day_in_china() -> None:
    term = terms.terms()["proactive_disclosure"]
    evening = datetime(2026, 3, 1, 17, 0, tzinfo=UTC)
    found = terms.due(term, evening, shipped())
    assert (found.start, found.on) == (date(2026, 3, 2), date(2026, 3, 30))
    late = datetime(2026, 3, 30, 16, 0, tzinfo=UTC)
    assert terms.standing(found, late) is terms.Standing.OVERDUE
