"""The day of receipt (收到之日) and putting right what was entered wrongly (更正、注销、作废)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.apps.accounts.models import User
from gongkai.apps.casework import desk, entries, situations
from gongkai.apps.casework.models import Case, Event
from gongkai.apps.casework.people import day_of
from gongkai.apps.casework.situations import Inputs


@transaction.atomic
def confirm_receipt(
    *, case: Case, seen: int, on: date, remark: str = "", by: User, at: datetime
) -> Case:
    """Enter the day that counts as the day of receipt (确认收到之日): the clock starts.

    Raises:
        Refused: Not permitted, no date or one that lies ahead, or somebody was quicker.
    """
    inputs = Inputs(on=on, remark=remark)
    locked = desk.take(case, "confirm_receipt", seen=seen, by=by, at=at, inputs=inputs)
    kind = situations.counting_kind(locked, on)
    entries.enter(locked, kind, on=on, by=by, at=at, remark=remark)
    return desk.trace("receipt_confirmed", locked, by=by, at=at, data={"on": str(on)})


@transaction.atomic
def correct_date(
    *, case: Case, seen: int, entry: Event, on: date, remark: str, by: User, at: datetime
) -> Case:
    """Correct the date of an entry (更正日期): the old one stays to be seen, all terms run anew.

    Raises:
        Refused: Not permitted, no reason, not correctable, or somebody was quicker.
    """
    inputs = Inputs(on=on, remark=remark, entry=entry)
    locked = desk.take(case, "correct_date", seen=seen, by=by, at=at, inputs=inputs)
    was_due = locked.due_on
    entries.enter(
        locked,
        entry.kind,
        on=on,
        by=by,
        at=at,
        remark=remark,
        replaces=entry,
        until=entry.until,
        days=entry.days,
        party=entry.party,
        reference=entry.reference,
        consented=entry.consented,
        outcome=entry.outcome,
        facts=entry.facts,
    )
    data = {"entry": entry.pk, "was": str(entry.on), "on": str(on), "was_due_on": str(was_due)}
    return desk.trace("date_corrected", locked, by=by, at=at, data=data)


@transaction.atomic
def strike_out(*, case: Case, seen: int, entry: Event, remark: str, by: User, at: datetime) -> Case:
    """Strike out an entry that never happened (注销误登事项); it stays to be seen.

    Raises:
        Refused: Not permitted, no reason, not correctable, or somebody was quicker.
    """
    inputs = Inputs(remark=remark, entry=entry)
    locked = desk.take(case, "strike_out", seen=seen, by=by, at=at, inputs=inputs)
    entries.enter(locked, "struck_out", on=day_of(at), by=by, at=at, remark=remark, replaces=entry)
    data = {"entry": entry.pk, "kind": entry.kind, "was": str(entry.on)}
    return desk.trace("entry_struck_out", locked, by=by, at=at, data=data)


@transaction.atomic
def void_register_number(*, case: Case, seen: int, remark: str, by: User, at: datetime) -> Case:
    """Void a registration (登记作废): the number stays in the register with its reason.

    Raises:
        Refused: Not permitted, no reason, or somebody was quicker.
    """
    locked = desk.take(case, "void", seen=seen, by=by, at=at, inputs=Inputs(remark=remark))
    entries.enter(locked, "voided", on=day_of(at), by=by, at=at, remark=remark)
    return desk.trace("voided", locked, by=by, at=at)
