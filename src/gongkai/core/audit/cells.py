"""The cells of a table as rules ask for them (单元格): by table, by row, with their basis."""

from __future__ import annotations

import functools

from gongkai.core.audit.case import BOTH, Case
from gongkai.core.audit.evidence import (
    row_label,
)
from gongkai.core.audit.overview import overview
from gongkai.core.law.forms import FormCell, cells


def table2_basis(case: Case, name: str | None = None) -> str:
    """Return what a cell of table 2 rests on."""
    form = case.report.form or ""
    cell = cells(form).get(name) if name is not None and form in BOTH else None
    printed = f"年度报告格式（{form}）表二"
    return f"{printed}，{cell.basis}" if cell is not None else printed


def table_cells(case: Case, table: int) -> tuple[FormCell, ...]:
    """Return the cells of one table of the report's form."""
    return _cells_of(case.report.form, table) if case.report.form else ()


@functools.cache
def _cells_of(form: str, table: int) -> tuple[FormCell, ...]:
    return tuple(cell for cell in cells(form).values() if cell.table == table)


@functools.cache
def cell_names(form: str, table: int) -> tuple[str, ...]:
    """Return the names of the cells of one table of the form."""
    return tuple(cell.name for cell in _cells_of(form, table))


def nothing_read(case: Case, table: int) -> bool:
    """Return whether not one cell of the table has a figure."""
    form = case.report.form
    # The first cell of a table mostly has a figure.
    return not form or all(case.report.value(n) is None for n in cell_names(form, table))


def row_name(case: Case, name: str) -> str:
    """Return the printed label of the row a cell stands in."""
    form = case.report.form
    cell = cells(form).get(name) if form else None
    return row_label(cell.row_label) if cell is not None else name


def is_empty(case: Case, name: str) -> bool:
    """Return whether the cell is printed without a figure: blank, or struck through."""
    return name in overview(case).empty
