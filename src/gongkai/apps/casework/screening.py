"""Screening what goes out (提供前筛查): personal data and hidden content left in a paper."""

from __future__ import annotations

from datetime import date

from gongkai.adapters.attachments.contents import UnreadableError
from gongkai.adapters.attachments.screening import screen_file
from gongkai.apps.casework import sealed_files
from gongkai.apps.casework.models import Paper
from gongkai.core.screening.alarms import Alarm

KINDS = frozenset({"个人信息", "残留内容"})


def alarms_on(paper: Paper, *, on: date) -> tuple[Alarm, ...]:
    """Return what the screening finds of personal data and hidden content in a paper.

    Wording is left alone: a record is released as it was made. A picture has no text to screen.

    Raises:
        UnreadableError: The file cannot be read, so it cannot be said to be clean.
    """
    found = screen_file(sealed_files.read(paper.digest), on=on)
    return tuple(alarm for alarm in found if alarm.kind in KINDS)


def told(paper: Paper, *, on: date) -> tuple[str, ...]:
    """Return the alarms as sentences with their places; what is found stands there masked."""
    try:
        return tuple(f"{alarm.where}：{alarm.message}" for alarm in alarms_on(paper, on=on))
    except UnreadableError as error:
        return (str(error),)
