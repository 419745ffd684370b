"""Supplementation of the application (补正,《条例》第三十条): told once; the term then runs anew."""

from __future__ import annotations

from gongkai.core.law.clocks.answer import ClockState, Deadline
from gongkai.core.law.clocks.work import Work
from gongkai.core.law.events import Event, EventKind


def apply(work: Work) -> None:
    """Take the request for supplementation and its answer into the computation."""
    requests = work.of(EventKind.SUPPLEMENTATION_REQUESTED)
    basis = work.law.get("clocks.supplementation").basis
    _notice_term(work, requests)
    if not requests:
        for event in work.of(EventKind.SUPPLEMENTED):
            work.problem(
                "supplemented_unasked",
                f"{event.on} 收到补正，但没有登记补正告知，期限没有重新计算。请补登补正告知。",
                basis,
            )
        return
    if len(requests) > 1:
        again = "、".join(str(event.on) for event in requests[1:])
        work.problem(
            "supplementation_twice",
            f"补正应当一次性告知，{again} 的告知没有计入。仍不明确的，按无法提供答复。",
            basis,
        )
    _supplemented(work, requests[0], basis)


def _notice_term(work: Work, requests: list[Event]) -> None:
    term = work.law.find("clocks.supplementation_notice")
    if term is None or work.reopened:
        return
    days = work.law.number("clocks.supplementation_notice")
    notice = work.deadline(
        "supplementation_notice", "告知补正的期限", work.received_on, days, term.basis
    )
    work.others.append(notice)
    if requests and requests[0].on > notice.due_on:
        work.problem(
            "supplementation_late",
            f"补正告知于 {requests[0].on} 作出，超过收到申请之日起 {days} 个工作日"
            f"（{notice.due_on}）。请在案卷中说明原因。",
            term.basis,
        )


def _supplemented(work: Work, request: Event, basis: str) -> None:
    supplemented = [event for event in work.of(EventKind.SUPPLEMENTED) if event.on >= request.on]
    until = request.until
    if until is not None:
        note = "无正当理由逾期不补正的，视为放弃申请，不再处理"
        label = "申请人补正的期限"
        work.others.append(Deadline("supplementation", label, request.on, until, basis, note=note))
    if not supplemented:
        work.waiting = ClockState.AWAITING_SUPPLEMENTATION
        work.steps.append(f"{request.on} 告知补正，收到补正之前答复期限不计算（{basis}）")
        return
    first = supplemented[0]
    if until is not None and first.on > until:
        work.steps.append(f"{first.on} 的补正晚于告知的期限 {until}，行政机关已接受")
    work.restart(first.on, f"{first.on} 收到补正，答复期限自该日起重新计算（{basis}）")
