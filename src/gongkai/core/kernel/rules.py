"""Rules (规则): one function each, declared once, its Chinese docstring its page in the manual."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from gongkai.core.kernel.findings import Finding, Level

CODE = re.compile(r"[A-Z][A-Z0-9]*-\d{2}")


class Outcome(enum.StrEnum):
    """How a rule answers; a summary counts all four, as proof that the rule ran."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_ASSESSABLE = "not_assessable"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class NotAssessable:
    """A rule could not judge (无法判断): its cells are blank, absent or unread. Never a pass."""

    reason: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """A rule does not concern what it was shown (不适用)."""

    reason: str


Answer = Finding | NotAssessable | NotApplicable
Check = Callable[[Any], Iterable[Answer]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: number, name, default level, the forms it knows and the scope it works on.

    ``scope`` is ``report`` (one report), ``years`` (a report beside the one before) or ``group``
    (a parent and its children). ``on`` is false for rules that run only when asked for.
    """

    code: str
    name: str
    level: Level
    check: Check
    forms: tuple[str, ...]
    scope: str = "report"
    on: bool = True

    @property
    def page(self) -> str:
        """Return the rule's page of the manual: the docstring of its function, in Chinese."""
        return self.check.__doc__ or ""


class Register:
    """The rules of one field, by number.

    Raises:
        ValueError: A number is used twice, is not of the shape ``T3-02``, or the rule has no page.
    """

    def __init__(self) -> None:
        self._rules: dict[str, Rule] = {}

    def rule(
        self,
        *,
        code: str,
        name: str,
        level: Level,
        forms: tuple[str, ...],
        scope: str = "report",
        on: bool = True,
    ) -> Callable[[Check], Check]:
        """Register the decorated function under ``code``."""

        def register(check: Check) -> Check:
            self.add(Rule(code, name, level, check, forms, scope, on))
            return check

        return register

    def stamp(self) -> tuple[int, ...]:
        """Return what tells these rules from others: it changes when one is added or replaced."""
        return tuple(map(id, self._rules.values()))

    def add(self, rule: Rule) -> None:
        """Add one rule."""
        if not CODE.fullmatch(rule.code):
            raise ValueError(f"{rule.code}: a rule number is a family and two digits, as in T3-02")
        if rule.code in self._rules:
            raise ValueError(f"{rule.code}: this number is taken by {self._rules[rule.code].name}")
        if not rule.page.strip():
            raise ValueError(f"{rule.code}: a rule needs a docstring, its page in the manual")
        self._rules[rule.code] = rule

    def all(self) -> list[Rule]:
        """Return every rule in order of its number."""
        return [self._rules[code] for code in sorted(self._rules)]

    def get(self, code: str) -> Rule:
        """Return the rule ``code``.

        Raises:
            KeyError: There is no such rule.
        """
        return self._rules[code]
