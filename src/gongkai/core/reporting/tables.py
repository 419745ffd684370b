"""The official tables of a form (表二、表三、表四), drawn from the form's data and a set of figures."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from gongkai.core.law.forms import Form, FormBlock, FormColumn, FormRow, Table3, cells, forms
from gongkai.core.reporting.report import PrintedCell, PrintedTable

STUBS_OF_TABLE3 = 3
"""How many label columns stand left of the figures of table 3."""

Figures = Mapping[str, Decimal | None]
Row = tuple[PrintedCell, ...]


def official_tables(form: str, figures: Figures) -> tuple[PrintedTable, PrintedTable, PrintedTable]:
    """Return tables 2, 3 and 4 of the form with the figures in their cells, merged as on the form.

    A cell without a figure is printed empty.

    Raises:
        KeyError: There is no such form.
    """
    found = forms()[form]
    return (_table2(found, figures), _table3(found, figures), _table4(found, figures))


def format_figure(form: str, name: str, value: Decimal | None) -> str:
    """Return a figure as the form prints it: 增10, 减3 for a change, the unit where none is headed.

    Raises:
        KeyError: The form has no such cell.
    """
    cell = cells(form)[name]
    if value is None:
        return ""
    if cell.signed and value:
        return f"{'增' if value > 0 else '减'}{abs(value):f}"
    headed = cell.unit in cell.column_label or not cell.decimals
    return f"{value:f}" if headed or not value else f"{value:f}{cell.unit}"


def _figure(form: str, name: str, figures: Figures, colspan: int = 1) -> PrintedCell:
    return PrintedCell(format_figure(form, name, figures.get(name)), colspan=colspan, cell=name)


def _table2(form: Form, figures: Figures) -> PrintedTable:
    width = 1 + max(len(block.columns) for block in form.table2.blocks)
    rows: list[Row] = []
    for block in form.table2.blocks:
        rows.append((PrintedCell(block.heading, colspan=width),))
        rows.append(_column_heads(form, block, width))
        rows.extend(_row2(form, block, row, width, figures) for row in block.rows)
    return PrintedTable(2, tuple(rows))


def _spans(columns: tuple[FormColumn, ...], width: int) -> list[int]:
    """Return the spans of the columns: the last one reaches the table's right edge."""
    return [1] * (len(columns) - 1) + [width - len(columns)]


def _column_heads(form: Form, block: FormBlock, width: int) -> Row:
    spans = _spans(block.columns, width)
    heads = zip(block.columns, spans, strict=True)
    return (
        PrintedCell(form.table2.stub),
        *(PrintedCell(column.label, colspan=span) for column, span in heads),
    )


def _row2(form: Form, block: FormBlock, row: FormRow, width: int, figures: Figures) -> Row:
    spans = _spans(block.columns, width)
    return (
        PrintedCell(row.label),
        *(
            _figure(form.form, f"{row.key}.{column.key}", figures, span)
            for column, span in zip(block.columns, spans, strict=True)
        ),
    )


def _table3(form: Form, figures: Figures) -> PrintedTable:
    table = form.table3
    lines = [
        (*labels, *(_figure(form.form, f"{row.key}.{c.key}", figures) for c in table.columns))
        for row, labels in zip(table.rows, _labels3(table), strict=True)
    ]
    return PrintedTable(3, (*_heads3(table), *lines))


def _heads3(table: Table3) -> tuple[Row, Row, Row]:
    everyone, organizations = table.column_groups
    single = [c for c in table.columns if c.key not in organizations.columns]
    first, *rest = single
    return (
        (
            PrintedCell(table.stub, colspan=STUBS_OF_TABLE3, rowspan=3),
            PrintedCell(everyone.label, colspan=len(everyone.columns)),
        ),
        (
            PrintedCell(first.label, rowspan=2),
            PrintedCell(organizations.label, colspan=len(organizations.columns)),
            *(PrintedCell(column.label, rowspan=2) for column in rest),
        ),
        tuple(PrintedCell(c.label) for c in table.columns if c.key in organizations.columns),
    )


def _labels3(table: Table3) -> list[Row]:
    """Return the label cells of each row: group labels once, spanning the rows they head."""
    rows: list[Row] = []
    for index, row in enumerate(table.rows):
        before = table.rows[index - 1].group if index else ()
        heads = []
        for depth, group in enumerate(row.group):
            if before[: depth + 1] != row.group[: depth + 1]:
                heads.append(PrintedCell(group, rowspan=_reach(table, index, depth)))
        label = PrintedCell(row.label, colspan=STUBS_OF_TABLE3 - len(row.group))
        rows.append((*heads, label))
    return rows


def _reach(table: Table3, start: int, depth: int) -> int:
    """Return how many rows from ``start`` on stand under the same group down to ``depth``."""
    path = table.rows[start].group[: depth + 1]
    reach = 0
    for row in table.rows[start:]:
        if row.group[: depth + 1] != path:
            break
        reach += 1
    return reach


def _table4(form: Form, figures: Figures) -> PrintedTable:
    table = form.table4
    results = [column.label for column in table.columns]
    alone = [group for group in table.groups if len(group.path) == 1]
    nested = [group for group in table.groups if len(group.path) > 1]
    top = (
        *(PrintedCell(group.path[0], colspan=len(results)) for group in alone),
        PrintedCell(nested[0].path[0], colspan=len(results) * len(nested)),
    )
    middle = (
        *(PrintedCell(label, rowspan=2) for _ in alone for label in results),
        *(PrintedCell(group.label, colspan=len(results)) for group in nested),
    )
    bottom = tuple(PrintedCell(label) for _ in nested for label in results)
    values = tuple(
        _figure(form.form, f"{group.key}.{column.key}", figures)
        for group in (*alone, *nested)
        for column in table.columns
    )
    return PrintedTable(4, (top, middle, bottom, values))


def head_rows(table: PrintedTable) -> int:
    """Return how many rows stand above the first row of figures."""
    rows = table.rows
    return next((i for i, row in enumerate(rows) if any(cell.cell for cell in row)), len(rows))


def grid_of(table: PrintedTable) -> list[list[PrintedCell | None]]:
    """Return the table as a rectangle: each cell at its upper left corner, None where it spans.

    A row that is too short is filled with empty cells.
    """
    taken: dict[tuple[int, int], PrintedCell | None] = {}
    for row, cells_of_row in enumerate(table.rows):
        column = 0
        for cell in cells_of_row:
            while (row, column) in taken:
                column += 1
            for down in range(cell.rowspan):
                for right in range(cell.colspan):
                    taken[row + down, column + right] = None
            taken[row, column] = cell
    width = max((column for _, column in taken), default=-1) + 1
    height = len(table.rows)
    return [
        [taken.get((row, column), PrintedCell("")) for column in range(width)]
        for row in range(height)
    ]
