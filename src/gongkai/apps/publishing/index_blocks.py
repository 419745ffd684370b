"""Giving many index numbers at once (批量编号), and setting aside those that documents bring along."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from gongkai.apps.organizations.models import PublicBody
from gongkai.apps.publishing.index_series import pattern
from gongkai.apps.publishing.models import IndexSeries
from gongkai.core.publishing.index_numbers import index_number, period_of

PARTS = re.compile(r"(?P<code>[0-9A-Z]{9,18})/(?P<period>\d{4}|\d{6})-(?P<serial>\d{5,7})")


def next_index_numbers(wanted: Sequence[tuple[PublicBody, date]]) -> list[str]:
    """Return an index number for each body and day, in order; each series is locked once."""
    written = pattern()
    counted: dict[tuple[int, str], int] = defaultdict(int)
    for body, on in wanted:
        counted[body.pk, period_of(on, written)] += 1
    free: dict[tuple[int, str], int] = {}
    for (body_key, period), count in sorted(counted.items()):
        rows = IndexSeries.objects.select_for_update()
        series, _ = rows.get_or_create(body_id=body_key, period=period)
        free[body_key, period] = series.last
        series.last += count
        series.save(update_fields=("last",))
    numbers = []
    for body, on in wanted:
        period = period_of(on, written)
        free[body.pk, period] += 1
        serial = free[body.pk, period]
        numbers.append(index_number(code=body.code, period=period, serial=serial, pattern=written))
    return numbers


def reserve(numbers: Iterable[str]) -> None:
    """Let the series begin after numbers that documents bring with them from elsewhere."""
    highest: dict[tuple[str, str], int] = defaultdict(int)
    for number in numbers:
        found = PARTS.fullmatch(number)
        if found:
            at = found["code"], found["period"]
            highest[at] = max(highest[at], int(found["serial"]))
    codes = {code for code, _ in highest}
    bodies = {
        one.code.replace("-", ""): one
        for one in PublicBody.objects.all()
        if one.code.replace("-", "") in codes
    }
    for (code, period), serial in sorted(highest.items()):
        if code in bodies:
            rows = IndexSeries.objects.select_for_update()
            series, _ = rows.get_or_create(body=bodies[code], period=period)
            series.last = max(series.last, serial)
            series.save(update_fields=("last",))
