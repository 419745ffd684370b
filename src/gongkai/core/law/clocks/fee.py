"""The information processing fee (信息处理费) and the clock: notice, payment, lapse."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from gongkai.core.law.clocks.answer import ClockState
from gongkai.core.law.clocks.pauses import Pause
from gongkai.core.law.clocks.work import Work
from gongkai.core.law.events import EventKind


def apply(work: Work) -> None:
    """Take fee notice and payment into the computation; before the fee rules nothing happens."""
    notified = work.of(EventKind.FEE_NOTIFIED)
    term = work.law.find("clocks.fee_payment")
    if not notified or term is None:
        return
    told = notified[0]
    _notice_in_time(work, told.on, term.basis)
    received = [e for e in work.of(EventKind.FEE_NOTICE_RECEIVED) if e.on >= told.on]
    start = received[0].on if received else told.on
    days = work.law.number("clocks.fee_payment")
    due = work.deadline("fee_payment", "申请人缴费的期限", start, days, term.basis)
    lapse = "逾期未缴纳的，视为放弃申请，不再处理"
    unknown = "" if received else "；申请人收到通知之日未登记，暂自发出之日推算"
    work.others.append(replace(due, note=lapse + unknown))
    paid = [event for event in work.of(EventKind.FEE_PAID) if event.on >= told.on]
    if not paid:
        work.waiting = work.waiting or ClockState.AWAITING_PAYMENT
        work.steps.append(f"{told.on} 发出收费通知，缴费之前答复期限不计算（{term.basis}）")
        return
    if paid[0].on > due.due_on:
        work.steps.append(f"{paid[0].on} 的缴费晚于期限 {due.due_on}，行政机关已接受")
    _paid(work, told.on, paid[0].on)


def _notice_in_time(work: Work, told_on: date, basis: str) -> None:
    if any(each.last is None for each in work.intervals):
        return
    longest = work.law.number("clocks.extension")
    extra = sum(event.days or longest for event in work.of(EventKind.EXTENDED))
    limit = work.count(work.full_days + extra).due_on
    if told_on > limit:
        work.problem(
            "fee_notice_late",
            f"收费通知于 {told_on} 发出，晚于办理期限 {limit}。应当在办理期限内发出。",
            basis,
        )


def _paid(work: Work, told_on: date, paid_on: date) -> None:
    rule = work.law.get("clocks.fee_clock")
    work.assume("clocks.fee_clock")
    if rule.value == "restart":
        work.restart(paid_on, f"{paid_on} 缴费，答复期限自次日起重新计算（{rule.basis}）")
        return
    work.intervals.append(Pause("等待缴费，不计入", told_on, paid_on, frozenset()))
    work.steps.append(f"{told_on} 至 {paid_on} 等待缴费，期间不计入（{rule.basis}）")
