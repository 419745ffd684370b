"""Rows printed plainly (整齐的行): labels on the left, figures side by side after them.

Nearly every row is printed so, and then there is nothing to weigh. Whatever is not plain is left to
the long way, which comes to the same entries for what is.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

from gongkai.core.reporting.reading.column_heads import ALSO_ROWS, heading_labels
from gongkai.core.reporting.reading.entry import Entry
from gongkai.core.reporting.reading.evidence import evidence, outline
from gongkai.core.reporting.reading.figures import FIGURE_OR_STROKE, Kind
from gongkai.core.reporting.reading.labels import core
from gongkai.core.reporting.reading.pieces import Piece, Row

MOST_LABELS = 40


def plain_row(pieces: Sequence[Piece], table: int, columns: int, width: int) -> Entry | None:
    """Return the entry of a row whose words all stand before its figures; None for any other."""
    words = [index for index, piece in enumerate(pieces) if piece.kind is Kind.WORDS]
    if not 0 < len(words) <= MOST_LABELS:
        return None
    after = words[-1] + 1
    blank = [piece for piece in pieces[:after] if piece.kind is Kind.BLANK]
    if len(words) + len(blank) < after or len(pieces) - after > columns:
        return None
    labels = [pieces[index] for index in words]
    if not heading_labels(table).isdisjoint([core(piece.text) for piece in labels]):
        return None
    return Entry(labels, list(pieces[after:]), width)


def plain_cells(rows: Sequence[Row], form: str, table: int) -> list[Entry] | None:
    """Return the entries of a table with one cell a line, when every row of the form is there.

    Each row must have its own label, in the form's order, and all of its figures.
    """
    targets = outline(form, table).targets
    found: list[Entry] = []
    labels: list[Piece] = []
    figures: list[Piece] = []
    for row in rows:
        if row.prose:
            continue
        piece = row.alone
        if piece is None:
            if not row.empty or figures:
                return None
            labels = []
        elif piece.kind is Kind.WORDS:
            if figures or len(labels) == MOST_LABELS:
                return None
            labels.append(piece)
        elif piece.kind not in FIGURE_OR_STROKE or not labels or len(found) == len(targets):
            return None
        else:
            figures.append(piece)
            if len(figures) == targets[len(found)].columns:
                own = labels[_heads_before(tuple([p.text for p in labels]), table) :]
                if not _names(own, form, table, len(found)):
                    return None
                found.append(Entry(own, figures))
                labels, figures = [], []
    return found if len(found) == len(targets) and not labels and not figures else None


def _names(labels: Sequence[Piece], form: str, table: int, index: int) -> bool:
    known = evidence(tuple([piece.key for piece in labels]), form, table)
    return bool(labels) and known.exact == index


@functools.lru_cache(maxsize=2_048)
def _heads_before(texts: tuple[str, ...], table: int) -> int:
    """Return how many of the texts are labels above columns, or stand before one."""
    heads = heading_labels(table)
    names = [core(text) for text in texts]
    last = max((index for index, name in enumerate(names) if name in heads), default=-1)
    after = last + 1
    while last >= 0 and after < len(names) and names[after] in ALSO_ROWS:
        after += 1
    return after
