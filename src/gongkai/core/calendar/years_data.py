"""The years of the calendar as data: what a State Council notice (放假通知) orders."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from gongkai.core.kernel import data

PACKAGE = "gongkai.core.calendar.years"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice on holidays; ``number`` (发文字号) and ``dated_on`` are None where not known."""

    title: str
    number: str | None = None
    dated_on: date | None = None
    address: str | None = None

    @property
    def cited(self) -> str:
        """Return the notice as it is quoted in an explanation."""
        return f"《{self.title}》" + (f"（{self.number}）" if self.number else "")


@dataclass(frozen=True, slots=True)
class Holiday:
    """A run of days off under one name, both ends included."""

    name: str
    first: date
    last: date

    def days(self) -> list[date]:
        """Return every day of the run."""
        return [self.first + ONE_DAY * step for step in range((self.last - self.first).days + 1)]


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """One year as its notices order it; a notice may reach back into the December before."""

    year: int
    notices: tuple[Notice, ...]
    holidays: tuple[Holiday, ...]
    make_up_workdays: tuple[date, ...]
    checked_against: str = ""

    def mistakes(self) -> list[str]:
        """Return what cannot be right in this year, one sentence each, in Chinese."""
        off = [day for holiday in self.holidays for day in holiday.days()]
        found = [
            f"“{holiday.name}”的最后一日 {holiday.last} 早于第一日 {holiday.first}"
            for holiday in self.holidays
            if holiday.last < holiday.first
        ]
        found += [f"{day} 既列为放假又列为上班" for day in self.make_up_workdays if day in off]
        found += [
            f"{day} 本来就是周一至周五，不应列为调休上班"
            for day in self.make_up_workdays
            if day.weekday() < 5
        ]
        found += [f"{day} 重复列为放假" for day in sorted({d for d in off if off.count(d) > 1})]
        found += [
            f"{day} 不属于 {self.year} 年，也不在上一年十二月"
            for day in (*off, *self.make_up_workdays)
            if day.year != self.year and (day.year, day.month) != (self.year - 1, 12)
        ]
        if not self.notices:
            found.append(f"{self.year} 年没有写明放假通知")
        return found


@dataclass(frozen=True, slots=True)
class _FixedDay:
    name: str
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class _FixedDays:
    basis: str
    days: tuple[_FixedDay, ...]


@dataclass(frozen=True, slots=True)
class _FixedHolidays:
    description: str
    values: Mapping[date, _FixedDays] = field(default_factory=dict)


@functools.cache
def fixed_holiday(on: date) -> str | None:
    """Return the name of the holiday the law fixes on that date (month and day), or None."""
    table = data.load("gongkai.core.calendar", "fixed_holidays.yaml", _FixedHolidays).values
    in_force = [since for since in sorted(table) if since <= on]
    if not in_force:
        return None
    days = table[in_force[-1]].days
    return next((d.name for d in days if (d.month, d.day) == (on.month, on.day)), None)


@functools.cache
def shipped_years() -> tuple[CalendarYear, ...]:
    """Return every year shipped with the program, oldest first.

    Raises:
        data.DataError: A file does not fit, or contradicts itself.
    """
    found = tuple(data.load(PACKAGE, name, CalendarYear) for name in data.names(PACKAGE))
    check(found)
    return tuple(sorted(found, key=lambda each: each.year))


def check(found: Iterable[CalendarYear]) -> None:
    """Refuse years that contradict themselves.

    Raises:
        data.DataError: With every mistake, naming the year.
    """
    mistakes = [f"{each.year}: {mistake}" for each in found for mistake in each.mistakes()]
    if mistakes:
        raise data.DataError(mistakes)
