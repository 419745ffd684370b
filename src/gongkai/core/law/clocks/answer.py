"""What a clock answers (期限): the reply term, every other term, how it came about, what is amiss."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date

from gongkai.core.calendar.working_days import CountedDay, WorkingDays
from gongkai.core.kernel.refusals import Reason
from gongkai.core.law.events import Channel, Event


class ClockState(enum.StrEnum):
    """Where the reply clock stands; nothing here depends on today."""

    NOT_RECEIVED = "not_received"
    RUNNING = "running"
    AWAITING_SUPPLEMENTATION = "awaiting_supplementation"
    AWAITING_PAYMENT = "awaiting_payment"
    OPEN_PAUSE = "open_pause"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """Return the Chinese label."""
        return {
            "not_received": "收到之日待确认",
            "running": "计算中",
            "awaiting_supplementation": "等待补正",
            "awaiting_payment": "等待缴费",
            "open_pause": "征求意见中，届满日待定",
            "closed": "已办结",
        }[self.value]


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What the clock is computed from: the channel and the dated events, in any order."""

    channel: Channel
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Deadline:
    """One term (期限): from ``start`` (not counted) to ``due_on``, with its article and its days."""

    key: str
    label: str
    start: date
    due_on: date
    basis: str
    working_days: int | None = None
    listed: tuple[CountedDay, ...] = ()
    note: str = ""

    @property
    def provisional(self) -> bool:
        """Return whether the due date is only estimated (暂定)."""
        return any(counted.day.provisional for counted in self.listed)


@dataclass(frozen=True, slots=True)
class Clock:
    """The answer; ``reply`` is None while the due date cannot be known, ``state`` says why."""

    state: ClockState
    received_on: date | None
    reply: Deadline | None
    others: tuple[Deadline, ...]
    steps: tuple[str, ...]
    problems: tuple[Reason, ...]
    closed_on: date | None = None
    assumptions: tuple[str, ...] = ()

    @property
    def in_time(self) -> bool | None:
        """Return whether the case was closed in its term; None while open or undecidable."""
        if self.reply is None or self.closed_on is None:
            return None
        return self.closed_on <= self.reply.due_on


class Standing(enum.StrEnum):
    """How a clock stands on a day (用于待办列表)."""

    WAITING = "waiting"
    IN_TIME = "in_time"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    CLOSED_IN_TIME = "closed_in_time"
    CLOSED_LATE = "closed_late"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """Return the Chinese label."""
        return {
            "waiting": "等待中",
            "in_time": "期限内",
            "due_soon": "即将到期",
            "overdue": "已超期",
            "closed_in_time": "按期办结",
            "closed_late": "超期办结",
            "closed": "已办结",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Position:
    """A clock seen from one day: ``days_left`` working days remain (negative when overdue)."""

    standing: Standing
    days_left: int | None


def position(clock: Clock, today: date, calendar: WorkingDays, *, soon: int) -> Position:
    """Return how the clock stands on ``today``; ``soon`` is the working days of an early warning."""
    if clock.closed_on is not None:
        closed = {True: Standing.CLOSED_IN_TIME, False: Standing.CLOSED_LATE, None: Standing.CLOSED}
        return Position(closed[clock.in_time], None)
    if clock.reply is None:
        return Position(Standing.WAITING, None)
    if today > clock.reply.due_on:
        return Position(Standing.OVERDUE, -calendar.between(clock.reply.due_on, today))
    left = calendar.between(today, clock.reply.due_on)
    return Position(Standing.DUE_SOON if left <= soon else Standing.IN_TIME, left)
