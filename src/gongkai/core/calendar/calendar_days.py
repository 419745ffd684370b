"""Terms in days, months and years (按日、按月计算的期间), with the roll past a holiday.

《民法典》第二百零一条至第二百零三条、《民事诉讼法》第八十五条: the day it begins does not count; a last
day that falls on a holiday moves to the first working day after it.
"""

from __future__ import annotations

import calendar as month_lengths
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.core.calendar.working_days import WorkingDays


@dataclass(frozen=True, slots=True)
class Period:
    """A term by the calendar: ``nominal_on`` before, ``due_on`` after the roll past a holiday."""

    start: date
    nominal_on: date
    due_on: date
    provisional: bool

    @property
    def sentence(self) -> str:
        """Return the count as one Chinese sentence."""
        first = f"自 {self.start} 的次日起算，{self.nominal_on} 届满"
        if self.due_on == self.nominal_on:
            return first
        return f"{first}；该日不是工作日，顺延至 {self.due_on}"


def after_days(start: date, days: int, calendar: WorkingDays, *, roll: bool = True) -> Period:
    """Return the term of ``days`` days (日) after ``start``."""
    return _period(start, start + timedelta(days=days), calendar, roll=roll)


def after_months(start: date, months: int, calendar: WorkingDays, *, roll: bool = True) -> Period:
    """Return the term of ``months`` months (月): the same day of the month, or the month's last."""
    return _period(start, add_months(start, months), calendar, roll=roll)


def add_months(start: date, months: int) -> date:
    """Return the same day ``months`` later (or earlier), or the last day of a shorter month."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = month_lengths.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def _period(start: date, nominal: date, calendar: WorkingDays, *, roll: bool) -> Period:
    due = calendar.next_working(nominal) if roll else nominal
    provisional = roll and calendar.day(due).provisional
    return Period(start, nominal, due, provisional)
