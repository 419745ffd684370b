"""What the wording of a report speaks of at all (文字内容): so that rules over years may pass it by.

Found out while a report is examined, when its sentences are at hand; the comparison with the year
before then unpacks and reads again only the wording of those reports that compare.
"""

from __future__ import annotations

import re

from gongkai.core.audit.case import Case
from gongkai.core.audit.kept import KeptReport
from gongkai.core.audit.rules.prose.sayings import sayings
from gongkai.core.audit.wording import wording

CHANGE, LAST_YEAR = "change", "last year"
_LAST_YEAR = re.compile(r"(?:上一?年度?|去年|20\d\d年?度?)[^,。；]{0,60}\d件")


def topics(case: Case) -> frozenset[str]:
    """Return what the wording speaks of: that something rose or fell, a count of the year before."""
    found = set()
    if any(
        figure.key("change") in ("up", "down")
        for saying in sayings(case)
        for figure in saying.discourse.figures
    ):
        found.add(CHANGE)
    if _LAST_YEAR.search(wording(case)) is not None:
        found.add(LAST_YEAR)
    return frozenset(found)


def may_speak_of(case: Case, topic: str) -> bool:
    """Return false when the wording is known not to speak of ``topic``."""
    known = case.report.topics if isinstance(case.report, KeptReport) else None
    return known is None or topic in known
