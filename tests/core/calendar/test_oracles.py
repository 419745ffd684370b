"""Two independent calendars agree with ours on every day of every shipped year."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest

from gongkai.core.calendar.working_days import shipped

YEARS = range(2008, 2027)
ALL_DAYS = [
    date(2008, 1, 1) + timedelta(days=step)
    for step in range((date(2026, 12, 31) - date(2008, 1, 1)).days + 1)
]


def test_every_year_since_the_first_ordinance_is_shipped() -> None:
    assert list(shipped().years) == list(YEARS)


def test_chinesecalendar_agrees() -> None:
    assert [day for day in ALL_DAYS if shipped().is_working(day) != _chinese(day)] == []


def test_holidays_agrees() -> None:
    china = holidays.country_holidays("CN", years=YEARS)
    assert [day for day in ALL_DAYS if shipped().is_working(day) != china.is_working_day(day)] == []


def test_no_shipped_day_is_provisional() -> None:
    assert not any(shipped().day(day).provisional for day in ALL_DAYS)


@pytest.mark.parametrize("year", YEARS)
def test_a_year_names_its_notice(year: int) -> None:
    found = shipped().year(year)
    assert found is not None
    assert found.checked_against
    assert str(year) in found.notices[0].title
    # Only the notice for 2008 could not be found with its number; the two oracles carry it.
    assert all(notice.number for notice in found.notices) is (year != 2008)


def _chinese(day: date) -> bool:
    return bool(chinese_calendar.is_workday(day))
