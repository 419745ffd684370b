"""Wrong wording by pairs with guards (错误用语): a pattern, what is right, and since when."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.core.kernel import data
from gongkai.core.screening.alarms import Alarm, Gate, around

PACKAGE = "gongkai.core.screening.lexicon"


@dataclass(frozen=True, slots=True)
class WordingRule:
    """One pair: ``find`` is a pattern, ``right`` the proposed form; dates bound its validity."""

    id: str
    find: str
    right: str
    level: Gate
    kind: str
    source: str
    valid_from: date | None = None
    valid_to: date | None = None
    fold: bool = False

    def valid(self, on: date) -> bool:
        """Return whether the rule holds on that day."""
        after = self.valid_from is None or self.valid_from <= on
        return after and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class WordingFile:
    """The shape of ``wording.yaml``."""

    rules: tuple[WordingRule, ...]


@functools.cache
def rules() -> tuple[WordingRule, ...]:
    """Return the shipped rules.

    Raises:
        DataError: The file does not fit, or two rules share an id.
    """
    loaded = data.load(PACKAGE, "wording.yaml", WordingFile).rules
    seen = [rule.id for rule in loaded]
    doubled = sorted({name for name in seen if seen.count(name) > 1})
    if doubled:
        raise data.DataError([f"wording.yaml: {name} is used twice" for name in doubled])
    return loaded


@functools.cache
def _compiled(rule: WordingRule) -> re.Pattern[str]:
    return re.compile(rule.find)


def find(text: str, *, on: date, lexicon: tuple[WordingRule, ...] | None = None) -> Iterator[Alarm]:
    """Yield an alarm for each wrong wording in the folded ``text``."""
    for rule in lexicon if lexicon is not None else rules():
        if not rule.valid(on):
            continue
        spans = tuple(match.span() for match in _compiled(rule).finditer(text))
        if not spans:
            continue
        groups = (spans,) if rule.fold else tuple((span,) for span in spans)
        for group in groups:
            yield _alarm(rule, text, group)


def _alarm(rule: WordingRule, text: str, spans: tuple[tuple[int, int], ...]) -> Alarm:
    start, end = spans[0]
    met = text[start:end]
    places = f"，共 {len(spans)} 处" if len(spans) > 1 else ""
    return Alarm(
        rule=rule.id,
        gate=rule.level,
        kind=rule.kind,
        message=f"“{met}”{places}，应为：{rule.right}。",
        spans=spans,
        excerpt=around(text, spans[0]),
        proposal=rule.right,
        source=rule.source,
    )
