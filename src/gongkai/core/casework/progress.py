"""Where a case stands (办理状态): computed from its entries and its clock, never stored as a fact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.core.calendar.working_days import WorkingDays
from gongkai.core.casework.happenings import CLOSINGS, Happening, facts, in_force
from gongkai.core.law import clocks
from gongkai.core.law.clocks import Clock, ClockState
from gongkai.core.law.events import Channel, EventKind
from gongkai.core.law.parameters import Scalar

REPLY_STEPS = {
    "reply_drafted": "",
    "reply_recalled": "",
    "reply_sent_back": "",
    "reply_submitted": "reviewing",
    "reply_approved": "signing",
    "reply_signed": "serving",
}
BY_CLOCK = {
    ClockState.NOT_RECEIVED: "received",
    ClockState.RUNNING: "handling",
    ClockState.OPEN_PAUSE: "consulting",
    ClockState.AWAITING_SUPPLEMENTATION: "supplementing",
    ClockState.AWAITING_PAYMENT: "paying",
    ClockState.CLOSED: "concluded",
}
CLOSED = frozenset({"concluded", "archived", "anonymized", "void", "transferred"})
OPINIONS = (EventKind.CONSULTATION_ANSWERED.value, "consultation_silent")
FINAL = ("voided", "transferred", "anonymized", "archived")
STATES = {"voided": "void"}


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A day on which a case was concluded (办结), and the kind of reply that concluded it."""

    on: date
    outcome: str


@dataclass(frozen=True, slots=True)
class Progress:
    """A case as its entries tell it: its state, its clock, every conclusion so far."""

    state: str
    clock: Clock
    conclusions: tuple[Conclusion, ...]

    @property
    def received_on(self) -> date | None:
        """Return the day of receipt."""
        return self.clock.received_on

    @property
    def due_on(self) -> date | None:
        """Return the last day for the reply while the case is open and the day can be known."""
        if self.clock.reply is None or self.state in CLOSED:
            return None
        return self.clock.reply.due_on

    @property
    def concluded_on(self) -> date | None:
        """Return the day of the last conclusion; None while the case is open."""
        return self.conclusions[-1].on if self.conclusions and self.state in CLOSED else None


def compute(
    channel: Channel,
    happenings: Iterable[Happening],
    calendar: WorkingDays,
    chosen: Mapping[str, Scalar] | None = None,
) -> Progress:
    """Return where a case stands.

    Raises:
        parameters.SettingError: A setting in ``chosen`` cannot be set so.
    """
    standing = in_force(happenings)
    clock = clocks.compute(facts(channel, standing), calendar, chosen)
    concluded = tuple(
        Conclusion(each.on, each.outcome)
        for each in sorted(standing, key=lambda each: (each.on, each.entry))
        if each.kind in CLOSINGS
    )
    return Progress(_state(_since_reopened(standing), clock), clock, concluded)


def _since_reopened(standing: tuple[Happening, ...]) -> tuple[Happening, ...]:
    """Return what counts for the state: what was entered since the case was last reopened.

    A conclusion entered late but dated before the reopening belongs to the earlier round.
    """
    reopened = [each for each in standing if each.kind == EventKind.REOPENED]
    if not reopened:
        return standing
    last = max(reopened, key=lambda each: (each.on, each.entry))
    return tuple(
        each
        for each in standing
        if (each.on > last.on if each.kind in CLOSINGS else each.entry >= last.entry)
    )


def _state(current: tuple[Happening, ...], clock: Clock) -> str:
    kinds = {each.kind for each in current}
    for kind in FINAL:
        if kind in kinds:
            return STATES.get(kind, kind)
    if kinds & CLOSINGS:
        return "concluded"
    steps = [REPLY_STEPS[each.kind] for each in current if each.kind in REPLY_STEPS]
    if steps and steps[-1]:
        return steps[-1]
    waits = clock.state is ClockState.RUNNING and _awaits_opinion(current)
    return "consulting" if waits else BY_CLOCK[clock.state]


def _awaits_opinion(current: tuple[Happening, ...]) -> bool:
    """Return whether somebody was asked and has neither answered nor been noted as silent."""
    asked = {each.reference for each in current if each.kind == EventKind.CONSULTED}
    return bool(asked - {each.reference for each in current if each.kind in OPINIONS})
