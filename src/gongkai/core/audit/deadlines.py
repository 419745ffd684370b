"""By which day a report must be published (公布期限), from the law's parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.core.audit.bodies import BodyKind
from gongkai.core.kernel import data
from gongkai.core.law.parameters import Parameter

PACKAGE = "gongkai.core.law.parameters.report"
FILES = {
    BodyKind.DEPARTMENT: "department_due.yaml",
    BodyKind.GOVERNMENT: "government_due.yaml",
    # The office is the authority that publishes the government's report.
    BodyKind.OFFICE: "government_due.yaml",
}
TOWNSHIP_SETTING = "township_due"


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day on which a report is in time, and the article that says so."""

    day: date
    basis: str


def deadline(kind: BodyKind, year: int, settings: Mapping[str, str]) -> Deadline | None:
    """Return the deadline for the report of ``year``; None when the law sets none.

    Article 49 does not name townships: they are judged only when the profile's settings name the
    day of the county's notice (``township_due: 01-31``).
    """
    if kind is BodyKind.TOWNSHIP:
        chosen = settings.get(TOWNSHIP_SETTING)
        return _of(chosen, year, "县级主管部门的通知") if chosen else None
    parameter: Parameter = data.load(PACKAGE, FILES[kind], Parameter)
    value = parameter.on(date(year + 1, 1, 1))
    return _of(str(value.value), year, value.basis) if value is not None else None


def _of(month_day: str, year: int, basis: str) -> Deadline:
    month, day = (int(part) for part in month_day.split("-"))
    return Deadline(date(year + 1, month, day), basis)
