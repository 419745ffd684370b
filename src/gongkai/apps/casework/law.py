"""The law as it is applied here (适用法律): the county's settings and the calendar with entered years."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from gongkai.apps.accounts import county_settings
from gongkai.apps.casework.models import CalendarEntry
from gongkai.core.calendar import working_days, years_data
from gongkai.core.calendar.working_days import WorkingDays
from gongkai.core.kernel import data
from gongkai.core.law.parameters import Law, Scalar


def law_on(day: date) -> Law:
    """Return the law in force on a day with the county's settings."""
    return county_settings.law_on(day)


def chosen() -> Mapping[str, Scalar]:
    """Return the county's settings, as the clocks take them."""
    return law_on(date.max).chosen


def calendar() -> WorkingDays:
    """Return the calendar: the years shipped with the program and those entered here."""
    rows = CalendarEntry.objects.order_by("year").values_list("content", flat=True)
    return _calendar(tuple(json.dumps(content, sort_keys=True) for content in rows))


@functools.lru_cache(maxsize=4)
def _calendar(entered: tuple[str, ...]) -> WorkingDays:
    if not entered:
        return working_days.shipped()
    years = [year_of(json.loads(content), source="放假安排") for content in entered]
    return working_days.shipped().extended(*years)


def year_of(content: Mapping[str, Any], *, source: str) -> years_data.CalendarYear:
    """Return one year from plain data of the shape of ``years/NNNN.yaml`` with ISO dates.

    Raises:
        data.DataError: It does not fit; every mistake is listed.
    """
    year: years_data.CalendarYear = data.structure(
        _dated(content), years_data.CalendarYear, source=source
    )
    return year


def _dated(value: Any) -> Any:
    """Return JSON with its ISO dates as dates."""
    if isinstance(value, Mapping):
        return {key: _dated(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_dated(each) for each in value]
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else value
    except ValueError:
        return value
