"""Recognising repeats and petitions: hints with their grounds."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.casework import recognition
from gongkai.core.casework.recognition import Request

EXAMPLES = yaml.safe_load(
    (Path(__file__).parents[2] / "examples/casework/recognition.yaml").read_text("utf-8")
)


@pytest.mark.parametrize("example", EXAMPLES["petitions"], ids=lambda each: each["name"])
def test_petitions(example):
    found = recognition.petition(example["text"])
    assert (found is not None) == example["hint"]
    if found:
        assert found.strong == example["strong"]
        words = [word for met in found.found.values() for word in met]
        assert all(f"“{word}”" in found.reason.sentence for word in words)


@pytest.mark.parametrize("example", EXAMPLES["alike"], ids=lambda each: each["name"])
def test_repeats(example):
    earlier = Request(1, "甲", example["earlier"], date(2026, 3, 2), date(2026, 3, 20))
    new = Request(2, "甲", example["new"], date(2026, 6, 1))
    assert bool(recognition.repeats(new, [earlier])) == example["hint"]


def test_another_applicant_does_not_repeat_but_makes_several():
    earlier = [Request(n, f"申请人{n}", "2025年征地补偿方案", date(2026, 3, n)) for n in (1, 2)]
    new = Request(9, "甲", "2025年征地补偿方案", date(2026, 6, 1))
    assert recognition.repeats(new, earlier) == ()
    assert recognition.same_information(new, earlier).code == "several_applicants"
    assert recognition.same_information(new, earlier[:1]) is None


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_symmetric_and_whole_for_the_same_text(one, other):
    assert recognition.likeness(one, other) == recognition.likeness(other, one)
    assert recognition.likeness(one, one) == 1


def test_what_several_asked_for_stands_together_first():
    made = [
        Request(number, applicant, text, date(2026, 3, number))
        for number, (applicant, text) in enumerate(
            [
                ("甲", "2025年征地补偿方案"),
                ("乙", "河东村道路施工合同"),
                ("丙", "请公开2025年征地补偿方案"),
                ("乙", "河东村道路施工合同"),
            ],
            1,
        )
    ]
    assert [[one.key for one in group] for group in recognition.subjects(made, 0.7)] == [[1, 3]]
