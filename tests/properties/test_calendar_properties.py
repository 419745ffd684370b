"""Laws of the calendar that hold for every date, inside and outside the loaded years."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.calendar.working_days import shipped

DATES = st.dates(date(2006, 1, 1), date(2030, 12, 31))
LOADED = st.dates(date(2008, 1, 1), date(2026, 6, 30))
DAYS = st.integers(1, 60)


@given(DATES, DAYS)
def test_counting_back_gives_the_same_number(start: date, days: int) -> None:
    count = shipped().add(start, days)
    assert shipped().between(start, count.due_on) == days
    # Counting back from the due date the day of receipt, or the first day off after it, is reached.
    back = shipped().back(count.due_on, days)
    assert shipped().add(back.due_on, days).due_on == count.due_on


@given(DATES, DATES, DAYS)
def test_a_later_start_never_falls_due_earlier(one: date, other: date, days: int) -> None:
    early, late = sorted((one, other))
    assert shipped().add(early, days).due_on <= shipped().add(late, days).due_on


@given(DATES, DAYS)
def test_a_term_ends_on_a_working_day_and_lists_every_day(start: date, days: int) -> None:
    count = shipped().add(start, days)
    assert shipped().is_working(count.due_on)
    assert len(count.listed) == (count.due_on - start).days
    assert sum(counted.number is not None for counted in count.listed) == days


@given(LOADED, st.integers(1, 40))
def test_a_term_inside_the_loaded_years_is_firm(start: date, days: int) -> None:
    assert not shipped().add(start, days).provisional


@given(DATES, DAYS)
def test_a_term_outside_them_says_so(start: date, days: int) -> None:
    count = shipped().add(start, days)
    outside = any(c.day.on.year not in shipped().years for c in count.listed)
    named = [c.day.on for c in count.listed if c.day.source and "未录入" not in c.day.source]
    unknown = [
        c for c in count.listed if c.day.on.year not in shipped().years and c.day.on not in named
    ]
    assert count.provisional is bool(unknown)
    assert outside or not count.provisional
