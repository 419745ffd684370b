"""Entering the next year's notice (录入放假安排): open cases are dated anew, their handlers told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from gongkai.apps.accounts.models import User
from gongkai.apps.accounts.permissions import require
from gongkai.apps.casework import desk, entries, law
from gongkai.apps.casework.models import CalendarEntry, Case
from gongkai.apps.casework.people import day_of
from gongkai.apps.trail import actions as trail
from gongkai.core.calendar import working_days
from gongkai.core.casework.lifecycle import open_states
from gongkai.core.kernel import data
from gongkai.core.kernel.refusals import Reason, Refused


@transaction.atomic
def enter_calendar_year(*, content: Mapping[str, Any], by: User, at: datetime) -> list[Case]:
    """Enter a year as its notice orders it, or put an entered year right; return the re-dated cases.

    ``content`` has the shape of ``core/calendar/years/NNNN.yaml`` with ISO dates.

    Raises:
        Refused: Not an administrator, the year is shipped with the program, or it contradicts itself.
    """
    require(by, "casework.enter_calendar", by.body, on=day_of(at))
    year = _checked(content)
    entry, _ = CalendarEntry.objects.update_or_create(
        year=year, defaults={"content": dict(content), "entered_by": by, "entered_at": at}
    )
    trail.write("casework.calendar.entered", entry, by=by, at=at, data={"year": year})
    changed = []
    for case in Case.objects.filter(state__in=open_states(), received_on__isnull=False):
        locked = desk.lock(case)
        was = (locked.due_on, locked.provisional)
        entries.refresh(locked)
        if (locked.due_on, locked.provisional) != was:
            told = {"was_due_on": str(was[0]), "due_on": str(locked.due_on)}
            changed.append(desk.trace("redated", locked, by=by, at=at, data=told))
    return changed


def _checked(content: Mapping[str, Any]) -> int:
    try:
        year = law.year_of(content, source="放假安排")
    except data.DataError as error:
        mistakes = error.mistakes
        raise Refused([Reason("casework.calendar_shape", one) for one in mistakes]) from error
    reasons = [
        Reason("casework.calendar_mistake", f"{mistake}。请按通知改正")
        for mistake in year.mistakes()
    ]
    if year.year in working_days.shipped().years:
        sentence = f"{year.year} 年的放假安排已随系统提供，不能另行录入"
        reasons.append(Reason("casework.calendar_shipped", sentence))
    if reasons:
        raise Refused(reasons)
    return year.year
