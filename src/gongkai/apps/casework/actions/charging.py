"""The information processing fee (信息处理费,《条例》第四十二条, 国办函〔2020〕109号)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.apps.accounts.models import User
from gongkai.apps.casework import desk, entries, pricing
from gongkai.apps.casework.models import Case, Fee
from gongkai.apps.casework.people import day_of
from gongkai.apps.casework.situations import Inputs
from gongkai.core.law.events import EventKind


@transaction.atomic
def notify_fee(
    *,
    case: Case,
    seen: int,
    standard: str,
    units: int,
    on: date | None = None,
    by: User,
    at: datetime,
) -> Case:
    """Tell the applicant what to pay (收费通知): by piece (``by_piece``) or by page (``by_volume``).

    ``units`` are the pieces or the pages; the amount is computed with what the same applicant asked
    for in the same month.

    Raises:
        Refused: Nothing to pay, no tariff in force, not permitted, or somebody was quicker.
    """
    told_on = on or day_of(at)
    charge = pricing.charge(case, standard, units)
    inputs = Inputs(on=told_on, fee_yuan=charge.amount)
    locked = desk.take(case, "notify_fee", seen=seen, by=by, at=at, inputs=inputs)
    Fee.objects.update_or_create(
        case=locked,
        defaults={
            "standard": standard,
            "units": units,
            "lines": [line.sentence for line in charge.lines],
            "amount_yuan": charge.amount,
            "basis": charge.basis,
        },
    )
    facts = {"standard": standard, "amount_yuan": charge.amount}
    entries.enter(locked, EventKind.FEE_NOTIFIED, on=told_on, by=by, at=at, facts=facts)
    return desk.trace("fee_notified", locked, by=by, at=at, data=facts)


@transaction.atomic
def record_fee_delivery(*, case: Case, seen: int, on: date, by: User, at: datetime) -> Case:
    """Enter when the applicant got the notice: the term of payment runs from the day after.

    Raises:
        Refused: No notice is open, not permitted, or somebody was quicker.
    """
    inputs = Inputs(on=on)
    locked = desk.take(case, "record_fee_delivery", seen=seen, by=by, at=at, inputs=inputs)
    entries.enter(locked, EventKind.FEE_NOTICE_RECEIVED, on=on, by=by, at=at)
    return desk.trace("fee_notice_delivered", locked, by=by, at=at, data={"on": str(on)})


@transaction.atomic
def record_payment(
    *,
    case: Case,
    seen: int,
    paid_yuan: int,
    receipt_number: str = "",
    on: date,
    by: User,
    at: datetime,
) -> Case:
    """Enter the payment (登记缴费): the clock runs anew, or on, by setting.

    Raises:
        Refused: Another amount than was told, not permitted, or somebody was quicker.
    """
    inputs = Inputs(on=on, paid_yuan=paid_yuan)
    locked = desk.take(case, "record_payment", seen=seen, by=by, at=at, inputs=inputs)
    Fee.objects.filter(case=locked).update(paid_yuan=paid_yuan, receipt_number=receipt_number)
    entries.enter(locked, EventKind.FEE_PAID, on=on, by=by, at=at)
    return desk.trace("fee_paid", locked, by=by, at=at, data={"paid_yuan": paid_yuan})


@transaction.atomic
def lapse_fee(
    *, case: Case, seen: int, remark: str, on: date | None = None, by: User, at: datetime
) -> Case:
    """End a case whose fee was not paid in the term (逾期未缴费).

    Raises:
        Refused: The term is not over, no reason, not permitted, or somebody was quicker.
    """
    ended_on = on or day_of(at)
    inputs = Inputs(on=ended_on, remark=remark)
    locked = desk.take(case, "lapse_fee", seen=seen, by=by, at=at, inputs=inputs)
    outcome = "other.fee_unpaid"
    entries.enter(
        locked, EventKind.ENDED, on=ended_on, by=by, at=at, remark=remark, outcome=outcome
    )
    return desk.trace("ended", locked, by=by, at=at, data={"outcome": outcome})
