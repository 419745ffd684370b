"""Dates and periods (日期、期间) as administrations print them, Arabic or Chinese."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from gongkai.core.text.numerals import chinese_integer

_YEAR = r"(?P<year>\d{4}|[〇○零一二三四五六七八九]{4})\s*年"
_DATE = re.compile(
    _YEAR
    + r"(?:度?\s*(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s*月"
    + r"(?:\s*(?P<day>\d{1,2}|[一二三四五六七八九十廿]{1,3})\s*日)?)?"
)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A year, a month of a year or a day, with the half-open span where it stands."""

    year: int
    month: int | None
    day: int | None
    start: int
    end: int

    def as_date(self) -> date | None:
        """Return the day, or None when no day is printed or the calendar has no such day."""
        if self.month is None or self.day is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


def find_dates(text: str) -> list[PrintedDate]:
    """Return every year, month and day printed in ``text``, in order."""
    return [
        PrintedDate(
            year=_number(match["year"]),
            month=_number(match["month"]) if match["month"] else None,
            day=_number(match["day"]) if match["day"] else None,
            start=match.start(),
            end=match.end(),
        )
        for match in _DATE.finditer(text)
    ]


def _number(digits: str) -> int:
    return int(digits) if digits.isdigit() else chinese_integer(digits)
