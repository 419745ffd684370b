"""Table 3 printed otherwise (表三的其他排法): turned on its side, or labels first and figures after.

Both are taken only when nothing is missing: every row of one form is there, in its order, and
exactly as many figures.
"""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.core.law.forms import forms
from gongkai.core.reporting.reading.entry import Entry, is_filled
from gongkai.core.reporting.reading.evidence import evidence, outline
from gongkai.core.reporting.reading.figures import Kind, understand
from gongkai.core.reporting.reading.labels import core
from gongkai.core.reporting.reading.pieces import Piece, Row

TABLE = 3


def turned(rows: Sequence[Row]) -> list[Entry] | None:
    """Return the entries of a table whose rows are the applicants and whose columns the results."""
    labels: list[Piece] = []
    columns: list[list[Piece]] = []
    wanted = [core(column.label) for column in next(iter(forms().values())).table3.columns]
    for row in rows:
        words = [piece for piece in row.pieces if piece.kind is Kind.WORDS]
        figures = [piece for piece in row.pieces if is_filled(piece)]
        if not figures:
            labels.extend(words)
        elif (
            len(columns) < len(wanted)
            and core(words[-1].text if words else "") == wanted[len(columns)]
        ):
            columns.append(figures)
    own = _complete(labels)
    if own is None or len(columns) != len(wanted) or {len(c) for c in columns} != {len(own)}:
        return None
    return [
        Entry([label], [column[index] for column in columns]) for index, label in enumerate(own)
    ]


def labels_first(entries: Sequence[Entry]) -> list[Entry] | None:
    """Return the entries of a table whose labels are all printed before its figures.

    Figures that stand one a line could be columns as well as rows: they are rows when each adds up.
    """
    labels = [piece for entry in entries for piece in entry.labels]
    with_figures = [entry for entry in entries if entry.filled]
    behind = [entry for entry in with_figures[1:] if entry.labels]
    if behind or len(with_figures) < 2 or len(labels) < len(with_figures):
        return None
    own = _complete(labels)
    if own is None or len(own) != len(with_figures):
        return None
    if any(entry.width == 0 and not _adds_up(entry) for entry in with_figures):
        return None
    return [Entry([label], entry.slots) for label, entry in zip(own, with_figures, strict=True)]


def _complete(labels: Sequence[Piece]) -> list[Piece] | None:
    """Return the labels of rows among ``labels`` if they are all the rows of one form, in order."""
    for form in forms():
        found = [(evidence((piece.key,), form, TABLE).exact, piece) for piece in labels]
        own = [(index, piece) for index, piece in found if index is not None]
        if [index for index, _ in own] == list(range(len(outline(form, TABLE).targets))):
            return [piece for _, piece in own]
    return None


def _adds_up(entry: Entry) -> bool:
    figures = [understand(piece.text).value for piece in entry.slots if is_filled(piece)]
    known = [figure for figure in figures if figure is not None]
    return len(known) == len(figures) and sum(known[:-1]) == known[-1]
