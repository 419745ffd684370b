"""When a piece of information has to be out (公开期限), by the term table and the calendar."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from gongkai.apps.accounts.county_settings import chosen_terms
from gongkai.apps.publishing.models import Edition
from gongkai.core.calendar.working_days import shipped
from gongkai.core.publishing import terms
from gongkai.core.publishing.term_rules import term_of

CHINA = ZoneInfo("Asia/Shanghai")


def explained(edition: Edition) -> terms.Due | None:
    """Return the term with its day-by-day explanation; none while its start is not known.

    The county's own terms come from its settings (本县设定).
    """
    content = {"formed_on": edition.formed_on, "written_on": edition.written_on}
    found = term_of(edition.kind, content, edition.own)
    if found is None:
        return None
    key, start = found
    table = terms.configured(chosen_terms())
    day = start.date() if isinstance(start, datetime) else start
    if day < min(table[key].values):
        return None  # information older than the rule has no term
    return terms.due(table[key], start, shipped())


def due(edition: Edition) -> tuple[date | None, datetime | None]:
    """Return the last day and the last moment; nothing while the start is not known."""
    found = explained(edition)
    if found is None:
        return None, None
    end = found.at or datetime.combine(found.on, time(23, 59, 59), tzinfo=CHINA)
    return found.on, end
