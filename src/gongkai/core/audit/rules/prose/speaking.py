"""Finding out what the wording of a report speaks of (文字内容), once, while it is examined."""

from __future__ import annotations

import re

from gongkai.core.audit.case import Case
from gongkai.core.audit.rules.prose.sayings import sayings
from gongkai.core.audit.topics import CHANGE, LAST_YEAR
from gongkai.core.audit.wording import wording

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
