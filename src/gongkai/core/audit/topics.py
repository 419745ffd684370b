"""What the wording of a report may speak of (文字内容): so that rules over years may pass it by.

``rules/prose/speaking.py`` finds it out while a report is examined, when its sentences are at hand;
the comparison with the year before then unpacks and reads again only the wording that compares.
"""

from __future__ import annotations

from gongkai.core.audit.case import Case
from gongkai.core.audit.kept import KeptReport

CHANGE, LAST_YEAR = "change", "last year"


def may_speak_of(case: Case, topic: str) -> bool:
    """Return false when the wording is known not to speak of ``topic``."""
    known = case.report.topics if isinstance(case.report, KeptReport) else None
    return known is None or topic in known
