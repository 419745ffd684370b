"""Every problem of reading says one whole sentence (tests/examples/readers/problems.yaml)."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.core.reporting.reading.problems import Met, problem

EXAMPLES = yaml.safe_load(
    (Path(__file__).parents[3] / "examples" / "readers" / "problems.yaml").read_text("utf-8")
)


@pytest.mark.parametrize("case", EXAMPLES, ids=lambda case: case["met"])
def test_sentence(case: dict[str, Any]) -> None:
    met = Met[case["met"]]
    found = problem(met, table=case.get("table", 0), **case.get("details", {}))
    assert found.code == met.code
    assert found.message == case["sentence"]


def test_every_problem_has_an_example_and_a_number_of_its_own() -> None:
    assert {case["met"] for case in EXAMPLES} == set(Met.__members__)
    codes = [met.code for met in Met]
    assert len(set(codes)) == len(codes)
    assert all(int(code.removeprefix("R-")) >= 30 for code in codes)
