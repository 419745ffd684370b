"""Every rule's examples: what passes, what is found, what cannot be assessed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.core.audit.case import RULES
from gongkai.core.audit.profiles import profile
from gongkai.core.audit.rules import register_all
from gongkai.core.audit.running import run
from gongkai.core.kernel.findings import Finding
from gongkai.core.kernel.rules import Outcome
from tests.core.audit.audit_cases import build_case

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "audit"
OUTCOMES = {
    "passes": Outcome.PASSED,
    "finds": Outcome.FAILED,
    "cannot_assess": Outcome.NOT_ASSESSABLE,
    "does_not_apply": Outcome.NOT_APPLICABLE,
}
register_all()


def _load() -> list[tuple[str, dict[str, Any]]]:
    found = []
    for file in sorted(EXAMPLES.glob("*.yaml")):
        data = yaml.safe_load(file.read_text("utf-8"))
        if "examples" not in data or data.get("runner", "case") != "case":
            continue
        found += [(data["rule"], example) for example in data["examples"]]
    return found


def _name(example: Any) -> str:
    return example["name"] if isinstance(example, dict) else str(example)


@pytest.mark.parametrize(("code", "example"), _load(), ids=_name)
def test_example(code: str, example: dict[str, Any]) -> None:
    (kind,) = [key for key in example if key in OUTCOMES]
    findings, (check,) = run([RULES.get(code)], build_case(example[kind]), profile())
    said = [finding.message for finding in findings] or list(check.reasons)
    assert check.outcome is OUTCOMES[kind], said
    expected = example.get("expects", [])
    if isinstance(expected, str):
        assert expected in "；".join(said)
        return
    for one in expected:
        assert any(_fits(finding, one) for finding in findings), (one, findings)
    if expected and example.get("only", True):
        assert len(findings) == len(expected), said


def _fits(finding: Finding, one: dict[str, Any]) -> bool:
    """Whether a finding is the one an example describes; a list means every item is contained."""
    for key, wanted in one.items():
        if key == "cell":
            fits = wanted in [place.cell for place in finding.places]
        elif key == "quote":
            fits = any(wanted in place.quote for place in finding.places)
        elif key == "marked":
            fits = any(p.mark and p.quote[p.mark[0] : p.mark[1]] == wanted for p in finding.places)
        elif key in ("message", "hint"):
            fits = wanted in (getattr(finding, key) or "")
        else:
            fits = getattr(finding, key) == wanted
        if not fits:
            return False
    return True


@pytest.mark.parametrize("code", [rule.code for rule in RULES.all()])
def test_rule_has_examples_of_each_kind(code: str) -> None:
    file = EXAMPLES / f"{code}.yaml"
    assert file.exists(), f"{code} has no examples: write tests/examples/audit/{code}.yaml"
    kinds = {key for one in yaml.safe_load(file.read_text("utf-8"))["examples"] for key in one}
    assert {"passes", "finds"} <= kinds
    assert kinds & {"cannot_assess", "does_not_apply"}
