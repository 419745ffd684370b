"""From a case to its letters (文书要素): the facts that templates merge and the lint checks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from gongkai.apps.casework import entries, replying
from gongkai.apps.casework.models import Case, Matter, Paper, Reply
from gongkai.apps.organizations.models import PublicBody
from gongkai.apps.organizations.queries import name_on
from gongkai.core.casework.application import NATURAL_PERSON, ROUTES, SUPPLIES
from gongkai.core.casework.happenings import Happening, in_force
from gongkai.core.casework.letters.facts import LetterFacts, WithheldPart
from gongkai.core.casework.letters.lint import lint
from gongkai.core.casework.letters.lint_findings import LetterFinding
from gongkai.core.casework.letters.merging import fields_of, merge
from gongkai.core.casework.progress import OPINIONS
from gongkai.core.kernel.findings import Level
from gongkai.core.kernel.refusals import Reason
from gongkai.core.law.events import EventKind

# Details that stand for facts of the letter itself rather than for one of its own fields.
OWN = ("reasons", "supply", "reconsideration_body", "court", "online_reconsideration", "contact")
CIRCUMSTANCES = {
    "changed_form": "form_changed",
    "right_body": "right_body_known",
    "right_channel": "channel_known",
}


def facts_of(
    case: Case, kind: str, *, dated_on: date, details: Mapping[str, str], number: str = ""
) -> LetterFacts:
    """Return the facts of a letter of ``kind`` about a case; this reads the applicant's name.

    ``details`` are what the handler filled in, by the keys of ``fields_of(kind)``; the names of the
    reconsideration body and the court may be given there too, instead of the county's own.
    """
    found = entries.progress_of(case)
    standing = in_force(entries.happenings_of(case))
    given = {key: value.strip() for key, value in details.items() if value.strip()}
    applicant, matters = case.applicant, list(case.matters.order_by("position"))
    extended_on = _last(standing, EventKind.EXTENDED)
    own = {name: given[name] for name in OWN if name in given}
    return LetterFacts(
        body=name_on(case.body, dated_on),
        dated_on=dated_on,
        number=number,
        applicant=applicant.name,
        natural_person=applicant.kind == NATURAL_PERSON,
        addressee=given.get("addressee", ""),
        request="；".join(_request(one) for one in matters),
        case_number=case.reference,
        received_on=case.received_on,
        supplement_asked_on=_last(standing, EventKind.SUPPLEMENTATION_REQUESTED),
        supplemented_on=_last(standing, EventKind.SUPPLEMENTED),
        extended_on=extended_on,
        extended_to=found.clock.reply.due_on if extended_on and found.clock.reply else None,
        consulted_on=_last(standing, EventKind.CONSULTED),
        consultation_ended_on=_last(standing, *OPINIONS),
        attachments=tuple(
            paper.name for paper in case.papers.filter(kind=Paper.Kind.RECORD).order_by("id")
        ),
        withheld=_withheld(kind, matters),
        circumstances=frozenset(CIRCUMSTANCES[key] for key in given if key in CIRCUMSTANCES),
        details=_dated(kind, given),
        **{**_from_body(case.body), **_reasons_and_supply(case, kind, matters), **own},
    )


def _last(standing: tuple[Happening, ...], *kinds: str) -> date | None:
    days = [each.on for each in standing if each.kind in kinds]
    return max(days, default=None)


def _request(matter: Matter) -> str:
    named = f"《{matter.document_name}》" if matter.document_name else ""
    number = f"（{matter.document_number}）" if matter.document_number else ""
    return f"{named}{number}{matter.description}".rstrip("。；")


def _withheld(kind: str, matters: list[Matter]) -> tuple[WithheldPart, ...]:
    if kind != "partly_granted":
        return ()
    return tuple(
        WithheldPart(_request(matter), ground, matter.reason, matter.ground_kind)
        for matter in matters
        for ground in replying.grounds_of(matter)
    )


def _reasons_and_supply(case: Case, kind: str, matters: list[Matter]) -> dict[str, str]:
    reasons = "；".join(dict.fromkeys(one.reason.strip("。") for one in matters if one.reason))
    found = {"reasons": reasons} if reasons and kind != "partly_granted" else {}
    if case.supply:
        route = f"，{ROUTES[case.supply_route]}" if case.supply_route else ""
        found["supply"] = f"{SUPPLIES[case.supply]}{route}"
    return found


def _from_body(body: PublicBody) -> dict[str, str]:
    """Return who hears a reconsideration and which court is competent, where the county tells it.

    A department's and a township's acts are reviewed by the county government (《行政复议法》（2023
    修订）第二十四条); for the county government itself both are filled in by the handler.
    """
    profile = getattr(body, "profile", None)
    found = {"contact": profile.disclosure_telephone} if profile else {}
    county = body.parent if body.parent and body.parent.level == PublicBody.Level.COUNTY else None
    if county is None:
        return found
    court = county.name.removesuffix("人民政府") + "人民法院"
    return {**found, "reconsideration_body": county.name, "court": court}


def _dated(kind: str, given: Mapping[str, str]) -> dict[str, str | int | date]:
    """Return the details as the templates take them: dates and numbers are not text."""
    shapes = {field.key: field.kind for field in fields_of(kind)}
    found: dict[str, str | int | date] = {}
    for key, value in given.items():
        shape = shapes.get(key, "text")
        found[key] = _shaped(value, shape)
    return found


def _shaped(value: str, shape: str) -> str | int | date:
    try:
        if shape == "date":
            return date.fromisoformat(value)
        return int(value) if shape == "number" else value
    except ValueError:
        return value


def details_of(reply: Reply) -> dict[str, str]:
    """Return what the handler filled in for a reply."""
    details: dict[str, str] = json.loads(reply.details) if reply.details else {}
    return details


def facts_of_reply(reply: Reply, *, today: date) -> LetterFacts:
    """Return the facts of a reply; its day is the one it bears, or today."""
    return facts_of(
        reply.case,
        reply.kind,
        dated_on=reply.dated_on or today,
        details=details_of(reply),
        number=reply.document_number,
    )


def text_of(
    case: Case, kind: str, *, dated_on: date, details: Mapping[str, str], number: str = ""
) -> str:
    """Return the letter of ``kind`` as its template and the case make it; gaps stand as 【待填】.

    Raises:
        gongkai.core.casework.letters.merging.TooEarlyError: No template for letters of that day.
    """
    return merge(kind, facts_of(case, kind, dated_on=dated_on, details=details, number=number))


def findings_on(reply: Reply, *, today: date) -> tuple[LetterFinding, ...]:
    """Return what the lint finds in a reply's letter, errors and warnings."""
    if not reply.kind or not reply.text:
        return ()
    return lint(reply.text, facts_of_reply(reply, today=today), reply.kind)


def missing(case: Case, *, today: date) -> tuple[Reason, ...]:
    """Return everything that the reply in hand lacks before it can go to review."""
    reply = replying.current(case)
    lacking = replying.missing(case)
    return (*lacking, *(faults_of(reply, today=today) if reply else ()))


def faults_of(reply: Reply, *, today: date) -> tuple[Reason, ...]:
    """Return the errors of the lint as reasons against submitting; warnings only stand beside it."""
    return tuple(
        Reason(f"casework.{one.code}", _where(one), one.basis)
        for one in findings_on(reply, today=today)
        if one.level is Level.ERROR
    )


def _where(finding: LetterFinding) -> str:
    line = f"第 {finding.line} 行：" if finding.line is not None else ""
    return f"答复书{line}{finding.sentence}"
