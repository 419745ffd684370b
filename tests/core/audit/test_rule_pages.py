"""A rule's docstring is its page in the manual, and the manual is generated from it."""

from __future__ import annotations

import re

import pytest

from gongkai.core.audit.case import ANY, RULES
from gongkai.core.audit.rules import register_all
from gongkai.core.kernel.rules import Rule
from gongkai.core.law.forms import forms

HEADINGS = ("**错误示例**:", "**正确示例**:", "**依据**:")
register_all()


@pytest.mark.parametrize("rule", RULES.all(), ids=lambda rule: rule.code)
def test_page_has_its_three_headings_in_order(rule: Rule) -> None:
    found = [rule.page.find(heading) for heading in HEADINGS]
    assert -1 not in found, rule.code
    assert found == sorted(found)
    for heading in HEADINGS:
        after = rule.page.split(heading, 1)[1].strip()
        assert len(after) > 5


@pytest.mark.parametrize("rule", RULES.all(), ids=lambda rule: rule.code)
def test_page_begins_with_a_chinese_sentence(rule: Rule) -> None:
    first = rule.page.strip().split("\n", 1)[0]
    assert re.match(r"[一-鿿“《（\d]", first)
    assert re.search(r"[一-鿿]{4}", first)
    assert first.endswith("。")


@pytest.mark.parametrize("rule", RULES.all(), ids=lambda rule: rule.code)
def test_rule_declares_known_forms_and_scope(rule: Rule) -> None:
    assert rule.forms
    assert set(rule.forms) <= {*ANY}
    assert rule.scope in ("report", "years", "group")
    assert re.fullmatch(r"[a-z_]+\.[a-z_]+", rule.name)


def test_names_are_used_once() -> None:
    names = [rule.name for rule in RULES.all()]
    assert len(names) == len(set(names))


def test_every_form_has_rules() -> None:
    for form in forms():
        assert len([rule for rule in RULES.all() if form in rule.forms]) > 40
