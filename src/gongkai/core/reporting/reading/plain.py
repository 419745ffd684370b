"""Rows printed plainly (整齐的行): labels on the left, figures side by side after them.

Nearly every row is printed so, and then there is nothing to weigh. Whatever is not plain is left to
the long way, which comes to the same entries for what is.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.core.reporting.reading.column_heads import ALSO_ROWS, heading_labels
from gongkai.core.reporting.reading.entry import Entry
from gongkai.core.reporting.reading.evidence import evidence, outline
from gongkai.core.reporting.reading.figures import FIGURE_OR_STROKE, Kind
from gongkai.core.reporting.reading.labels import core
from gongkai.core.reporting.reading.pieces import Piece, Row

MOST_LABELS = 40


def plain_row(pieces: Sequence[Piece], table: int, columns: int, width: int) -> list[Entry] | None:
    """Return the entry of a row whose words all stand before its figures; None for any other row.

    A row that only holds labels above columns has no entry.
    """
    labels: list[Piece] = []
    figures = after = 0
    for index, piece in enumerate(pieces, 1):
        if piece.kind is Kind.WORDS:
            if figures:
                return None
            labels.append(piece)
            after = index
        elif piece.kind is not Kind.BLANK:
            figures += 1
    if not 0 < len(labels) <= MOST_LABELS or figures > columns:
        return None
    heads = _heads_before(tuple([piece.text for piece in labels]), table)
    if heads == 0:
        return [Entry(labels, list(pieces[after:]), width)]
    return [] if heads == len(labels) and not figures else None


@dataclass(slots=True)
class _Run:
    """Labels, and the figures after them, of a table with one cell a line.

    ``steps`` holds by how many lines the figures stand apart; ``parted`` tells that an empty line
    stands between label and figures, ``broken`` that one stands between the figures.
    """

    labels: list[Piece] = field(default_factory=list)
    figures: list[Piece] = field(default_factory=list)
    steps: set[int] = field(default_factory=set)
    parted: bool = False
    broken: bool = False


def plain_cells(rows: Sequence[Row], form: str, table: int) -> list[Entry] | None:
    """Return the entries of a table with one cell a line, when every row of the form is there.

    Each row must have its own label, in the form's order, and all of its figures; empty lines must
    stand in the same places of every row, for where they part some rows only they mean more.
    """
    targets = outline(form, table).targets
    runs = _runs(rows, [target.columns for target in targets])
    if runs is None or len({run.parted for run in runs}) > 1:
        return None
    found: list[Entry] = []
    for index, run in enumerate(runs):
        if len(run.steps) > 1 or (run.broken and not run.parted):
            return None
        own = run.labels[_heads_before(tuple([piece.text for piece in run.labels]), table) :]
        if not own or evidence(tuple([p.key for p in own]), form, table).exact != index:
            return None
        found.append(Entry(own, run.figures))
    return found


def _runs(rows: Sequence[Row], columns: Sequence[int]) -> list[_Run] | None:
    """Return runs of words and then as many figures as ``columns`` says; None if there are others."""
    runs: list[_Run] = []
    run, step, gap = _Run(), 1, False
    for row in rows:
        if row.prose:
            continue
        piece = row.alone
        if piece is None:
            step += 1 if len(row.pieces) <= 2 else len(row.pieces)
            gap = gap or row.empty
            continue
        if piece.kind is Kind.WORDS:
            if run.figures or len(run.labels) == MOST_LABELS:
                return None
            run.labels.append(piece)
        elif piece.kind not in FIGURE_OR_STROKE or not run.labels or len(runs) == len(columns):
            return None
        else:
            if run.figures:
                run.steps.add(step)
                run.broken = run.broken or gap
            else:
                run.parted = gap
            run.figures.append(piece)
            if len(run.figures) == columns[len(runs)]:
                runs.append(run)
                run = _Run()
        step, gap = 1, False
    return runs if len(runs) == len(columns) and not run.labels else None


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
