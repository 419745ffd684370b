"""``gongkai rules``: list the audit rules, or print the manual page of some (规则说明)."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai.core.kernel.rules import Rule

UNKNOWN = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``gongkai rules``."""
    parser.add_argument(
        "codes", nargs="*", metavar="CODE", help="规则编号（如 T3-02）或类别（如 T3）"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print one line a rule, or whole pages when rules are named."""
    from gongkai.core.audit.case import RULES
    from gongkai.core.audit.rules import register_all

    register_all()
    rules = RULES.all()
    if not arguments.codes:
        for rule in rules:
            _print(_line(rule))
        return 0
    wanted = [code.upper() for code in arguments.codes]
    unknown = [code for code in wanted if not any(_fits(rule, code) for rule in rules)]
    if unknown:
        line = f"没有这样的规则：{'、'.join(unknown)}。不带编号运行 gongkai rules 可列出全部规则。"
        print(line, file=sys.stderr)
        return UNKNOWN
    _print("\n\n".join(_page(r) for r in rules if any(_fits(r, code) for code in wanted)))
    return 0


def _fits(rule: Rule, code: str) -> bool:
    return code in (rule.code, rule.code.split("-")[0])


def _line(rule: Rule) -> str:
    from gongkai.adapters.writers.findings_words import LEVEL_WORDS
    from gongkai.adapters.writers.rule_page import rule_page

    off = "" if rule.on else "（默认不运行）"
    return f"{rule.code:<6} {LEVEL_WORDS[rule.level]}  {rule_page(rule).statement}{off}"


def _page(rule: Rule) -> str:
    from gongkai.adapters.writers.findings_words import LEVEL_WORDS
    from gongkai.adapters.writers.rule_page import rule_page

    forms = "、".join(f"{form}年格式" for form in rule.forms if form) or "各格式"
    head = f"{rule.code} {rule.name}\n默认级别 {LEVEL_WORDS[rule.level]}，适用 {forms}"
    return f"{head}\n\n{rule_page(rule).text}"


def _print(text: str) -> None:
    print(text)
