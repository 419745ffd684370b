"""An event as one line of Chinese (办理经过), as a clerk writes it and as the examples are kept.

``2026-03-27 延长答复期限（10 个工作日，负责人同意）``
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from gongkai.core.law.events import Event, EventKind, Party

LINE = re.compile(r"\s*(\d{4}-\d{1,2}-\d{1,2})\s+([^（(]+?)\s*(?:[（(](.*)[）)])?\s*")
UNTIL = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})\s*前?")
DAYS = re.compile(r"(\d+)\s*个工作日")
KINDS = {kind.label: kind for kind in EventKind} | {kind.value: kind for kind in EventKind}
PARTIES = {party.label: party for party in Party} | {party.value: party for party in Party}
CONSENT = "负责人同意"


class LineError(ValueError):
    """A line cannot be read as an event; the message is one Chinese sentence."""


def parse(line: str) -> Event:
    """Return the event a line tells.

    Raises:
        LineError: The line has no date, an unknown event, or a date that does not exist.
    """
    matched = LINE.fullmatch(line)
    if matched is None:
        raise LineError(
            f"“{line}”不是一项经过。请写成“2026-03-05 告知补正（2026-03-25 前）”的样子。"
        )
    on, label, rest = matched.groups()
    if label not in KINDS:
        known = "、".join(kind.label for kind in EventKind)
        raise LineError(f"“{label}”不是已知的经过。可以写：{known}。")
    details: dict[str, Any] = {}
    for part in re.split("[，,]", rest or ""):
        if part.strip():
            details.update(_detail(part.strip()))
    return Event(KINDS[label], day(on), **details)


def _detail(part: str) -> dict[str, Any]:
    if part in PARTIES:
        return {"party": PARTIES[part]}
    if part == CONSENT:
        return {"consented": True}
    if matched := UNTIL.fullmatch(part):
        return {"until": day(matched[1])}
    if matched := DAYS.fullmatch(part):
        return {"days": int(matched[1])}
    return {"reference": part}


def day(text: str) -> date:
    """Return the date written as ``2026-03-05``.

    Raises:
        LineError: There is no such day.
    """
    try:
        year, month, number = map(int, text.split("-"))
        return date(year, month, number)
    except ValueError as error:
        raise LineError(f"“{text}”不是一个日期。请写成 2026-03-05 的样子。") from error
