"""Ends of a case besides the reply (撤回、移送、重新办理、归档), and the applicant's word on it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.apps.accounts.models import User
from gongkai.apps.casework import codes, desk, entries
from gongkai.apps.casework.actions.filing import Filed
from gongkai.apps.casework.models import Applicant, Case, Matter, Paper, Rating
from gongkai.apps.casework.people import Citizen, Person, day_of
from gongkai.apps.casework.registering import next_serial
from gongkai.apps.casework.situations import Inputs
from gongkai.apps.organizations.models import PublicBody
from gongkai.core.casework.application import ARRIVALS
from gongkai.core.casework.numbers import reference
from gongkai.core.kernel.refusals import Reason, Refused
from gongkai.core.law.events import EventKind

COPIED = ("kind", "id_kind", "postcode", "needs_help")
SEALED = (
    "name",
    "id_number",
    "contact_name",
    "telephone",
    "email",
    "address",
    "representative",
    "representative_id",
    "others",
)


@transaction.atomic
def withdraw_application(
    *,
    case: Case,
    remark: str,
    seen: int | None = None,
    on: date | None = None,
    by: Person,
    at: datetime,
) -> Case:
    """Withdraw an application (申请人撤回), by the applicant online or entered by the office.

    Raises:
        Refused: Concluded already, no word on how and why, not permitted, or somebody was quicker.
    """
    withdrawn_on = on or day_of(at)
    inputs = Inputs(on=withdrawn_on, remark=remark)
    locked = desk.take(case, "withdraw", seen=seen, by=by, at=at, inputs=inputs)
    entries.enter(
        locked,
        EventKind.WITHDRAWN,
        on=withdrawn_on,
        by=by,
        at=at,
        remark=remark,
        outcome="other.withdrawn",
    )
    return desk.trace("withdrawn", locked, by=by, at=at, data={"outcome": "other.withdrawn"})


@transaction.atomic
def transfer(
    *, case: Case, seen: int, to: PublicBody, remark: str, by: User, at: datetime
) -> Filed:
    """Hand a case over to the body that is responsible (移送): it gets a number there.

    The days of arrival go along, so that the applicant's term does not begin anew; the number here
    stays in the register with its reason, and the report counts the case at the new body.

    Raises:
        Refused: No reason, no other body, that body is closed, not the head, or somebody was quicker.
    """
    on = day_of(at)
    inputs = Inputs(on=on, remark=remark, to=to)
    locked = desk.take(case, "transfer", seen=seen, by=by, at=at, inputs=inputs)
    if to.closed_on and to.closed_on <= on:
        sentence = f"{to}已于 {to.closed_on} 撤并。请移送承接的机关"
        raise Refused([Reason("casework.body_closed", sentence)])
    code = codes.make_code()
    serial = next_serial(to, on.year)
    taken = Case.objects.create(
        body=to,
        year=on.year,
        serial=serial,
        reference=reference(to.slug, on.year, serial),
        transferred_from=locked,
        code_digest=codes.digest_of(code),
        registered_at=at,
        **{
            name: getattr(locked, name)
            for name in (
                "channel",
                "title",
                "applicant_kind",
                "supply",
                "supply_route",
                "joint_applicants",
            )
        },
    )
    _copy(locked, taken)
    entries.enter(locked, "transferred", on=on, by=by, at=at, remark=remark)
    entries.enter(taken, "received_by_transfer", on=on, by=by, at=at, remark=remark)
    desk.trace("received_by_transfer", taken, by=by, at=at, data={"from": locked.reference})
    desk.trace("transferred", locked, by=by, at=at, data={"to": taken.reference})
    return Filed(taken, code)


def _copy(old: Case, new: Case) -> None:
    """Copy applicant, matters, papers and the days of arrival to the case at the new body."""
    applicant = old.applicant
    Applicant.objects.create(
        case=new, **{name: getattr(applicant, name) for name in (*COPIED, *SEALED)}
    )
    Matter.objects.bulk_create(
        Matter(
            case=new,
            position=one.position,
            description=one.description,
            document_name=one.document_name,
            document_number=one.document_number,
        )
        for one in old.matters.all()
    )
    for paper in old.papers.filter(kind__in=(Paper.Kind.APPLICATION, Paper.Kind.AUTHORITY)):
        Paper.objects.create(
            case=new,
            kind=paper.kind,
            name=paper.name,
            digest=paper.digest,
            media_type=paper.media_type,
            extension=paper.extension,
            size=paper.size,
            dated_on=paper.dated_on,
            received_by=paper.received_by,
            received_at=paper.received_at,
        )
    for event in old.events.filter(kind__in=ARRIVALS, replaced_by=None).order_by("pk"):
        event.pk, event.case, event.replaces = None, new, None
        event.save(force_insert=True)


@transaction.atomic
def reopen(
    *,
    case: Case,
    seen: int,
    on: date,
    remark: str,
    until: date | None = None,
    by: User,
    at: datetime,
) -> Case:
    """Handle a case anew (重新办理) after a reconsideration, a judgment or the body's own correction.

    ``until`` is the term that a decision or judgment sets.

    Raises:
        Refused: Not concluded, no reason, not later than the conclusion, not the head, somebody quicker.
    """
    inputs = Inputs(on=on, until=until, remark=remark)
    locked = desk.take(case, "reopen", seen=seen, by=by, at=at, inputs=inputs)
    entries.enter(locked, EventKind.REOPENED, on=on, until=until, by=by, at=at, remark=remark)
    return desk.trace("reopened", locked, by=by, at=at, data={"until": str(until)})


@transaction.atomic
def archive(*, case: Case, seen: int, remark: str = "", by: User, at: datetime) -> Case:
    """Put a concluded case away (归档).

    Raises:
        Refused: A reconsideration or lawsuit is open, not permitted, or somebody was quicker.
    """
    locked = desk.take(case, "archive", seen=seen, by=by, at=at, inputs=Inputs(remark=remark))
    entries.enter(locked, "archived", on=day_of(at), by=by, at=at, remark=remark)
    return desk.trace("archived", locked, by=by, at=at)


@transaction.atomic
def rate(*, case: Case, stars: int, by: Citizen, at: datetime) -> Rating:
    """Say how it went (评价), as the applicant, once.

    Raises:
        Refused: Not concluded, no number from one to five, rated before, or not one's own case.
    """
    locked = desk.take(case, "rate", by=by, at=at, inputs=Inputs(rating=stars))
    if Rating.objects.filter(case=locked).exists():
        raise Refused([Reason("casework.rated", "本件已经评价过，不能重复评价")])
    given = Rating.objects.create(case=locked, stars=stars, at=at)
    desk.trace("rated", locked, by=by, at=at, data={"stars": stars})
    return given
