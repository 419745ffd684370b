"""The register (登记簿): every number in order, void ones with their reasons, gaps if there are any."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from gongkai.apps.casework.models import Case, Event, RegisterSeries
from gongkai.apps.casework.people import day_of
from gongkai.apps.organizations.models import PublicBody


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One line of the register; ``note`` says why a number is void or where the case went."""

    number: str
    reference: str
    registered_on: date
    channel: str
    title: str
    state: str
    received_on: date | None
    concluded_on: date | None
    outcome: str
    note: str


def register(body: PublicBody, year: int) -> list[RegisterLine]:
    """Return the register of a body and year in the order of its numbers."""
    rows = Case.objects.filter(body=body, year=year).order_by("serial")
    cases = list(rows.select_related("transferred_to"))
    reasons = _reasons([one.pk for one in cases if one.state == "void"])
    return [
        RegisterLine(
            one.number,
            one.reference,
            day_of(one.registered_at),
            one.get_channel_display(),
            one.title,
            one.state_label,
            one.received_on,
            one.concluded_on,
            one.get_outcome_display() if one.outcome else "",
            reasons.get(one.pk, "") or _went_to(one),
        )
        for one in cases
    ]


def _reasons(cases: Iterable[int]) -> dict[int, str]:
    rows = Event.objects.filter(case__in=list(cases), kind="voided").select_related("remark")
    return {event.case_id: event.remark.text for event in rows if hasattr(event, "remark")}


def _went_to(case: Case) -> str:
    if case.state != "transferred" or not hasattr(case, "transferred_to"):
        return ""
    return f"移送 {case.transferred_to.reference}"


def gaps(body: PublicBody, year: int) -> list[int]:
    """Return the numbers that are missing from a register; none, unless somebody broke it."""
    series = RegisterSeries.objects.filter(body=body, year=year).first()
    rows = Case.objects.filter(body=body, year=year)
    last = max(series.last if series else 0, rows.aggregate(last=Max("serial"))["last"] or 0)
    present = set(rows.values_list("serial", flat=True))
    return [number for number in range(1, last + 1) if number not in present]
