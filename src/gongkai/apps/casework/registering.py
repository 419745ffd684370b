"""Giving numbers of the register (登记号发放): one at a time, in the transaction that registers."""

from __future__ import annotations

from django.conf import settings

from gongkai.apps.casework.models import LetterSeries, RegisterSeries
from gongkai.apps.organizations.models import PublicBody
from gongkai.core.casework.letters.numbering import RULE, number


def next_serial(body: PublicBody, year: int) -> int:
    """Return the next number of a body's register; the series is locked until the transaction ends.

    When the transaction is taken back so is the number: the register has no gaps.
    """
    rows = RegisterSeries.objects.select_for_update()
    series, _ = rows.get_or_create(body=body, year=year)
    series.last += 1
    series.save(update_fields=("last",))
    return series.last


def next_letter_number(body: PublicBody, year: int) -> str:
    """Return the next number of a body's letters by the rule in the settings (``LETTER_NUMBER``).

    The body's short name stands in it; the series is locked until the transaction ends.
    """
    rows = LetterSeries.objects.select_for_update()
    series, _ = rows.get_or_create(body=body, year=year)
    series.last += 1
    series.save(update_fields=("last",))
    rule = getattr(settings, "LETTER_NUMBER", RULE)
    code = "".join(sign for sign in body.short_name or body.name if not sign.isdigit())[:12]
    return number(rule, code=code, year=year, serial=series.last)
