"""Working days (工作日): what each day is, counting forward and back, with the reasons day by day.

Beyond the years whose notice is loaded every answer is provisional (暂定) and says so.
"""

from __future__ import annotations

import enum
import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.core.calendar import years_data
from gongkai.core.calendar.years_data import CalendarYear

ONE_DAY = timedelta(days=1)
WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")


class DayKind(enum.StrEnum):
    """What a day is; the label is what an explanation prints."""

    WORKING = "working"
    MAKE_UP = "make_up"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"

    @property
    def label(self) -> str:
        """Return the Chinese label."""
        return {
            "working": "工作日",
            "make_up": "调休上班",
            "weekend": "周末",
            "holiday": "放假",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the calendar; ``provisional`` when no notice covers its year."""

    on: date
    kind: DayKind
    name: str = ""
    provisional: bool = False
    source: str = ""

    @property
    def is_working(self) -> bool:
        """Return whether it is a working day (make-up workdays are)."""
        return self.kind in (DayKind.WORKING, DayKind.MAKE_UP)

    @property
    def weekday(self) -> str:
        """Return 星期一 to 星期日."""
        return WEEKDAYS[self.on.weekday()]

    @property
    def reason(self) -> str:
        """Return why the day counts or does not, in Chinese."""
        named = f"{self.name}{self.kind.label}" if self.name else self.kind.label
        return f"{named}，暂定" if self.provisional else named


@dataclass(frozen=True, slots=True)
class CountedDay:
    """A day of an explanation: ``number`` is its place in the count, None when left out."""

    day: Day
    number: int | None
    note: str = ""

    @property
    def sentence(self) -> str:
        """Return the day as one line: date, weekday, number or the reason for leaving it out."""
        place = f"第 {self.number} 个工作日" if self.number is not None else "不计"
        why = self.note or self.day.reason
        if self.day.kind is DayKind.WORKING and not self.note:
            why = "暂定" if self.day.provisional else ""
        bracket = f"（{why}）" if why else ""
        return f"{self.day.on} {self.day.weekday} {place}{bracket}"


@dataclass(frozen=True, slots=True)
class Count:
    """A count of working days from ``start`` (day zero) to ``due_on``, day by day."""

    start: date
    days: int
    due_on: date
    listed: tuple[CountedDay, ...]

    @property
    def provisional(self) -> bool:
        """Return whether any day on the way is only estimated (暂定)."""
        return any(counted.day.provisional for counted in self.listed)


class WorkingDays:
    """The calendar: every loaded year, and honest estimates beyond.

    Raises:
        data.DataError: A year contradicts itself.
    """

    def __init__(self, years: Iterable[CalendarYear]) -> None:
        loaded = {each.year: each for each in years}
        years_data.check(loaded.values())
        self._years = loaded
        # Days the notices name, and every other day once it was asked for: a clock asks often.
        self._known = {day.on: day for year in loaded.values() for day in _named_days(year)}

    @property
    def years(self) -> tuple[int, ...]:
        """Return the loaded years, oldest first."""
        return tuple(sorted(self._years))

    def year(self, year: int) -> CalendarYear | None:
        """Return the loaded year, or None."""
        return self._years.get(year)

    def extended(self, *years: CalendarYear) -> WorkingDays:
        """Return a calendar in which ``years`` are added or replace those of the same number."""
        return WorkingDays([*({**self._years, **{each.year: each for each in years}}).values()])

    def day(self, on: date) -> Day:
        """Return what ``on`` is."""
        known = self._known.get(on)
        if known is None:
            known = self._known[on] = self._unnamed(on)
        return known

    def _unnamed(self, on: date) -> Day:
        weekend = on.weekday() >= 5
        if on.year in self._years:
            return Day(on, DayKind.WEEKEND if weekend else DayKind.WORKING)
        fixed = years_data.fixed_holiday(on)
        kind = DayKind.WEEKEND if weekend else DayKind.WORKING
        kind = DayKind.HOLIDAY if fixed else kind
        source = f"{on.year} 年放假通知未录入，按周一至周五和固定日期假日推定"
        return Day(on, kind, fixed or "", provisional=True, source=source)

    def is_working(self, on: date) -> bool:
        """Return whether ``on`` is a working day."""
        return self.day(on).is_working

    def add(
        self, start: date, days: int, *, pause: Callable[[date], str | None] | None = None
    ) -> Count:
        """Count ``days`` working days forward; ``start`` is day zero, the next working day is one.

        ``pause`` may give a reason why a day is left out though it is a working day.

        Raises:
            ValueError: ``days`` is not positive.
        """
        if days < 1:
            raise ValueError(f"{days}: a term counts at least one working day")
        listed: list[CountedDay] = []
        on, number = start, 0
        while number < days:
            on += ONE_DAY
            day = self.day(on)
            why = pause(on) if pause else None
            if day.is_working and why is None:
                number += 1
                listed.append(CountedDay(day, number))
            else:
                note = (why or "") if day.is_working else ""
                listed.append(CountedDay(day, None, note))
        return Count(start, days, on, tuple(listed))

    def back(self, end: date, days: int) -> Count:
        """Count ``days`` working days back from ``end``; ``end`` itself is day zero.

        Raises:
            ValueError: ``days`` is not positive.
        """
        if days < 1:
            raise ValueError(f"{days}: a term counts at least one working day")
        listed: list[CountedDay] = []
        on, number = end, 0
        while number < days:
            on -= ONE_DAY
            day = self.day(on)
            number += day.is_working
            listed.append(CountedDay(day, number if day.is_working else None))
        return Count(end, days, on, tuple(listed))

    def between(self, after: date, through: date) -> int:
        """Return the number of working days after ``after`` up to and including ``through``."""
        span = (through - after).days
        return sum(self.is_working(after + ONE_DAY * step) for step in range(1, span + 1))

    def next_working(self, on: date) -> date:
        """Return ``on`` if it is a working day, else the first working day after it."""
        while not self.is_working(on):
            on += ONE_DAY
        return on


def _named_days(year: CalendarYear) -> list[Day]:
    source = "、".join(notice.cited for notice in year.notices)
    off = [
        Day(on, DayKind.HOLIDAY, holiday.name, source=source)
        for holiday in year.holidays
        for on in holiday.days()
    ]
    return off + [Day(on, DayKind.MAKE_UP, source=source) for on in year.make_up_workdays]


@functools.cache
def shipped() -> WorkingDays:
    """Return the calendar of the years shipped with the program."""
    return WorkingDays(years_data.shipped_years())
