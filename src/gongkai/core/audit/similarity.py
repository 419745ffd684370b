"""How much of a report's wording stands in another one (内容雷同): clauses without figures."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from zlib import crc32

from gongkai.core.reporting.report import AnnualReport

CLAUSE = re.compile(r"[^，。；：、！？,;:!?\s（）()“”《》]{6,}")
FIGURE = re.compile(r"[\d.]+")
FEWEST = 20
COMMON = 5


def clauses(report: AnnualReport) -> frozenset[str]:
    """Return the report's clauses outside tables, figures taken out, short ones left away."""
    text = "\n".join([line.text for line in report.lines if not line.in_table])
    return frozenset(CLAUSE.findall(FIGURE.sub("", text)))


def shared(one: frozenset[int], other: frozenset[int]) -> float:
    """Return which part of the clauses of ``one`` stands in ``other``; 0 when there are too few."""
    return len(one & other) / len(one) if len(one) >= FEWEST else 0.0


def fingerprints(report: AnnualReport) -> tuple[int, ...]:
    """Return a number for each clause, the same in every process."""
    return tuple(sorted(map(crc32, map(str.encode, clauses(report)))))


def nearest(texts: Mapping[int, Sequence[int]], least: float) -> dict[int, int]:
    """Return, for each text, the other text of the group that shares most of it, if ``least`` does.

    Clauses that many texts share are standard phrases and say nothing.
    """
    holders: dict[int, list[int]] = defaultdict(list)
    for index, marks in texts.items():
        for mark in marks:
            holders[mark].append(index)
    found = {}
    for index, marks in texts.items():
        own = [mark for mark in marks if len(holders[mark]) <= COMMON]
        if len(own) < FEWEST:
            continue
        counts = Counter(other for mark in own for other in holders[mark] if other != index)
        if counts:
            other, count = counts.most_common(1)[0]
            if count / len(own) >= least:
                found[index] = other
    return found
