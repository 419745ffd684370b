"""Telling in which form a table is printed (格式辨认), from its own labels and shape."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from gongkai.core.law.forms import forms
from gongkai.core.reporting.reading.entries import NEWEST_FIRST, Entries
from gongkai.core.reporting.reading.evidence import evidence, outline
from gongkai.core.reporting.reading.figures import Kind
from gongkai.core.reporting.reading.labels import core
from gongkai.core.reporting.reading.pieces import Row
from gongkai.core.reporting.reading.placing import TableReading, place_entries

CLEARLY_MORE = 1.0
A_COLUMN_LABEL = 3.0


def form_of_table3(entries: Entries, likely: str | None) -> TableReading:
    """Read table 3 in the form that its rows under （六）其他处理 show.

    When they do not show it (that part is not in the copy), the likely form is taken: all other
    rows are the same in both.
    """
    decided = _shown_by_rows(entries)
    if decided is not None:
        return place_entries(entries, decided, 3)
    readings = {form: place_entries(entries, form, 3) for form in NEWEST_FIRST}
    return _better(readings, dict.fromkeys(NEWEST_FIRST, 0.0), likely)


def form_of_table2(entries: Entries, rows: Sequence[Row], likely: str | None) -> TableReading:
    """Read table 2 in the form that its column labels and the number of its figures show."""
    words = [p.text for row in rows for p in row.pieces if p.kind is Kind.WORDS]
    printed = {core(part) for text in words for part in (text, *text.split())}
    bonus = {form: A_COLUMN_LABEL * len(printed & _own_columns(form)) for form in NEWEST_FIRST}
    first, second = sorted(NEWEST_FIRST, key=lambda form: bonus[form], reverse=True)
    if bonus[first] >= bonus[second] + 2 * A_COLUMN_LABEL:
        return place_entries(entries, first, 2)
    readings = {form: place_entries(entries, form, 2) for form in NEWEST_FIRST}
    return _better(readings, bonus, likely)


def _shown_by_rows(entries: Entries) -> str | None:
    """Return the form that has a row the other has not, when such a row is printed."""
    for form in NEWEST_FIRST:
        own = _own_rows(form)
        targets = outline(form, 3).targets
        # What only one form has stands at the end of the table.
        for entry in reversed(entries.rows):
            exact = evidence(entry.keys, form, 3).exact
            if exact is not None and targets[exact].key in own and entry.filled:
                return form
    return None


@functools.cache
def _own_rows(form: str) -> frozenset[str]:
    others = {t.key for other in forms() if other != form for t in outline(other, 3).targets}
    return frozenset(t.key for t in outline(form, 3).targets) - others


@functools.cache
def _own_columns(form: str) -> frozenset[str]:
    def labels(name: str) -> set[str]:
        blocks = forms()[name].table2.blocks
        columns = {core(column.label) for block in blocks for column in block.columns}
        return columns | {core(row.label) for block in blocks for row in block.rows}

    others = {label for other in forms() if other != form for label in labels(other)}
    return frozenset(labels(form) - others)


def _better(
    readings: dict[str, TableReading], bonus: dict[str, float], likely: str | None
) -> TableReading:
    """Return the reading that fits better; the likely form when neither clearly does."""
    totals = {form: reading.score + bonus[form] for form, reading in readings.items()}
    first, second = sorted(NEWEST_FIRST, key=totals.__getitem__, reverse=True)
    if totals[first] >= totals[second] + CLEARLY_MORE:
        return readings[first]
    chosen = readings[likely] if likely in readings else readings[first]
    chosen.shows_form = False
    return chosen
