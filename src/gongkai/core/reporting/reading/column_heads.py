"""The labels above the columns (表头): what they are, and where they say the columns begin."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from gongkai.core.law.forms import forms
from gongkai.core.reporting.reading.figures import Kind
from gongkai.core.reporting.reading.labels import core
from gongkai.core.reporting.reading.pieces import Piece

ALSO_ROWS = frozenset({"其他", "总计"})
"""Labels of columns that are labels of rows too."""
NEWEST_FORM = "2021"


def learn_columns(
    starts: dict[int, set[int]], pieces: Sequence[Piece], width: int, table: int
) -> None:
    """Note the column under the first column label of the row, when all of them stand there."""
    names = column_labels(table)
    if not width:
        return
    first = 0
    for piece in pieces:
        if piece.kind is Kind.WORDS and core(piece.text) == names[0]:
            break
        first += 1
    else:
        return
    if tuple(core(piece.text) for piece in pieces[first : first + len(names)]) == names:
        start = pieces[first].column + (1 if table == 2 else -1)
        starts.setdefault(width, set()).add(start)


@functools.cache
def column_labels(table: int) -> tuple[str, ...]:
    """Return the labels that stand side by side above the columns, the same in every form.

    Table 3 prints the five kinds of organizations in one row, beginning under the second column;
    of table 2 only the first column label of a block is looked for, whatever it is.
    """
    form = forms()[NEWEST_FORM]
    if table == 2:
        return (core(form.table2.stub),)
    kinds = form.table3.column_groups[-1].columns
    return tuple(core(c.label) for c in form.table3.columns if c.key in kinds)


@functools.cache
def heading_labels(table: int) -> frozenset[str]:
    """Return the labels that head columns and can never be the label of a row."""
    names: set[str] = set()
    for form in forms().values():
        if table == 2:
            names.add(core(form.table2.stub))
            for block in form.table2.blocks:
                names.add(core(block.heading))
                names.update(core(column.label) for column in block.columns)
        else:
            names.add(core(form.table3.stub))
            names.update(core(group.label) for group in form.table3.column_groups)
            names.update(core(column.label) for column in form.table3.columns)
    return frozenset(names - ALSO_ROWS)
