"""Supplementation of an application (补正,《条例》第三十条): told once, with a period, then handled anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from gongkai.apps.accounts.models import User
from gongkai.apps.casework import desk, entries, papers
from gongkai.apps.casework.applicants import application_of
from gongkai.apps.casework.models import Case, Matter, Paper
from gongkai.apps.casework.papers import PaperIn
from gongkai.apps.casework.people import Person, day_of
from gongkai.apps.casework.situations import Inputs
from gongkai.apps.casework.titles import title_of
from gongkai.core.kernel.refusals import Refused
from gongkai.core.law.events import EventKind


@transaction.atomic
def request_supplementation(
    *,
    case: Case,
    seen: int,
    faults: Sequence[str],
    until: date,
    remark: str = "",
    on: date | None = None,
    by: User,
    at: datetime,
) -> Case:
    """Tell the applicant once what to supplement and until when (补正告知).

    ``faults`` are keys of the checklist of applications, or own words; the consequence of silence
    is part of the letter.

    Raises:
        Refused: Told before, nothing listed, no period, not permitted, or somebody was quicker.
    """
    told_on = on or day_of(at)
    inputs = Inputs(on=told_on, until=until, faults=tuple(faults), remark=remark)
    locked = desk.take(case, "request_supplementation", seen=seen, by=by, at=at, inputs=inputs)
    entries.enter(
        locked,
        EventKind.SUPPLEMENTATION_REQUESTED,
        on=told_on,
        until=until,
        by=by,
        at=at,
        remark=remark,
        facts={"faults": list(faults)},
    )
    return desk.trace("supplementation_requested", locked, by=by, at=at, data={"until": str(until)})


@transaction.atomic
def record_supplementation(
    *,
    case: Case,
    text: str,
    matters: Mapping[int, str] | None = None,
    attachments: Sequence[PaperIn] = (),
    seen: int | None = None,
    on: date | None = None,
    by: Person,
    at: datetime,
) -> Case:
    """Enter what the applicant supplemented (收到补正): the term of reply runs anew.

    The applicant does it online, or the office for them. ``matters`` gives new descriptions by
    position.

    Raises:
        Refused: Nobody asked, nothing was supplemented, a file is not taken, or not permitted.
    """
    came_on = on or day_of(at)
    inputs = Inputs(on=came_on, remark=text)
    locked = desk.take(case, "record_supplementation", seen=seen, by=by, at=at, inputs=inputs)
    reasons = papers.faults(attachments)
    if reasons:
        raise Refused(reasons)
    for matter in Matter.objects.filter(case=locked, position__in=list(matters or {})):
        matter.description = (matters or {})[matter.position]
        matter.save(update_fields=("description",))
    papers.keep_all(locked, Paper.Kind.SUPPLEMENT, attachments, on=came_on, by=by, at=at)
    entries.enter(locked, EventKind.SUPPLEMENTED, on=came_on, by=by, at=at, remark=text)
    title = title_of(application_of(locked), on=came_on)
    told = {"on": str(came_on)}
    return desk.trace("supplemented", locked, by=by, at=at, data=told, title=title)


@transaction.atomic
def lapse_supplementation(
    *, case: Case, seen: int, remark: str, on: date | None = None, by: User, at: datetime
) -> Case:
    """End a case whose applicant did not supplement it in time without good reason (逾期不补正).

    Raises:
        Refused: The period is not over, no reason, not permitted, or somebody was quicker.
    """
    ended_on = on or day_of(at)
    inputs = Inputs(on=ended_on, remark=remark)
    locked = desk.take(case, "lapse_supplementation", seen=seen, by=by, at=at, inputs=inputs)
    entries.enter(
        locked,
        EventKind.ENDED,
        on=ended_on,
        by=by,
        at=at,
        remark=remark,
        outcome="other.not_supplemented",
    )
    return desk.trace("ended", locked, by=by, at=at, data={"outcome": "other.not_supplemented"})
