"""Gathering what the life cycle asks (办理情形): only the facts that one act's conditions need."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from gongkai.apps.accounts.models import User
from gongkai.apps.accounts.queries import roles_at
from gongkai.apps.casework import consulting, entries, law, lettering, replying
from gongkai.apps.casework.models import Case, Event
from gongkai.apps.casework.people import Person, day_of, roles_of
from gongkai.apps.organizations.models import PublicBody
from gongkai.core.casework import lifecycle, retention
from gongkai.core.casework.conditions import STANDING
from gongkai.core.casework.happenings import STRUCK_OUT, facts
from gongkai.core.casework.situation import Situation
from gongkai.core.kernel.refusals import Reason
from gongkai.core.law import clocks, receipt
from gongkai.core.law import events as lawful
from gongkai.core.law.events import Channel, EventKind, Party
from gongkai.core.law.grounds import ThirdPartyAnswer

OFFICERS = frozenset({"ogi_office", "case_officer"})
# What the clock finds amiss without refusing it: it has happened and is explained in the file.
TOLD_ONLY = frozenset({"supplementation_late", "fee_notice_late", "late"})
NOT_CORRECTABLE = frozenset(
    {
        STRUCK_OUT,
        "registered",
        "reply_drafted",
        "reply_submitted",
        "reply_recalled",
        "reply_approved",
        "reply_sent_back",
        "reply_signed",
        "secrecy_opinion",
        "legality_opinion",
        "transferred",
        "received_by_transfer",
        "voided",
        "archived",
        "anonymized",
        "extension_requested",
        "task_assigned",
        "task_answered",
        "task_chased",
        "task_recalled",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What the person entered with the act; only what the act asks for is looked at."""

    on: date | None = None
    remark: str = ""
    until: date | None = None
    days: int | None = None
    party: str = ""
    reference: str = ""
    consulted: str = ""
    faults: tuple[str, ...] = ()
    verdict: str = ""
    service: str = ""
    proof: str = ""
    fee_yuan: int = 0
    paid_yuan: int = 0
    officer: User | None = None
    to: PublicBody | None = None
    entry: Event | None = None
    rating: int = 0


NOTHING = Inputs()
Facts = dict[str, Any]
Gather = Callable[[Case, Inputs, datetime], Facts]


def situation(
    case: Case, act: str | None, *, by: Person, at: datetime, inputs: Inputs = NOTHING
) -> Situation:
    """Return the facts that ``act`` needs; without an act, those that every act's rights need."""
    base = Situation(
        state=case.state,
        roles=roles_of(by, case.body, case, on=day_of(at)),
        today=day_of(at),
        on=inputs.on,
        remark=inputs.remark,
        until=inputs.until,
        consulted=inputs.consulted,
        faults=inputs.faults,
        verdict=inputs.verdict,
        paid_yuan=inputs.paid_yuan,
        rating=inputs.rating,
        receiving_body=str(inputs.to or ""),
        own_body=str(case.body),
        concluded_on=case.concluded_on,
    )
    found = lifecycle.lifecycle().acts[act] if act else None
    needed = set(found.needs if found else ())
    gathered: Facts = _people(case, by)
    for name in needed & set(GATHER):
        gathered |= GATHER[name](case, inputs, at)
    if found and "clock_agrees" in found.needs:
        gathered["objections"] = _objections(case, _kind_of(case, act or "", inputs), inputs)
    return replace(base, **gathered)


def standing(case: Case, *, by: Person, at: datetime) -> Situation:
    """Return the facts behind every reason that no input could remove, gathered once for all acts."""
    facts_ = situation(case, None, by=by, at=at)
    acts = lifecycle.acts(case.state).values()
    needed = {name for act in acts for name in act.needs} & STANDING & set(GATHER)
    gathered: Facts = {}
    for gather in {GATHER[name] for name in needed}:
        gathered |= gather(case, NOTHING, at)
    return replace(facts_, **gathered)


def reasons_against(
    case: Case, act: str, *, by: Person, at: datetime, inputs: Inputs = NOTHING
) -> tuple[Reason, ...]:
    """Return every reason why a person may not do ``act`` now; none when they may."""
    facts_ = situation(case, act, by=by, at=at, inputs=inputs)
    return lifecycle.reasons_against(act, facts_)


def counting_kind(case: Case, on: date) -> EventKind:
    """Return which entry fixes the day of receipt for the case's channel."""
    return receipt.channels()[Channel(case.channel)].on(on).counts


def _kind_of(case: Case, act: str, inputs: Inputs) -> EventKind:
    if act == "confirm_receipt":
        return counting_kind(case, inputs.on or date.max)
    return EventKind(lifecycle.lifecycle().acts[act].enters)


def _objections(case: Case, kind: EventKind, inputs: Inputs) -> tuple[Reason, ...]:
    if inputs.on is None:
        return ()
    event = lawful.Event(
        kind=kind,
        on=inputs.on,
        until=inputs.until,
        days=inputs.days,
        party=Party(inputs.party or Party.THIRD_PARTY),
        reference=inputs.reference,
        consented=kind is EventKind.EXTENDED,
    )
    known = facts(Channel(case.channel), entries.happenings_of(case))
    found = clocks.objections(known, event, law.calendar(), law.chosen())
    return tuple(
        Reason(f"casework.{one.code}", one.sentence, one.basis)
        for one in found
        if one.code not in TOLD_ONLY
    )


def _people(case: Case, by: Person) -> Facts:
    reply = replying.current(case) if case.state in ("reviewing", "signing") else None
    if reply is None or not isinstance(by, User):
        return {}
    handling = replying.handling_of(reply)
    return {
        "was_author": by.pk in handling.authors,
        "was_approver": by.pk == handling.approver,
        "secrecy": handling.secrecy,
        "legality": handling.legality,
    }


def _terms(case: Case, _: Inputs, __: datetime) -> Facts:
    others = {term.key: term.due_on for term in entries.progress_of(case).clock.others}
    return {
        "supplementation_over_on": others.get("supplementation"),
        "payment_over_on": others.get("fee_payment"),
    }


def _consultation(case: Case, inputs: Inputs, _: datetime) -> Facts:
    one = case.consultations.filter(reference=inputs.reference).first()
    return {
        "consultation_known": one is not None and not one.answer,
        "consultation_over_on": consulting.due_on(case, one) if one else None,
    }


def _objected(case: Case, inputs: Inputs, _: datetime) -> Facts:
    rows = case.consultations.filter(party=Party.THIRD_PARTY, reference=inputs.reference)
    answers = (ThirdPartyAnswer.OBJECTS, ThirdPartyAnswer.OBJECTS_WITHOUT_REASON)
    return {"objected": rows.filter(answer__in=answers).exists()}


def _reasons_asked(case: Case, _: Inputs, __: datetime) -> Facts:
    rows = case.events.filter(kind=EventKind.REASONS_ASKED, replaced_by=None)
    return {"reasons_asked": rows.exists()}


def _consultations_open(case: Case, _: Inputs, at: datetime) -> Facts:
    return {"consultations_open": tuple(consulting.open_on(case, day_of(at)))}


def _tasks_open(case: Case, _: Inputs, __: datetime) -> Facts:
    rows = case.tasks.filter(answered_at=None, recalled_at=None).select_related("body")
    return {"tasks_open": tuple(f"{one}" for one in rows)}


def _missing(case: Case, _: Inputs, at: datetime) -> Facts:
    return {"missing": lettering.missing(case, today=day_of(at))}


def _service(case: Case, inputs: Inputs, _: datetime) -> Facts:
    reasons = []
    known = receipt.services()
    if inputs.service not in known:
        labels = "、".join(rule.label for rule in known.values())
        reasons.append(Reason("casework.service", f"没有选择送达方式。请从{labels}中选择"))
    if not inputs.proof.strip():
        sentence = "没有登记送达凭证。请填写签收人、邮件号或者发送记录"
        reasons.append(Reason("casework.proof", sentence, "国办公开办函〔2016〕235号"))
    signed = _signed_on(case)
    if inputs.on and signed and inputs.on < signed:
        sentence = f"送达日期 {inputs.on} 早于签发日期 {signed}。请核对日期"
        reasons.append(Reason("casework.served_early", sentence))
    return {"service": tuple(reasons)}


def _signed_on(case: Case) -> date | None:
    last = case.events.filter(kind="reply_signed").order_by("-pk").first()
    return last.on if last else None


def _charged(_: Case, inputs: Inputs, __: datetime) -> Facts:
    return {"fee_yuan": inputs.fee_yuan}


def _notified(case: Case, _: Inputs, __: datetime) -> Facts:
    fee = getattr(case, "fee", None)
    return {"fee_yuan": fee.amount_yuan if fee else 0}


def _officer(case: Case, inputs: Inputs, at: datetime) -> Facts:
    if inputs.officer is None:
        return {"officer_fits": False}
    held = roles_at(inputs.officer, case.body, on=day_of(at))
    return {"officer_fits": bool(held & OFFICERS)}


def _correctable(case: Case, inputs: Inputs, _: datetime) -> Facts:
    entry = inputs.entry
    if entry is None or entry.case_id != case.pk:
        return {"correctable": False}
    replaced = Event.objects.filter(replaces=entry).exists()
    return {"correctable": not replaced and entry.kind not in NOT_CORRECTABLE}


def _remedies_open(case: Case, _: Inputs, __: datetime) -> Facts:
    rows = case.remedies.filter(concluded_on=None)
    return {"remedies_open": tuple(one.get_group_display() for one in rows)}


def _granted(case: Case, _: Inputs, __: datetime) -> Facts:
    kinds: Iterable[str] = (case.outcome, *case.matters.values_list("outcome", flat=True))
    return {"granted": any(replying.outcome_group(kind) in replying.OPEN for kind in kinds if kind)}


def _retention(case: Case, _: Inputs, at: datetime) -> Facts:
    kept = retention.Retained(
        concluded_on=case.concluded_on,
        archived=case.state == "archived",
        open_remedies=case.remedies.filter(concluded_on=None).count(),
    )
    return {"retention": retention.obstacles(kept, day_of(at), law.chosen())}


GATHER: dict[str, Gather] = {
    "retention_over": _retention,
    "supplementation_over": _terms,
    "payment_over": _terms,
    "consultation_known": _consultation,
    "consultation_over": _consultation,
    "objected": _objected,
    "reasons_were_asked": _reasons_asked,
    "consultations_closed": _consultations_open,
    "tasks_closed": _tasks_open,
    "reply_complete": _missing,
    "served_in_order": _service,
    "fee_charged": _charged,
    "payment_in_full": _notified,
    "officer_fits": _officer,
    "correctable": _correctable,
    "remedies_closed": _remedies_open,
    "was_granted": _granted,
}
