"""Extension (延长答复期限,《条例》第三十三条) and delay with reasons (延迟答复,第三十五条)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from gongkai.core.law.clocks.answer import Deadline
from gongkai.core.law.clocks.work import Work
from gongkai.core.law.events import Event, EventKind


def extension_days(work: Work, due_on: date) -> int:
    """Return the working days of the one valid extension of a term that ends on ``due_on``."""
    longest = work.law.number("clocks.extension")
    basis = work.law.get("clocks.extension").basis
    accepted = 0
    for event in work.of(EventKind.EXTENDED):
        faults = dict(_faults(work, event, due_on, twice=accepted > 0))
        for code, sentence in faults.items():
            work.problem(code, sentence, basis)
        if faults:
            continue
        if event.days is not None and event.days > longest:
            sentence = f"延长 {event.days} 个工作日，超过上限 {longest} 个工作日，按上限计算。"
            work.problem("extension_too_long", sentence, basis)
        accepted = min(event.days or longest, longest)
        work.steps.append(f"{event.on} 延长 {accepted} 个工作日（{basis}）")
    return accepted


def _faults(work: Work, event: Event, due_on: date, *, twice: bool) -> Iterator[tuple[str, str]]:
    on = event.on
    if on < work.start:
        yield (
            "extension_superseded",
            f"{on} 的延期早于期限重新计算之日 {work.start}，没有计入。确需延期的，请重新办理。",
        )
    if twice:
        yield "extension_twice", f"期限只能延长一次，{on} 的延期没有计入。"
    if on > due_on:
        yield (
            "extension_after_expiry",
            f"{on} 作出延期时期限已于 {due_on} 届满，没有计入。延期应当在届满前告知申请人。",
        )
    if not event.consented:
        yield (
            "extension_without_consent",
            f"{on} 的延期没有登记政府信息公开工作机构负责人同意，没有计入。请先报负责人同意。",
        )


def delayed(work: Work, reply: Deadline) -> Deadline:
    """Return the reply term as a delay under article 35 moves it."""
    rule = work.law.find("clocks.delay")
    for event in work.of(EventKind.DELAYED):
        if rule is None:
            sentence = f"{event.on} 确定延迟答复没有计入：收到申请时的法律没有规定延迟答复。"
            work.problem("delay_not_in_force", sentence, work.law.get("clocks.reply").basis)
            continue
        if event.until is None or event.until <= reply.due_on:
            continue
        if event.on > reply.due_on:
            work.problem(
                "delay_after_expiry",
                f"{event.on} 确定延迟答复时期限已于 {reply.due_on} 届满，没有计入。",
                rule.basis,
            )
            continue
        work.steps.append(f"{event.on} 确定延迟至 {event.until} 答复（{rule.basis}）")
        note = f"按普通期限应于 {reply.due_on} 届满"
        reply = replace(reply, due_on=event.until, basis=rule.basis, note=note)
    return reply
