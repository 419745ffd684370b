"""Remedies (救济途径): what a reply must tell the applicant, and the terms that then run."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.core.calendar import calendar_days
from gongkai.core.calendar.calendar_days import Period
from gongkai.core.calendar.working_days import Count, WorkingDays
from gongkai.core.kernel import data
from gongkai.core.law import parameters, replies
from gongkai.core.law.parameters import Scalar
from gongkai.core.law.replies import RemedyCode


class BodyKind(enum.StrEnum):
    """Whose act is challenged (作出行政行为的机关)."""

    COUNTY_DEPARTMENT = "county_department"
    TOWNSHIP = "township"
    COUNTY_GOVERNMENT = "county_government"
    VERTICAL = "vertical"
    COUNTY_JUSTICE_BUREAU = "county_justice_bureau"


@dataclass(frozen=True, slots=True)
class Hearing:
    """Which body hears a reconsideration, and the article that says so."""

    heard_by: str
    basis: str


@dataclass(frozen=True, slots=True)
class _Challenged:
    key: BodyKind
    label: str
    values: Mapping[date, Hearing]


@dataclass(frozen=True, slots=True)
class _Bodies:
    bodies: tuple[_Challenged, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """What a reply says about remedies, and the articles it rests on."""

    code: RemedyCode
    sentence: str
    basis: tuple[str, ...]
    reconsideration_days: int
    litigation_months: int
    scope: str = ""


def advice(
    kind: str,
    on: date,
    *,
    body: str,
    court: str,
    chosen: Mapping[str, Scalar] | None = None,
) -> Advice:
    """Return the paragraph on remedies for a reply of ``kind`` made on ``on``.

    ``body`` is the reconsideration body, ``court`` the court, both as the letter prints them.

    Raises:
        KeyError: There is no such kind of reply.
    """
    law = parameters.at(on, chosen)
    code = replies.remedy_code(kind, on, chosen)
    days = law.number("remedies.reconsideration_days")
    months = law.number("remedies.litigation_months")
    after = law.number("remedies.litigation_after_reconsideration_days")
    names = ("reconsideration_days", "litigation_months")
    basis = [law.get(f"remedies.{name}").basis for name in names]
    if code is RemedyCode.DIRECT:
        sentence = (
            f"对本答复不服的，可以自知道本答复之日起 {days} 日内向{body}申请行政复议，"
            f"或者自知道本答复之日起 {months} 个月内向{court}提起行政诉讼。"
        )
        return Advice(code, sentence, tuple(basis), days, months)
    scope = "不予公开的部分" if kind == "partly_granted" else ""
    sentence = (
        f"对本答复{scope}不服的，应当自知道本答复之日起 {days} 日内先向{body}申请行政复议；"
        f"对行政复议决定仍不服的，可以自收到行政复议决定书之日起 {after} 日内向{court}提起行政诉讼。"
    )
    if scope:
        sentence += (
            f"对其余部分不服的，可以申请行政复议，也可以自知道本答复之日起 {months} 个月内"
            f"向{court}提起行政诉讼。"
        )
    first = law.get("remedies.reconsideration_first").basis
    return Advice(code, sentence, (first, *basis), days, months, scope)


def reconsideration_body(kind: BodyKind, on: date) -> Hearing:
    """Return the body that hears a reconsideration of an act made on ``on``.

    Raises:
        parameters.NotInForceError: The law of the day names no body for this kind.
    """
    table: _Bodies = data.load("gongkai.core.law", "reconsideration_bodies.yaml", _Bodies)
    (challenged,) = (each for each in table.bodies if each.key is kind)
    since = [start for start in sorted(challenged.values) if start <= on]
    if not since:
        raise parameters.NotInForceError(f"{challenged.label}：{on} 的法律没有专门规定复议机关")
    return challenged.values[since[-1]]


def reconsideration_ends(
    knew_on: date,
    calendar: WorkingDays,
    *,
    told: bool = True,
    content_known_on: date | None = None,
) -> Period:
    """Return the end of the term for reconsideration.

    Whoever was not told of right, organ and term has it run from the day these were known
    (``knew_on``), at most one year from the day the content was known.

    Raises:
        parameters.NotInForceError: The law of the day sets no such limit.
    """
    law = parameters.at(knew_on)
    term = calendar_days.after_days(knew_on, law.number("remedies.reconsideration_days"), calendar)
    if told or content_known_on is None:
        return term
    years = law.number("remedies.reconsideration_untold_years")
    limit = calendar_days.after_months(content_known_on, 12 * years, calendar)
    return min(term, limit, key=lambda period: period.due_on)


def litigation_ends(
    knew_on: date,
    calendar: WorkingDays,
    *,
    told: bool = True,
    content_known_on: date | None = None,
) -> Period:
    """Return the end of the term for a direct suit (《行政诉讼法》第四十六条; 解释第六十四条).

    Raises:
        parameters.NotInForceError: The law of the day sets no such limit.
    """
    law = parameters.at(knew_on)
    months = law.number("remedies.litigation_months")
    term = calendar_days.after_months(knew_on, months, calendar)
    if told or content_known_on is None:
        return term
    years = law.number("remedies.litigation_untold_years")
    limit = calendar_days.after_months(content_known_on, 12 * years, calendar)
    return min(term, limit, key=lambda period: period.due_on)


def litigation_after_reconsideration_ends(decided_on: date, calendar: WorkingDays) -> Period:
    """Return the end of the term for a suit after a reconsideration decision or its lapse."""
    days = parameters.at(decided_on).number("remedies.litigation_after_reconsideration_days")
    return calendar_days.after_days(decided_on, days, calendar)


def reconsideration_answer_due(
    received_on: date, calendar: WorkingDays, *, summary: bool = False
) -> Count:
    """Return the organ's term to answer a reconsideration, from receipt of the copy.

    Raises:
        parameters.NotInForceError: The law of the day sets no such term in working days.
    """
    name = "reconsideration_answer_summary" if summary else "reconsideration_answer"
    return calendar.add(received_on, parameters.at(received_on).number(f"remedies.{name}"))


def court_answer_due(received_on: date, calendar: WorkingDays) -> Period:
    """Return the organ's term to answer in court, from receipt of the copy of the complaint."""
    days = parameters.at(received_on).number("remedies.court_answer_days")
    return calendar_days.after_days(received_on, days, calendar)
