"""Each wording rule against what must be found and what only looks like it."""

from datetime import date
from importlib import resources
from pathlib import Path

import pytest
import yaml

from gongkai.core.screening import wording
from gongkai.core.screening.alarms import Gate
from gongkai.core.screening.gate import screen

ON = date(2026, 11, 22)
EXAMPLES = yaml.safe_load(
    (Path(__file__).parents[2] / "examples/screening/wording.yaml").read_text("utf-8")
)


def codes(text: str) -> list[str]:
    return [alarm.rule for alarm in screen(text, on=ON)]


@pytest.mark.parametrize(
    ("code", "text"), [(c, t) for c, e in EXAMPLES.items() for t in e["finds"]]
)
def test_finds(code: str, text: str) -> None:
    assert code in codes(text)


@pytest.mark.parametrize(
    ("code", "text"), [(c, t) for c, e in EXAMPLES.items() for t in e["passes"]]
)
def test_passes(code: str, text: str) -> None:
    assert code not in codes(text)


def test_every_rule_has_examples_of_both_kinds() -> None:
    assert {rule.id for rule in wording.rules()} == set(EXAMPLES)
    assert all(example["finds"] and example["passes"] for example in EXAMPLES.values())


def test_no_right_form_alarms_by_the_rule_that_proposes_it() -> None:
    for rule in wording.rules():
        assert rule.id not in codes(rule.right)


def test_a_rule_outside_its_days_is_silent() -> None:
    assert "W-18" not in [a.rule for a in screen("“一带一路”战略", on=date(2014, 1, 1))]


def test_marks_all_over_a_document_are_one_alarm() -> None:
    (alarm,) = screen("认真落实,积极推进,及时公开,接受监督", on=ON)
    assert (alarm.rule, len(alarm.spans), alarm.gate) == ("W-62", 3, Gate.ADVICE)
    assert "共 3 处" in alarm.message


def test_places_are_offsets_into_the_text_as_given() -> None:
    text = "２０２５年，安排布署如下。"
    (alarm,) = screen(text, on=ON)
    assert text[slice(*alarm.spans[0])] == "布署"


def test_the_fingerprint_survives_edits_elsewhere() -> None:
    (one,) = screen("今年以来安排布署工作。", on=ON)
    (two,) = screen("第一段。\n\n今年以来安排布署工作。", on=ON)
    assert one.fingerprint == two.fingerprint


def test_the_list_is_shipped_as_data() -> None:
    assert resources.files("gongkai.core.screening.lexicon").joinpath("wording.yaml").is_file()
