"""Shapes of rows (行的样子): what a line of text or a row of a grid shows by its characters alone.

The same few thousand lines and rows (a label with seven zeros, a section's heading) come in report
after report. A shape says nothing about the place, so it is worked out once and shared.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.core.kernel.records import record
from gongkai.core.reporting.reading.figures import Kind
from gongkai.core.reporting.reading.headings import Heading, heading_inside, heading_of
from gongkai.core.reporting.reading.labels import NO_HIT, hit_of
from gongkai.core.text.normalize import squeeze

LONGEST_PIECE = 90
REPORT = re.compile("[报報]")
MOST_REMEMBERED = 4_096
"""Shapes kept of lines, and of rows of grids: some 2 KB each."""

Words = tuple[str, Kind, int]
"""The text of a piece, what it can be, and where it starts in a line set in columns by spaces."""


@record
class Shape:
    """A row without its place.

    ``texts`` are the lines printed, ``line`` is the one that offsets count in, ``filled`` the
    number of pieces that are not blank, ``alone`` the index of the only one (-1: there is none). ``strong``, ``weak`` and ``labels`` say to which tables
    its labels belong, ``figures`` how many of its pieces could be figures; ``names_report`` that
    it could be part of a title.
    """

    texts: tuple[str, ...]
    words: tuple[Words, ...] = ()
    line: str = ""
    empty: bool = False
    prose: bool = False
    aligned: bool = False
    width: int = 0
    filled: int = 0
    alone: int = -1
    has_text: bool = False
    strong: int = 0
    weak: int = 0
    figures: int = 0
    labels: tuple[str, ...] = ()
    heading: Heading | None = None
    names_report: bool = False


def empty_shape(*texts: str) -> Shape:
    """Return the shape of a line without anything."""
    return Shape(texts, empty=True)


def prose_shape(text: str) -> Shape:
    """Return the shape of a line that cannot be part of a table."""
    return Shape(
        (text,),
        prose=True,
        has_text=True,
        heading=heading_inside(text),
        names_report=REPORT.search(text) is not None,
    )


def shape_of(
    words: Sequence[Words], texts: tuple[str, ...], *, line: str = "", width: int | None = None
) -> Shape:
    """Return the shape of a row of pieces; a long piece of words makes it prose.

    A row of one ``line`` set in columns by spaces counts its pieces from there.
    """
    prose = has_text = False
    strong = weak = filled = figures = 0
    alone = -1
    labels: list[str] = []
    for index, (text, kind, _) in enumerate(words):
        has_text = has_text or text != ""
        if kind is Kind.BLANK:
            continue
        filled += 1
        alone = index
        if kind is not Kind.WORDS:
            figures += 1
            continue
        prose = prose or len(text) > LONGEST_PIECE
        hit = hit_of(text)
        if hit is not NO_HIT:
            strong |= hit.strong
            weak |= hit.weak
            labels.append(squeeze(text))
    if prose:
        strong = weak = figures = 0
        labels = []
    if prose or not words:
        heading = heading_inside(" ".join(texts))
    else:
        heading = heading_of(words[alone][0]) if filled == 1 else None
    return Shape(
        texts,
        tuple(words),
        line,
        prose=prose,
        aligned=bool(line),
        width=len(words) if width is None else width,
        filled=filled,
        alone=alone if filled == 1 else -1,
        has_text=has_text,
        strong=strong,
        weak=weak,
        figures=figures,
        labels=tuple(labels),
        heading=heading,
        names_report=any(REPORT.search(text) for text in texts),
    )
