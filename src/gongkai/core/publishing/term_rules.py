"""Which term holds for a piece of information (适用期限), and from when it runs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from gongkai.core.publishing.kinds import TermRule, kind

CHINA = ZoneInfo("Asia/Shanghai")
GENERAL = TermRule("proactive_disclosure", "formed_on")


def term_of(
    key: str, content: Mapping[str, Any], own: Mapping[str, Any]
) -> tuple[str, date | datetime] | None:
    """Return the term's key and its start for content of the kind ``key``; none without a start.

    The kind's own rules come first; the general term of article 26 runs from the day the
    information was formed or changed.
    """
    for rule in (*kind(key).terms, GENERAL):
        if any(own.get(name) != value for name, value in rule.when.items()):
            continue
        start = _moment(rule.start, content, own)
        if start is not None:
            return rule.term, start
    return None


def _moment(
    name: str, content: Mapping[str, Any], own: Mapping[str, Any]
) -> date | datetime | None:
    source, _, field = name.rpartition(".")
    value = own.get(field) if source == "own" else content.get(field)
    if isinstance(value, str):
        return _read(value)
    return value if isinstance(value, date) else None


def _read(text: str) -> date | datetime | None:
    try:
        if len(text) == len("2026-01-31"):
            return date.fromisoformat(text)
        return datetime.fromisoformat(text).astimezone(CHINA)
    except ValueError:
        return None
