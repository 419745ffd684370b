"""Some three hundred sentences about one table: what is sound stays quiet, what is wrong is noticed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.core.audit.case import RULES, Case
from gongkai.core.audit.rules import register_all
from gongkai.core.kernel.findings import Finding, Level
from gongkai.core.law.forms import cells, forms
from gongkai.core.reporting.report import AnnualReport, Cell, CellState, Line

register_all()
FILE = Path(__file__).parents[1] / "examples" / "text" / "prose_sentences.yaml"
GIVEN: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
RULES_ON_PROSE = [rule for rule in RULES.all() if rule.code.startswith(("P-", "A-"))]
QUIET = [(heading, text) for heading, texts in GIVEN["quiet"].items() for text in texts]
NOTICED = [
    (heading, one["says"], one["rules"])
    for heading, ones in GIVEN["noticed"].items()
    for one in ones
]


def _findings(heading: str, text: str, body: str) -> list[Finding]:
    figures = {name: str(GIVEN["cells"].get(name, 0)) for name in cells("2021")}
    known = {n: Cell(n, CellState.VALUE, Decimal(f), f) for n, f in figures.items()}
    lines = (Line(heading, 1), Line(text, 2))
    report = AnnualReport("report.txt", body, GIVEN["year"], "2021", cells=known, lines=lines)
    case = Case(report, forms()["2021"])
    answers = [answer for rule in RULES_ON_PROSE for answer in rule.check(case)]
    return [answer for answer in answers if isinstance(answer, Finding)]


@pytest.mark.parametrize(("heading", "text"), QUIET, ids=lambda value: value[:40])
def test_a_sound_sentence_is_quiet_whoever_says_it(heading: str, text: str) -> None:
    for body in GIVEN["bodies"]:
        loud = [f for f in _findings(heading, text, body) if f.level is not Level.NOTE]
        assert not loud, (body, [finding.message for finding in loud])


@pytest.mark.parametrize(("heading", "text", "rules"), NOTICED, ids=lambda value: str(value)[:40])
def test_a_wrong_sentence_is_noticed(heading: str, text: str, rules: list[str]) -> None:
    found = _findings(heading, text, GIVEN["bodies"][0])
    assert {finding.rule for finding in found} & set(rules)
    for finding in found:
        place = finding.places[0]
        assert place.line == 2
        assert place.mark is not None
        assert place.quote[place.mark[0] : place.mark[1]]
