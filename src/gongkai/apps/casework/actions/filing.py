"""Filing (提出申请) and registering (登记): an application becomes a case with a number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from gongkai.apps.accounts.models import User
from gongkai.apps.accounts.permissions import require
from gongkai.apps.casework import codes, desk, entries, papers
from gongkai.apps.casework.models import Applicant, Case, Matter, Paper
from gongkai.apps.casework.papers import PaperIn
from gongkai.apps.casework.people import Citizen, day_of
from gongkai.apps.casework.queueing import in_line
from gongkai.apps.casework.registering import next_serial
from gongkai.apps.casework.titles import title_of
from gongkai.apps.organizations.models import PublicBody
from gongkai.core.casework import application as applications
from gongkai.core.casework.application import Application
from gongkai.core.casework.numbers import reference
from gongkai.core.kernel.refusals import Reason, Refused
from gongkai.core.law.events import Channel, EventKind


@dataclass(frozen=True, slots=True)
class Filed:
    """A registered application and its query code, which is told once and cannot be read again."""

    case: Case
    code: str


@in_line
@transaction.atomic
def file_application(
    *,
    body: PublicBody,
    application: Application,
    attachments: Sequence[PaperIn] = (),
    by: Citizen,
    at: datetime,
) -> Filed:
    """File an application online (网上申请), without an account; the number is given at once.

    The day of receipt is the day both sides confirm (《条例》第三十一条第（三）项); until then the case
    waits for the office.

    Raises:
        Refused: A legal item is missing, something does not fit, a file is not taken: all are told.
    """
    reasons = [
        *_closed(body, on=day_of(at)),
        *applications.misfits(application),
        *applications.missing(application),
        *papers.faults(attachments),
    ]
    if reasons:
        raise Refused(list(dict.fromkeys(reasons)))
    filed = _register(body, Channel.INTERNET, application, at=at)
    papers.keep_all(filed.case, Paper.Kind.APPLICATION, attachments, on=day_of(at), by=by, at=at)
    entries.enter(filed.case, EventKind.ARRIVED, on=day_of(at), by=by, at=at)
    entries.enter(filed.case, "registered", on=day_of(at), by=by, at=at)
    desk.trace("filed", filed.case, by=by, at=at, data={"channel": Channel.INTERNET.value})
    return filed


@transaction.atomic
def register_application(
    *,
    body: PublicBody,
    channel: Channel,
    application: Application,
    days: Mapping[EventKind, date],
    read_back: bool = False,
    attachments: Sequence[PaperIn] = (),
    by: User,
    at: datetime,
) -> Filed:
    """Register an application that came by any channel (登记).

    ``days`` tells on which days it was handed in, signed for, arrived or was confirmed; the channel
    decides which of them is the day of receipt. What is missing does not hinder registering: it is
    asked for afterwards (``queries.missing_items``).

    Raises:
        Refused: Not the OGI office of the body, something does not fit, a date lies ahead.
    """
    require(by, "casework.register", body, on=day_of(at))
    reasons = [
        *_closed(body, on=day_of(at)),
        *applications.misfits(application),
        *applications.arrival_misfits(channel, frozenset(days), read_back=read_back),
        *_dates(days, today=day_of(at)),
        *papers.faults(attachments),
    ]
    if reasons:
        raise Refused(reasons)
    filed = _register(body, channel, application, at=at)
    papers.keep_all(filed.case, Paper.Kind.APPLICATION, attachments, on=day_of(at), by=by, at=at)
    for kind, on in sorted(days.items(), key=lambda one: one[1]):
        entries.enter(filed.case, kind, on=on, by=by, at=at)
    entries.enter(filed.case, "registered", on=day_of(at), by=by, at=at)
    desk.trace("registered", filed.case, by=by, at=at, data={"channel": channel.value})
    return filed


def _closed(body: PublicBody, *, on: date) -> list[Reason]:
    if body.closed_on is None or body.closed_on > on:
        return []
    successor = f"，由{body.successor}承接" if body.successor else ""
    sentence = f"{body}已于 {body.closed_on} 撤并{successor}。请向承接的机关提出"
    return [Reason("casework.body_closed", sentence)]


def _dates(days: Mapping[EventKind, date], *, today: date) -> list[Reason]:
    return [
        Reason("casework.date_ahead", f"“{kind.label}”的日期 {on} 晚于今天 {today}。请核对")
        for kind, on in days.items()
        if on > today
    ]


def _register(
    body: PublicBody, channel: Channel, application: Application, *, at: datetime
) -> Filed:
    """Write case, applicant and matters; the number is given in this transaction."""
    on = day_of(at)
    code = codes.make_code()
    serial = next_serial(body, on.year)
    case = Case.objects.create(
        body=body,
        year=on.year,
        serial=serial,
        reference=reference(body.slug, on.year, serial),
        channel=channel,
        title=title_of(application, on=on),
        applicant_kind=application.applicant.kind,
        supply=application.supply,
        supply_route=application.supply_route,
        joint_applicants=application.applicant.joint,
        code_digest=codes.digest_of(code),
        registered_at=at,
    )
    Applicant.objects.create(case=case, **personal(application))
    Matter.objects.bulk_create(
        Matter(
            case=case,
            position=position,
            description=one.description.strip(),
            document_name=one.document_name.strip(),
            document_number=one.document_number.strip(),
        )
        for position, one in enumerate(application.matters, 1)
    )
    return Filed(case, code)


def personal(application: Application) -> dict[str, Any]:
    """Return the columns of the applicant."""
    values = asdict(application.applicant)
    values.pop("joint")
    return values
