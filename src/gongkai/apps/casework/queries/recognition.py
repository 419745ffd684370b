"""Repeated, mass and petition-like applications (识别): what a person should look at before deciding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.apps.casework import law
from gongkai.apps.casework.applicants import cases_of_same
from gongkai.apps.casework.models import Case, Matter
from gongkai.apps.casework.people import day_of
from gongkai.apps.casework.replying import OPEN
from gongkai.apps.organizations.models import PublicBody
from gongkai.core.casework import recognition
from gongkai.core.casework.recognition import Candidate, Petition, Request
from gongkai.core.kernel.refusals import Reason
from gongkai.core.law import replies, requests
from gongkai.core.law.parameters import NotInForceError

COMPARED = 1000
GROUPED = 400
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Hints:
    """What was recognised about a case: earlier like ones, petition words, numbers of applications."""

    repeats: tuple[Candidate, ...]
    petition: Petition | None
    many: Reason | None
    several: tuple[Reason, ...]


def hints(case: Case) -> Hints:
    """Return what a person should look at before deciding; nothing is decided by it."""
    on = case.received_on or day_of(case.registered_at)
    chosen = law.chosen()
    own = [_request(one, "self") for one in case.matters.select_related("case")]
    earlier = _same_applicant(case)
    others = _others(case)
    repeats = [one for mine in own for one in recognition.repeats(mine, earlier, chosen)]
    several = [recognition.same_information(mine, others, chosen) for mine in own]
    text = "\n".join(one.description for one in own)
    return Hints(
        repeats=tuple(repeats),
        petition=recognition.petition(text),
        many=_many(case, on),
        several=tuple(one for one in several if one),
    )


def _request(matter: Matter, applicant: str) -> Request:
    case = matter.case
    return Request(
        key=case.pk,
        applicant=applicant,
        description=" ".join(
            part
            for part in (matter.document_name, matter.document_number, matter.description)
            if part
        ),
        received_on=case.received_on or day_of(case.registered_at),
        answered_on=case.concluded_on,
        body=case.reference,
    )


def _same_applicant(case: Case) -> list[Request]:
    rows = Matter.objects.filter(case__in=cases_of_same(case)).select_related("case")
    return [_request(one, "self") for one in rows.order_by("-case_id")[:COMPARED]]


def _others(case: Case) -> list[Request]:
    rows = Matter.objects.filter(case__body=case.body).exclude(case=case)
    rows = rows.exclude(case__in=cases_of_same(case)).select_related("case__applicant")
    return [
        _request(one, str(one.case.applicant.id_number_key or one.case.pk))
        for one in rows.order_by("-case_id")[:COMPARED]
    ]


def _many(case: Case, on: date) -> Reason | None:
    earlier = cases_of_same(case).filter(registered_at__date__gt=on - YEAR)
    try:
        return requests.many_requests(earlier.count() + 1, on, law.chosen())
    except NotInForceError:
        return None


def repeat_subjects(body: PublicBody, *, today: date) -> tuple[tuple[Request, ...], ...]:
    """Return what several applicants got disclosed in a year (重复申请的主题): propose it for everybody.

    Looks at the latest granted matters, at most ``GROUPED``; ``Request.body`` is the case's number.
    """
    rows = Matter.objects.filter(
        case__body=body,
        case__concluded_on__gt=today - YEAR,
        outcome__in=[key for key, kind in replies.kinds().items() if kind.outcome in OPEN],
    )
    found = [
        _request(one, str(one.case.applicant.id_number_key or one.case.pk))
        for one in rows.select_related("case__applicant").order_by("-case_id")[:GROUPED]
    ]
    least = law.law_on(today).number("requests.same_information") / 100
    return recognition.subjects(found, least)
