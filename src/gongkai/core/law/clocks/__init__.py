"""The clocks of a case (期限): pure functions over dated events, each due date with its explanation.

《条例》第三十条至第三十五条. The day of receipt is day zero; the first working day after it is day
one. The law is that of the day of receipt: fifteen working days before 2019-05-15, twenty since.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from gongkai.core.calendar.working_days import WorkingDays
from gongkai.core.kernel.refusals import Reason
from gongkai.core.law import parameters, receipt
from gongkai.core.law.clocks import extension, fee, supplementation
from gongkai.core.law.clocks.answer import (
    CaseFacts,
    Clock,
    ClockState,
    Deadline,
    Position,
    Standing,
    position,
)
from gongkai.core.law.clocks.pauses import answer_terms, pauses
from gongkai.core.law.clocks.work import Work
from gongkai.core.law.events import CLOSING, Event, EventKind, Party, in_order
from gongkai.core.law.parameters import Scalar

__all__ = [
    "CaseFacts",
    "Clock",
    "ClockState",
    "Deadline",
    "Position",
    "Standing",
    "compute",
    "objections",
    "position",
]


def compute(
    facts: CaseFacts, calendar: WorkingDays, chosen: Mapping[str, Scalar] | None = None
) -> Clock:
    """Return the clock of a case; the order in which events were entered does not matter.

    Raises:
        parameters.SettingError: A setting in ``chosen`` cannot be set so.
    """
    found = receipt.determine(facts.channel, facts.events)
    if found.on is None:
        missing = (found.missing,) if found.missing else ()
        return Clock(ClockState.NOT_RECEIVED, None, None, (), (found.sentence,), missing)
    law = parameters.at(found.on, chosen)
    work = Work(
        calendar=calendar,
        law=law,
        received_on=found.on,
        events=in_order(event for event in facts.events if event.on >= found.on),
        start=found.on,
        full_days=law.number("clocks.reply"),
        steps=[found.sentence],
    )
    _note_early(work, facts, found.basis)
    ordered = _reopen(work)
    supplementation.apply(work)
    _consultations(work)
    fee.apply(work)
    return _finish(work, None if work.waiting else ordered or _reply(work))


def objections(
    facts: CaseFacts,
    event: Event,
    calendar: WorkingDays,
    chosen: Mapping[str, Scalar] | None = None,
) -> tuple[Reason, ...]:
    """Return every reason why ``event`` ought not to be entered: the problems it would add.

    Raises:
        parameters.SettingError: A setting in ``chosen`` cannot be set so.
    """
    before = set(compute(facts, calendar, chosen).problems)
    added = replace(facts, events=(*facts.events, event))
    return tuple(r for r in compute(added, calendar, chosen).problems if r not in before)


def _note_early(work: Work, facts: CaseFacts, basis: str) -> None:
    for event in in_order(facts.events):
        if event.on < work.received_on and event.kind not in receipt.ARRIVAL:
            work.problem(
                "before_receipt",
                f"{event.on} 的“{event.kind.label}”早于收到申请之日 {work.received_on}，没有计入。"
                "请核对两个日期。",
                basis,
            )


def _reopen(work: Work) -> Deadline | None:
    """Begin anew after a decision or judgment orders it; ``until`` is the term it sets."""
    reopened = work.of(EventKind.REOPENED)
    if not reopened:
        return None
    last = reopened[-1]
    work.reopened = True
    work.events = tuple(e for e in work.events if e.on >= last.on and e.kind != EventKind.REOPENED)
    work.restart(last.on, f"{last.on} 重新办理，此前的期限不再计算")
    if last.until is None:
        return None
    work.steps.append(f"复议决定或者判决指定于 {last.until} 前答复")
    basis = "复议决定或者判决指定的期限"
    return Deadline("reply", "重新答复的期限", last.on, last.until, basis)


def _consultations(work: Work) -> None:
    """《条例》第三十二条至第三十四条: time for third parties and other bodies is not counted."""
    for term in answer_terms(work.events, work.law, work.calendar):
        label = f"{term.party.label}答复的期限"
        due = work.deadline(
            f"answer.{term.party}", label, term.count.start, term.count.days, term.basis
        )
        work.others.append(replace(due, note=term.note))
        if term.party is Party.OTHER_BODY:
            work.assume("clocks.other_body_answer")
    for pause in pauses(work.events, work.law, work.calendar):
        work.steps.append(pause.sentence)
        work.intervals.append(pause)
        work.assume("clocks.pause_first_day")
        work.assume("clocks.pause_last_day")
        if pause.last is None:
            work.waiting = work.waiting or ClockState.OPEN_PAUSE


def _reply(work: Work) -> Deadline:
    basis = work.law.get("clocks.reply").basis
    count = work.count(work.full_days)
    extra = extension.extension_days(work, count.due_on)
    if extra:
        count = work.count(work.full_days + extra)
    work.steps.append(
        f"自 {work.start} 的次日起计 {count.days} 个工作日，{count.due_on} 届满（{basis}）"
    )
    reply = Deadline("reply", "答复期限", work.start, count.due_on, basis, count.days, count.listed)
    return extension.delayed(work, reply)


def _finish(work: Work, reply: Deadline | None) -> Clock:
    closing = work.of(*CLOSING)
    state = work.waiting or ClockState.RUNNING
    closed_on = closing[0].on if closing else None
    if closed_on is not None:
        state = ClockState.CLOSED
        work.steps.append(f"{closed_on} {closing[0].kind.label}")
        if reply is not None and closed_on > reply.due_on:
            late = work.calendar.between(reply.due_on, closed_on)
            work.problem(
                "late",
                f"{closed_on} {closing[0].kind.label}，晚于期限 {reply.due_on}，"
                f"超过 {late} 个工作日。",
                reply.basis,
            )
    return Clock(
        state=state,
        received_on=work.received_on,
        reply=reply,
        others=tuple(work.others),
        steps=tuple(work.steps),
        problems=tuple(work.problems),
        closed_on=closed_on,
        assumptions=tuple(work.assumptions),
    )
