"""Sentences of many offices: what they tell is compared, what is no such thing is left alone."""

import functools
from pathlib import Path

import pytest
import yaml

from gongkai.core.kernel import data
from gongkai.core.reporting.specimens.sentences import Wordings, wordings
from tests.damage.altered import Altered, every_altered, with_saying
from tests.damage.audits import audit_papers, loud

pytestmark = pytest.mark.slow
FOLDER = Path(__file__).parent / "sayings"
LEAST_FOUND = 0.95
SEEDS = (100, 102)


def told_here() -> dict[str, tuple[Wordings, ...]]:
    text = (FOLDER / "told.yaml").read_text("utf-8")
    return data.structure(yaml.safe_load(text), dict[str, tuple[Wordings, ...]], source="told")


@functools.cache
def every() -> list[Altered]:
    return [*every_altered(wordings(), seed=0), *every_altered(told_here(), seed=40)]


def traps() -> list[tuple[str, str]]:
    found = yaml.safe_load((FOLDER / "traps.yaml").read_text("utf-8"))
    return [(slot, saying) for slot, sayings in found.items() for saying in sayings]


def test_a_sentence_that_agrees_with_the_tables_is_quiet() -> None:
    noisy = {one.text: loud(audit_papers([one.sound])) for one in every()}
    assert {text: findings[0].message for text, findings in noisy.items() if findings} == {}


def test_an_altered_figure_is_noticed() -> None:
    tried = every()
    missed = [one.said for one in tried if not loud(audit_papers([one.wrong]))]
    assert len(missed) <= (1 - LEAST_FOUND) * len(tried), missed


@pytest.mark.parametrize(("slot", "saying"), traps(), ids=lambda value: value[:24])
def test_what_speaks_of_something_else_is_quiet(slot: str, saying: str) -> None:
    for seed in SEEDS:
        before, after = with_saying(seed, saying, slot)
        known = {finding.message for finding in loud(audit_papers([before]))}
        new = [f.message for f in loud(audit_papers([after])) if f.message not in known]
        assert new == []
