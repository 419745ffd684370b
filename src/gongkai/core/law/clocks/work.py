"""One computation of a clock in the making: the facts, the law, what has been found so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from gongkai.core.calendar.working_days import Count, WorkingDays
from gongkai.core.kernel.refusals import Reason
from gongkai.core.law.clocks.answer import ClockState, Deadline
from gongkai.core.law.clocks.pauses import Pause
from gongkai.core.law.events import Event, EventKind
from gongkai.core.law.parameters import Law


@dataclass
class Work:
    """What the steps of a computation share and add to; lives no longer than one ``compute``."""

    calendar: WorkingDays
    law: Law
    received_on: date
    events: tuple[Event, ...]
    start: date
    full_days: int
    reopened: bool = False
    waiting: ClockState | None = None
    others: list[Deadline] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    problems: list[Reason] = field(default_factory=list)
    intervals: list[Pause] = field(default_factory=list)
    assumptions: list[str] = field(default_factory=list)

    def of(self, *kinds: EventKind) -> list[Event]:
        """Return the events of the kinds, in order."""
        return [event for event in self.events if event.kind in kinds]

    def problem(self, code: str, sentence: str, basis: str) -> None:
        """Note what is amiss: the fact, its effect on the clock, the next step."""
        self.problems.append(Reason(code, sentence, basis))

    def assume(self, name: str) -> None:
        """Note that a setting was used, which no source confirms, with what it is set to."""
        sentence = self.law.explain(name)
        if sentence not in self.assumptions:
            self.assumptions.append(sentence)

    def restart(self, on: date, why: str) -> None:
        """Let the reply term run anew from ``on`` (day zero)."""
        self.start = max(self.start, on)
        self.steps.append(why)

    def count(self, days: int) -> Count:
        """Count the reply term from its start, leaving paused days out."""
        return self.calendar.add(self.start, days, pause=self._pause)

    def deadline(self, key: str, label: str, start: date, days: int, basis: str) -> Deadline:
        """Return a term of ``days`` working days that nothing interrupts."""
        count = self.calendar.add(start, days)
        return Deadline(key, label, start, count.due_on, basis, days, count.listed)

    def _pause(self, on: date) -> str | None:
        return next((each.reason for each in self.intervals if each.covers(on)), None)
