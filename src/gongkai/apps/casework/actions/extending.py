"""Extension of the term of reply (延长答复期限,《条例》第三十三条第二款)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.apps.accounts.models import User
from gongkai.apps.casework import desk, entries
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.people import day_of
from gongkai.apps.casework.situations import Inputs
from gongkai.core.law.events import EventKind


@transaction.atomic
def request_extension(
    *, case: Case, seen: int, days: int, remark: str, by: User, at: datetime
) -> Case:
    """Ask the head of the OGI office to consent to an extension (报请延期).

    Raises:
        Refused: No reason, not permitted, or somebody was quicker.
    """
    inputs = Inputs(remark=remark, days=days)
    locked = desk.take(case, "request_extension", seen=seen, by=by, at=at, inputs=inputs)
    entries.enter(
        locked, "extension_requested", on=day_of(at), days=days, by=by, at=at, remark=remark
    )
    return desk.trace("extension_requested", locked, by=by, at=at, data={"days": days})


@transaction.atomic
def extend_deadline(
    *,
    case: Case,
    seen: int,
    days: int,
    remark: str,
    on: date | None = None,
    by: User,
    at: datetime,
) -> Case:
    """Extend the term of reply once (同意延期), as head of the OGI office, before it has passed.

    ``days`` are working days, at most those of the law; the applicant is told.

    Raises:
        Refused: Too late, too long, extended before, no reason, not the head, or somebody quicker.
    """
    extended_on = on or day_of(at)
    inputs = Inputs(on=extended_on, days=days, remark=remark)
    locked = desk.take(case, "extend", seen=seen, by=by, at=at, inputs=inputs)
    was_due = locked.due_on
    entries.enter(
        locked,
        EventKind.EXTENDED,
        on=extended_on,
        days=days,
        consented=True,
        by=by,
        at=at,
        remark=remark,
    )
    data = {"days": days, "was_due_on": str(was_due)}
    return desk.trace("extended", locked, by=by, at=at, data=data)
