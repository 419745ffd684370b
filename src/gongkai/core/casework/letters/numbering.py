"""Numbers of letters by rule (发文字号): ``舒公复〔2026〕3号``."""

from __future__ import annotations

import re
from string import Formatter

RULE = "{code}公复〔{year}〕{serial}号"
FIELDS = frozenset(("code", "year", "serial"))
NUMBER = re.compile(r"[^\s〔〕\d]{1,20}〔(?P<year>\d{4})〕(?P<serial>\d{1,5})号")


class NumberingError(ValueError):
    """A rule for numbers cannot be used; the message says what it must hold."""


def number(rule: str = RULE, *, code: str, year: int, serial: int) -> str:
    """Return the number of a letter.

    Raises:
        NumberingError: The rule lacks a field or has a strange one, or what it gives is no number.
    """
    named = {name for _, name, _, _ in Formatter().parse(rule) if name is not None}
    if named != FIELDS:
        raise NumberingError(
            f"文号规则“{rule}”应当正好含有 {{code}}、{{year}}、{{serial}}，如“{RULE}”"
        )
    made = rule.format(code=code, year=year, serial=serial)
    if NUMBER.fullmatch(made) is None:
        raise NumberingError(f"“{made}”不像发文字号。年份用六角括号〔〕，序号不编虚位，以“号”结尾")
    return made
