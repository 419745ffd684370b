"""Reconsiderations and lawsuits (登记复议、诉讼): stages, terms for our own answer, results."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gongkai.apps.accounts.models import User
from gongkai.apps.accounts.permissions import reasons_against, require
from gongkai.apps.casework import choices, desk, entries, law
from gongkai.apps.casework.models import Case, Remedy, RemedyStep
from gongkai.apps.casework.people import day_of
from gongkai.apps.casework.situations import Inputs
from gongkai.apps.organizations.models import PublicBody
from gongkai.apps.trail import actions as trail
from gongkai.core.kernel.refusals import Reason, Refused
from gongkai.core.law import remedies
from gongkai.core.law.parameters import NotInForceError

RECONSIDERATION = "remedies.reconsideration"
CONCLUDING = {RemedyStep.Kind.DECIDED, RemedyStep.Kind.MEDIATED, RemedyStep.Kind.WITHDRAWN}


@dataclass(frozen=True, slots=True, kw_only=True)
class RemedyFacts:
    """What is known of a reconsideration or lawsuit when it is registered.

    ``group`` is a group of table 4; ``copy_received_on`` starts the term of our own answer.
    """

    group: str
    organ: str
    started_on: date
    number: str = ""
    copy_received_on: date | None = None
    summary_procedure: bool = False


@transaction.atomic
def register_remedy(
    *,
    facts: RemedyFacts,
    case: Case | None = None,
    body: PublicBody | None = None,
    by: User,
    at: datetime,
) -> Remedy:
    """Register a reconsideration or lawsuit about a case, or about a body's older case (登记复议、诉讼).

    Raises:
        Refused: No such group, no organ, a date lies ahead, not permitted.
        ValueError: Neither case nor body was given.
    """
    whose = case.body if case else body
    if whose is None:
        raise ValueError("a reconsideration or lawsuit concerns a case or at least a body")
    reasons = _misfits(facts, today=day_of(at))
    locked = None
    if case:
        inputs = Inputs(on=facts.started_on)
        locked = desk.take(case, "register_remedy", by=by, at=at, inputs=inputs)
    else:
        require(by, "casework.register_remedy", whose, on=day_of(at))
    if reasons:
        raise Refused(reasons)
    remedy = Remedy.objects.create(
        body=whose,
        case=locked,
        group=facts.group,
        number=facts.number,
        organ=facts.organ,
        summary_procedure=facts.summary_procedure,
        started_on=facts.started_on,
        copy_received_on=facts.copy_received_on,
        answer_due_on=answer_due(facts),
        registered_at=at,
    )
    data = {"remedy": remedy.pk, "group": facts.group}
    if locked:
        on = facts.started_on
        entries.enter(locked, "remedy_registered", on=on, by=by, at=at, facts=data)
        desk.trace("remedy_registered", locked, by=by, at=at, data=data)
    else:
        trail.write("casework.remedy.registered", remedy, by=by, at=at, body=whose.code, data=data)
    return remedy


def _misfits(facts: RemedyFacts, *, today: date) -> list[Reason]:
    groups = dict(choices.remedy_choices())
    found = [
        (
            facts.group not in groups,
            "remedy_group",
            f"没有选择类别。请从{'、'.join(groups.values())}中选择",
        ),
        (not facts.organ.strip(), "remedy_organ", "没有填写复议机关或者法院。请填写"),
        (
            facts.started_on > today,
            "date_ahead",
            f"受理日期 {facts.started_on} 晚于今天 {today}。请核对",
        ),
    ]
    return [Reason(f"casework.{code}", sentence) for met, code, sentence in found if met]


def answer_due(facts: RemedyFacts) -> date | None:
    """Return the last day for our own answer; None before the copy came, or without such a term."""
    received = facts.copy_received_on
    if received is None:
        return None
    calendar = law.calendar()
    if facts.group != RECONSIDERATION:
        return remedies.court_answer_due(received, calendar).due_on
    try:
        return remedies.reconsideration_answer_due(
            received, calendar, summary=facts.summary_procedure
        ).due_on
    except NotInForceError:
        return None


@transaction.atomic
def record_remedy_step(
    *,
    remedy: Remedy,
    kind: str,
    on: date,
    result: str = "",
    note: str = "",
    by: User,
    at: datetime,
) -> Remedy:
    """Enter a stage (复议诉讼进展): copy received, answered, heard, decided, appealed and so on.

    A decision needs its result in the report's classes; an appeal opens the case again; a
    settlement or withdrawal counts as 其他结果.

    Raises:
        Refused: No such stage, a decision without result, a date ahead or before, not permitted.
    """
    fresh = Remedy.objects.select_for_update().get(pk=remedy.pk)
    reasons = _step_misfits(fresh, kind, on, result, today=day_of(at))
    locked = None
    if fresh.case:
        inputs = Inputs(on=on)
        locked = desk.take(fresh.case, "advance_remedy", by=by, at=at, inputs=inputs)
    else:
        reasons += reasons_against(by, "casework.register_remedy", fresh.body, on=day_of(at))
    if reasons:
        raise Refused(reasons)
    step = RemedyStep.objects.create(
        remedy=fresh, kind=kind, on=on, result=result, note=note, by=by, at=at
    )
    _advance(fresh, step)
    data = {"remedy": fresh.pk, "step": kind, "result": fresh.result}
    if locked:
        entries.enter(locked, "remedy_advanced", on=on, by=by, at=at, facts=data)
        desk.trace("remedy_advanced", locked, by=by, at=at, data=data)
    else:
        code = fresh.body.code
        trail.write("casework.remedy.advanced", fresh, by=by, at=at, body=code, data=data)
    return fresh


def _step_misfits(remedy: Remedy, kind: str, on: date, result: str, *, today: date) -> list[Reason]:
    kinds, results = dict(RemedyStep.Kind.choices), dict(choices.result_choices())
    found = [
        (kind not in kinds, "remedy_step", f"没有选择进展。请从{'、'.join(kinds.values())}中选择"),
        (
            kind == RemedyStep.Kind.DECIDED and result not in results,
            "remedy_result",
            f"没有选择结果。请从{'、'.join(results.values())}中选择（对应关系待核实，按县里口径）",
        ),
        (on > today, "date_ahead", f"日期 {on} 晚于今天 {today}。请核对"),
        (
            on < remedy.started_on,
            "date_before",
            f"日期 {on} 早于受理日期 {remedy.started_on}。请核对",
        ),
        (
            kind == RemedyStep.Kind.APPEALED and remedy.concluded_on is None,
            "remedy_open",
            "尚未审结，不能登记上诉。请先登记判决",
        ),
    ]
    return [Reason(f"casework.{code}", sentence) for met, code, sentence in found if met]


def _advance(remedy: Remedy, step: RemedyStep) -> None:
    if step.kind == RemedyStep.Kind.COPY_RECEIVED:
        remedy.copy_received_on = step.on
        facts = RemedyFacts(
            group=remedy.group,
            organ=remedy.organ,
            started_on=remedy.started_on,
            copy_received_on=step.on,
            summary_procedure=remedy.summary_procedure,
        )
        remedy.answer_due_on = answer_due(facts)
    elif step.kind == RemedyStep.Kind.ANSWERED:
        remedy.answered_on = step.on
    elif step.kind in CONCLUDING:
        remedy.result, remedy.concluded_on = step.result or "other", step.on
    elif step.kind == RemedyStep.Kind.APPEALED:
        remedy.result, remedy.concluded_on = "", None
    remedy.save()
