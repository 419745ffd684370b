"""A sound report has no finding that would trouble its author; a planted defect is found."""

from dataclasses import replace

import pytest

from gongkai.core.audit.engine import audit
from gongkai.core.kernel.rules import Outcome
from gongkai.core.law.forms import sums
from gongkai.core.reporting.report import Cell, CellState
from gongkai.core.reporting.specimens import Specimen, county, sound_report, years_of_one_body
from tests.damage.audits import DEFECTS, audit_papers, is_found, loud
from tests.damage.defects import Defect, plant
from tests.damage.faithful import faithful

pytestmark = pytest.mark.slow
SEEDS = range(700, 705)
OVER_TABLES = ("T3-01", "T3-02", "T3-03", "T4-01")


def complaints(specimens: tuple[Specimen, ...]) -> list[str]:
    findings = audit_papers([specimen.paper for specimen in specimens])
    return [f"{f.rule} {f.body} {f.year} {f.message}" for f in loud(findings)]


def test_sound_reports_are_left_in_peace() -> None:
    for seed in range(80):
        assert complaints((sound_report(seed),)) == []


def test_sound_years_of_one_body_are_left_in_peace() -> None:
    for seed in range(6):
        assert complaints(years_of_one_body(seed, (2019, 2020, 2021, 2022, 2023))) == []


def test_sound_counties_are_left_in_peace() -> None:
    for seed in range(4):
        assert complaints(county(seed, 2023)) == []


@pytest.mark.parametrize("planted", DEFECTS, ids=[f"{d.rule} {d.plant.__name__}" for d in DEFECTS])
def test_a_planted_defect_is_found(planted: Defect) -> None:
    tried, missed = 0, []
    for seed in SEEDS:
        papers = plant(planted, seed)
        if papers is None:
            continue
        tried += 1
        if not is_found(papers, audit_papers(papers.papers)):
            missed.append(seed)
    assert tried
    assert missed == []


def test_every_identity_holds_in_a_sound_report() -> None:
    for seed in range(200):
        specimen = sound_report(seed)
        for identity in sums(specimen.form):
            left = sum(specimen.figures[name] for name in identity.left)
            assert left == sum(specimen.figures[name] for name in identity.right)


def test_a_table_that_is_not_there_is_neither_passed_nor_failed() -> None:
    report = faithful(sound_report(3, year=2022, level="county").paper)
    nothing = {name: Cell(name, CellState.ABSENT) for name in report.cells}
    checks = audit([replace(report, cells=nothing)]).settled[0].checks
    sums_over_tables = [check for check in checks if check.rule in OVER_TABLES]
    assert {check.outcome for check in sums_over_tables} == {Outcome.NOT_ASSESSABLE}
