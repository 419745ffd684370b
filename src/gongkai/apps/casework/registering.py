"""Giving numbers of the register (登记号发放): one at a time, in the transaction that registers."""

from __future__ import annotations

from gongkai.apps.casework.models import RegisterSeries
from gongkai.apps.organizations.models import PublicBody


def next_serial(body: PublicBody, year: int) -> int:
    """Return the next number of a body's register; the series is locked until the transaction ends.

    When the transaction is taken back so is the number: the register has no gaps.
    """
    rows = RegisterSeries.objects.select_for_update()
    series, _ = rows.get_or_create(body=body, year=year)
    series.last += 1
    series.save(update_fields=("last",))
    return series.last
