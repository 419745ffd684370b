"""Sound prose about any table is quiet; a changed figure, or a changed table, is noticed."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.core.audit.case import RULES, Case
from gongkai.core.audit.rules import register_all
from gongkai.core.kernel.findings import Finding
from gongkai.core.law.forms import forms
from tests.properties.prose_facts import BODIES, facts, report, table

register_all()
RULES_ON_PROSE = [rule for rule in RULES.all() if rule.code.startswith(("P-", "A-"))]
GROUPS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "prose_wordings.yaml").read_text("utf-8")
)
WORDINGS = [
    (group["heading"], text, tuple(group.get("needs", ())), tuple(group.get("lacks", ())))
    for group in GROUPS
    for text in group["texts"]
]
NAME = re.compile(r"\{(\w+)\}")
STEPS = (1, 2, 3, 7, 11, 30)
# A figure that has changed into another figure the table knows cannot be noticed by anybody.
NOTICED_SHARE = 0.97


def _findings(case: Case) -> list[Finding]:
    answers = [answer for rule in RULES_ON_PROSE for answer in rule.check(case)]
    return [answer for answer in answers if isinstance(answer, Finding)]


def _case(figures: dict[str, int], lines: list[str], said: dict[str, Any]) -> Case:
    return Case(report(figures, lines, said["year"], said["body"]), forms()["2021"])


def _fits(said: dict[str, Any], needs: tuple[str, ...], lacks: tuple[str, ...]) -> bool:
    return all(said[name] for name in needs) and not any(said[name] for name in lacks)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000_000), body=st.integers(0, len(BODIES) - 1))
def test_sound_prose_is_quiet(seed: int, body: int) -> None:
    chance = random.Random(seed)
    figures = table(chance)
    said = facts(figures, chance.choice((2021, 2022, 2023, 2024)), body, chance)
    for heading, text, needs, lacks in WORDINGS:
        if _fits(said, needs, lacks):
            found = _findings(_case(figures, [heading, text.format(**said)], said))
            assert not found, (text, [finding.message for finding in found])


@pytest.mark.parametrize("start", range(3))
def test_a_changed_figure_is_noticed(start: int) -> None:
    noticed = changed = 0
    for seed in range(start * 1000, start * 1000 + 8):
        chance = random.Random(seed)
        figures = table(chance)
        said = facts(figures, 2023, seed % len(BODIES), chance)
        for heading, text, needs, lacks in WORDINGS:
            if not _fits(said, needs, lacks):
                continue
            for name in NAME.findall(text):
                if not isinstance(said[name], int) or name in ("year", "last", "next"):
                    continue
                wrong = {**said, name: said[name] + chance.choice(STEPS)}
                changed += 1
                noticed += bool(_findings(_case(figures, [heading, text.format(**wrong)], said)))
    assert noticed >= changed * NOTICED_SHARE, (noticed, changed)


NONE_SAID = [
    (heading, text, "applications.received" if "received" in lacks else "remedies.reconsideration")
    for heading, text, _, lacks in WORDINGS
    if lacks and "carried_out" not in lacks
]


@pytest.mark.parametrize(("heading", "text", "row"), NONE_SAID, ids=lambda value: value[:30])
def test_none_said_beside_a_figure_in_the_table_is_noticed(
    heading: str, text: str, row: str
) -> None:
    chance = random.Random(7)
    said = facts(table(chance), 2023, 0, chance)
    column = "natural_person" if row.startswith("applications") else "upheld"
    figures = {f"{row}.{column}": 3, f"{row}.total": 3, "applications.carried_out.total": 3}
    assert _findings(_case(figures, [heading, text.format(**said)], said))
