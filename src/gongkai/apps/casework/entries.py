"""Entering what happened (录入经过) and computing from it where a case stands."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from gongkai.apps.accounts.models import User
from gongkai.apps.casework import law
from gongkai.apps.casework.models import Case, Event, Remark
from gongkai.apps.casework.people import Person, actor_of
from gongkai.core.casework import progress
from gongkai.core.casework.happenings import Happening
from gongkai.core.casework.progress import CLOSED, Progress
from gongkai.core.law.events import Channel, EventKind

CACHED = (
    "state",
    "received_on",
    "due_on",
    "provisional",
    "concluded_on",
    "in_time",
    "outcome",
    "handled_anew",
)


def happenings_of(case: Case) -> list[Happening]:
    """Return every entry of a case as the core reads it, in the order of entering."""
    return [event.happening() for event in case.events.order_by("pk")]


def progress_of(case: Case) -> Progress:
    """Return where a case stands, computed anew from its entries."""
    channel = Channel(case.channel)
    return progress.compute(channel, happenings_of(case), law.calendar(), law.chosen())


def enter(case: Case, kind: str, *, on: date, by: Person, at: datetime, **details: Any) -> Event:
    """Write one entry; ``remark`` among the details is kept encrypted beside it."""
    remark = str(details.pop("remark", "")).strip()
    event = Event.objects.create(
        case=case,
        kind=str(kind),
        on=on,
        entered_at=at,
        actor=actor_of(by),
        by=by if isinstance(by, User) else None,
        **details,
    )
    if remark:
        Remark.objects.create(event=event, text=remark)
    return event


def cached(found: Progress) -> dict[str, Any]:
    """Return the columns of a case that repeat what its entries say."""
    closed = found.state in CLOSED
    last = found.conclusions[-1] if found.conclusions and closed else None
    reply = found.clock.reply
    return {
        "state": found.state,
        "received_on": found.received_on,
        "due_on": found.due_on,
        "provisional": bool(found.due_on and reply and reply.provisional),
        "concluded_on": last.on if last else None,
        "in_time": found.clock.in_time if closed else None,
        "outcome": last.outcome if last else "",
    }


def refresh(case: Case) -> Case:
    """Set the cache of a locked case from its entries; the caller saves it."""
    for name, value in cached(progress_of(case)).items():
        setattr(case, name, value)
    case.handled_anew = case.events.filter(kind=EventKind.REOPENED).exists()
    return case
