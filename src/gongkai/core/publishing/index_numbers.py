"""Index numbers (索引号): one grammar, permanent, never used twice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

SHAPE = re.compile(r"[0-9A-Z]{9,18}/\d{4,6}-\d{5,7}")


@dataclass(frozen=True, slots=True)
class Pattern:
    """How a county writes its index numbers.

    ``period`` is ``year`` (as 00001434-9 → 000014349/2017-00110) or ``month`` (…/202504-00057);
    ``digits`` is the width of the serial number.
    """

    period: str = "year"
    digits: int = 5


def period_of(day: date, pattern: Pattern) -> str:
    """Return the period in which a serial number counts: ``2026`` or ``202611``."""
    return f"{day:%Y%m}" if pattern.period == "month" else f"{day:%Y}"


def index_number(*, code: str, period: str, serial: int, pattern: Pattern) -> str:
    """Return the index number of the ``serial``-th item of the body ``code`` in ``period``.

    Raises:
        ValueError: The parts do not make a number of the national shape.
    """
    number = f"{code.replace('-', '')}/{period}-{serial:0{pattern.digits}d}"
    if not SHAPE.fullmatch(number):
        raise ValueError(
            f"{number}: an index number is a body code of 9 to 18 characters, a stroke, the period, "
            f"a hyphen and 5 to 7 digits; check the code of the body ({code!r}) and the pattern"
        )
    return number
