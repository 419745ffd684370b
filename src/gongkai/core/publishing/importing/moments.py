"""Dates as old sites write them (日期写法)."""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")
DATE = re.compile(
    r"(?P<y>\d{4})\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})\s*日?"
    r"(?:[T\s]+(?P<h>\d{1,2})[:：时](?P<min>\d{2})分?(?:[:：](?P<s>\d{2})(?:\.\d+)?)?)?"
    r"(?P<zone>Z|[+-]\d{2}:?\d{2})?"
)
DIGITS = re.compile(
    r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?P<h>\d{2})?(?P<min>\d{2})?(?P<s>\d{2})?"
)
WRITTEN = "日期，如 2020-03-05、2020年3月5日、2020/3/5 9:30"


def moment(text: str) -> datetime | None:
    """Return a moment; in China's time when no zone is written, midnight when no hour is. None: no date."""
    stripped = text.strip()
    found = DATE.fullmatch(stripped) or DIGITS.fullmatch(stripped)
    if found is None:
        return None
    parts = found.groupdict()
    try:
        year, month, day_, hour, minute, second = (
            int(parts[name] or 0) for name in ("y", "m", "d", "h", "min", "s")
        )
        read = datetime(year, month, day_, hour, minute, second, tzinfo=CHINA)
        zone = parts.get("zone")
        return (
            read
            if not zone
            else datetime.strptime(f"{read:%Y-%m-%dT%H:%M:%S}{zone}", "%Y-%m-%dT%H:%M:%S%z")
        )
    except ValueError:
        return None


def day(text: str) -> date | None:
    """Return a day; None when the text is no date."""
    read = moment(text)
    return read.date() if read else None
