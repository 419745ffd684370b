"""The smallest repair: found when one cell is wrong, whichever it is."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.core.audit.repairs import Change, repairs
from gongkai.core.law.forms import cells, sums
from gongkai.core.reporting.report import AnnualReport
from tests.core.audit.audit_cases import build_report

COLUMNS = (
    "natural_person",
    "enterprise",
    "research_institution",
    "public_interest_organization",
    "legal_services_institution",
    "other_organization",
)


def _sound(outcomes: dict[str, list[int]], carried_in: int) -> dict[str, int]:
    """Every cell of table 3 so that all sums hold, from the results by row and column."""
    figures: dict[str, int] = {}
    for row, values in outcomes.items():
        figures |= {f"{row}.{c}": v for c, v in zip(COLUMNS, values, strict=True)}
    for column in COLUMNS:
        done = sum(figures.get(f"{row}.{column}", 0) for row in outcomes)
        figures[f"applications.concluded.{column}"] = done
        figures[f"applications.received.{column}"] = done
    figures["applications.carried_in.natural_person"] = carried_in
    figures["applications.carried_out.natural_person"] = carried_in
    rows = {name.rpartition(".")[0] for name in figures}
    for row in rows:
        figures[f"{row}.total"] = sum(figures.get(f"{row}.{c}", 0) for c in COLUMNS)
    return figures


def _table3() -> list[str]:
    return [name for name, cell in cells("2021").items() if cell.table == 3]


def _stated() -> list[object]:
    return [one for one in sums("2021") if one.rule.startswith("T3-")]


def _report(figures: dict[str, int]) -> AnnualReport:
    return build_report({"cells": dict(figures)})


SOUND = _sound(
    {
        "applications.granted": [14, 1, 0, 0, 0, 2],
        "applications.unable.not_held": [7, 0, 0, 1, 0, 0],
        "applications.not_processed.repeated": [1, 0, 0, 0, 0, 0],
    },
    3,
)


def test_a_sound_table_needs_no_repair() -> None:
    assert repairs(_report(SOUND), _stated()) == ()


@given(name=st.sampled_from(_table3()), more=st.integers(1, 40))
@settings(max_examples=60, deadline=None)
def test_one_wrong_cell_is_the_one_repair(name: str, more: int) -> None:
    figures = {**SOUND, name: SOUND.get(name, 0) + more}
    (found,) = repairs(_report(figures), _stated())
    assert found == (Change(name, Decimal(figures[name]), Decimal(SOUND.get(name, 0))),)


@given(first=st.sampled_from(_table3()), second=st.sampled_from(_table3()), more=st.integers(1, 9))
@settings(max_examples=40, deadline=None)
def test_every_repair_offered_satisfies_every_sum(first: str, second: str, more: int) -> None:
    figures = {**SOUND}
    for name in {first, second}:
        figures[name] = figures.get(name, 0) + more
    for repair in repairs(_report(figures), _stated()):
        mended = {**figures, **{change.cell: int(change.fitting) for change in repair}}
        assert repairs(_report(mended), _stated()) == ()
        assert all(change.fitting >= 0 for change in repair)


def test_the_nearest_repair_stands_first() -> None:
    figures = {**SOUND, "applications.received.natural_person": 21}
    figures["applications.received.total"] = SOUND["applications.received.total"] - 1
    found = repairs(_report(figures), _stated())
    assert len(found) > 1
    assert {len(repair) for repair in found} == {2}


def test_cells_that_were_not_read_are_left_out() -> None:
    absent = dict.fromkeys([n for n in _table3() if n.startswith("applications.granted")], "absent")
    figures = {**SOUND, **absent, "applications.unable.not_held.total": 9}
    found = repairs(build_report({"cells": figures}), _stated())
    assert {change.cell.rpartition(".")[0] for repair in found for change in repair} == {
        "applications.unable.not_held"
    }


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_an_empty_table_needs_no_repair(form: str) -> None:
    report = build_report({"form": form, "default": "absent"})
    assert repairs(report, [one for one in sums(form) if one.rule.startswith("T3-")]) == ()
