"""The reference of rules is generated from the rules and up to date."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from gongkai.core.audit.case import RULES
from gongkai.core.audit.rules import register_all
from gongkai.core.kernel.rules import Rule

DOCS = Path(__file__).resolve().parents[2] / "docs"
register_all()


def _generated() -> str:
    spec = importlib.util.spec_from_file_location("generate_rules", DOCS / "generate_rules.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return str(module.page())


@pytest.fixture(scope="module")
def rules_page() -> str:
    return (DOCS / "reference" / "rules.md").read_text("utf-8")


@pytest.mark.parametrize("rule", RULES.all(), ids=lambda rule: rule.code)
def test_rule_is_in_the_reference(rule: Rule, rules_page: str) -> None:
    assert f"## {rule.code} {rule.name}" in rules_page


def test_the_reference_is_as_generated(rules_page: str) -> None:
    assert rules_page == _generated(), "run .venv/bin/python docs/generate_rules.py"
