"""Giving index numbers (索引号发放): one at a time, in the transaction that publishes."""

from __future__ import annotations

from datetime import date

from gongkai.apps.accounts.county_settings import index_pattern
from gongkai.apps.organizations.models import PublicBody
from gongkai.apps.publishing.models import IndexSeries
from gongkai.core.publishing.index_numbers import Pattern, index_number, period_of


def pattern() -> Pattern:
    """Return how this county writes its index numbers (本县设定)."""
    return Pattern(**index_pattern())


def next_index_number(body: PublicBody, *, on: date) -> str:
    """Return the next index number of a body; the series is locked until the transaction ends."""
    written = pattern()
    period = period_of(on, written)
    rows = IndexSeries.objects.select_for_update()
    series, _ = rows.get_or_create(body=body, period=period)
    series.last += 1
    series.save(update_fields=("last",))
    return index_number(code=body.code, period=period, serial=series.last, pattern=written)
