"""How an arithmetic finding is worded and placed (表述): figures of the prose on both sides."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from gongkai.core.audit.case import Case
from gongkai.core.audit.rules.prose.sayings import Saying
from gongkai.core.kernel.findings import Place
from gongkai.core.text.figures import Figure

BASIS = "《政府信息公开条例》第五十条；年度报告数字前后应当一致"
HUNDRED = Decimal(100)
LONGEST = 90


def places(case: Case, saying: Saying, figures: Iterable[Figure]) -> tuple[Place, ...]:
    """Return the places of several figures of one saying."""
    return tuple(saying.place(case.report, figure.start, figure.end) for figure in figures)


def quoted(saying: Saying, figures: Iterable[Figure]) -> str:
    """Return the words from the first to the last of some figures, cut to a readable length."""
    listed = list(figures)
    first = min(figure.clause.start for figure in listed)
    last = max(figure.end for figure in listed)
    words = saying.words(first, last)
    return words if len(words) <= LONGEST else f"{words[: LONGEST // 2]}……{words[-LONGEST // 2 :]}"


def said(saying: Saying, figure: Figure) -> str:
    """Return one figure as it is printed."""
    return saying.words(figure.start, figure.end)
