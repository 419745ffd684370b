"""Shapes of rows (行的样子): what a line of text or a row of a grid shows by its characters alone.

The same few thousand lines and rows (a label with seven zeros, a section's heading) come in report
after report. A shape says nothing about the place, so it is worked out once and shared.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.core.reporting.reading.figures import Kind
from gongkai.core.reporting.reading.headings import Heading, heading_inside, heading_of
from gongkai.core.reporting.reading.labels import hit_of
from gongkai.core.text.normalize import squeeze

LONGEST_PIECE = 90
REPORT = re.compile("[报報]")
MOST_REMEMBERED = 4_096
"""Shapes kept of lines, and of rows of grids: some 2 KB each."""

Words = tuple[str, Kind, int]
"""The text of a piece, what it can be, and where it starts in a line set in columns by spaces."""


@dataclass(frozen=True, slots=True)
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
    filled = [(text, kind) for text, kind, _ in words if kind is not Kind.BLANK]
    prose = any(kind is Kind.WORDS and len(text) > LONGEST_PIECE for text, kind in filled)
    strong = weak = figures = 0
    labels: list[str] = []
    for text, kind in () if prose else filled:
        if kind is not Kind.WORDS:
            figures += 1
            continue
        hit = hit_of(text)
        if hit.strong or hit.weak:
            strong |= hit.strong
            weak |= hit.weak
            labels.append(squeeze(text))
    if prose or not words:
        heading = heading_inside(" ".join(texts))
    else:
        heading = heading_of(filled[0][0]) if len(filled) == 1 else None
    return Shape(
        texts,
        tuple(words),
        line,
        prose=prose,
        aligned=bool(line),
        width=len(words) if width is None else width,
        filled=len(filled),
        alone=_index_of_only(words) if len(filled) == 1 else -1,
        has_text=any(text for text, _, _ in words),
        strong=strong,
        weak=weak,
        figures=figures,
        labels=tuple(labels),
        heading=heading,
        names_report=any(REPORT.search(text) for text in texts),
    )


def _index_of_only(words: Sequence[Words]) -> int:
    return next(index for index, (_, kind, _) in enumerate(words) if kind is not Kind.BLANK)
