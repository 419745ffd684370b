"""The forms of the annual report (年度报告格式) as data: one YAML file a form.

The reader, the auditor, the compiler and the screens draw from here; adding a form is adding a file.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field

from gongkai.core.kernel import data

PACKAGE = "gongkai.core.law.forms"


@dataclass(frozen=True, slots=True)
class FormSection:
    """One of the six sections; ``aliases`` are official titles met in reports of the form."""

    number: int
    title: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column: its key in cell names, its printed label, its unit."""

    key: str
    label: str
    unit: str
    decimals: bool = False
    signed: bool = False


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row: the prefix of its cell names, its printed label and the labels of the groups around it.

    ``role`` says how the row takes part in the sums of table 3: ``in``, ``outcome``,
    ``concluded``, ``out``; ``outcome`` names the group (granted, refused, …).
    """

    key: str
    label: str
    aliases: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    role: str | None = None
    outcome: str | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class FormBlock:
    """A block of table 2: the item of article 20 it reports on, its columns and rows."""

    heading: str
    basis: str
    columns: tuple[FormColumn, ...]
    rows: tuple[FormRow, ...]


@dataclass(frozen=True, slots=True)
class Table2:
    """Table 2, proactive disclosure (主动公开政府信息情况)."""

    section: int
    stub: str
    blocks: tuple[FormBlock, ...]


@dataclass(frozen=True, slots=True)
class ColumnGroup:
    """A heading printed above several columns of table 3."""

    label: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table3:
    """Table 3, applications (收到和处理政府信息公开申请情况)."""

    section: int
    stub: str
    basis: str
    column_groups: tuple[ColumnGroup, ...]
    columns: tuple[FormColumn, ...]
    rows: tuple[FormRow, ...]
    outcome_labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RemedyGroup:
    """A group of table 4: five results under one or two headings."""

    key: str
    label: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table4:
    """Table 4, reconsideration and litigation (行政复议、行政诉讼情况)."""

    section: int
    basis: str
    groups: tuple[RemedyGroup, ...]
    columns: tuple[FormColumn, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Cells of this form whose sum means the same as the sum of cells of another form."""

    here: tuple[str, ...]
    there: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormCell:
    """One cell of the form: its name, its table, its row's and column's labels, its article."""

    name: str
    table: int
    row: str
    column: str
    row_label: str
    column_label: str
    unit: str
    basis: str
    decimals: bool = False
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Sum:
    """An identity between cells (勾稽关系): the cells of ``left`` sum to those of ``right``.

    ``rule`` is the number of the audit rule that states it; ``label`` names the row or column.
    """

    rule: str
    label: str
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A form of the annual report, in force for the report years first_year to last_year."""

    form: str
    notice: str
    notice_number: str
    first_year: int
    last_year: int | None
    sections: tuple[FormSection, ...]
    table2: Table2
    table3: Table3
    table4: Table4
    comparable: Mapping[str, tuple[Comparison, ...]] = field(default_factory=dict)
    not_comparable: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def covers(self, year: int) -> bool:
        """Return whether reports of ``year`` are made in this form."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)


@functools.cache
def forms() -> dict[str, Form]:
    """Return every form by its name, oldest first."""
    loaded = (data.load(PACKAGE, name, Form) for name in data.names(PACKAGE))
    return {form.form: form for form in sorted(loaded, key=lambda form: form.first_year)}


def form_of_year(year: int) -> Form | None:
    """Return the form in force for the report year, or None before the first form."""
    return next((form for form in forms().values() if form.covers(year)), None)


@functools.cache
def cells(form: str) -> dict[str, FormCell]:
    """Return every cell of the form by name, in the form's order (200 in 2021, 198 in 2019)."""
    found = forms()[form]
    listed = [*_table2_cells(found), *_table3_cells(found), *_table4_cells(found)]
    return {cell.name: cell for cell in listed}


def _table2_cells(form: Form) -> list[FormCell]:
    return [
        FormCell(
            name=f"{row.key}.{column.key}",
            table=2,
            row=row.key,
            column=column.key,
            row_label=row.label,
            column_label=column.label,
            unit=column.unit,
            basis=block.basis,
            decimals=column.decimals,
            signed=column.signed,
        )
        for block in form.table2.blocks
        for row in block.rows
        for column in block.columns
    ]


def _table3_cells(form: Form) -> list[FormCell]:
    return [
        FormCell(
            name=f"{row.key}.{column.key}",
            table=3,
            row=row.key,
            column=column.key,
            row_label=row.label,
            column_label=column.label,
            unit=column.unit,
            basis=row.basis,
        )
        for row in form.table3.rows
        for column in form.table3.columns
    ]


def _table4_cells(form: Form) -> list[FormCell]:
    return [
        FormCell(
            name=f"{group.key}.{column.key}",
            table=4,
            row=group.key,
            column=column.key,
            row_label=group.label,
            column_label=column.label,
            unit=column.unit,
            basis=form.table4.basis,
        )
        for group in form.table4.groups
        for column in form.table4.columns
    ]


@functools.cache
def sums(form: str) -> tuple[Sum, ...]:
    """Return every identity that the form's own labels state, with the number of its rule."""
    found = forms()[form]
    table = found.table3
    return (*_balance(table), *_row_sums(table), *_column_sums(table), *_remedy_sums(found.table4))


def _remedy_sums(table: Table4) -> tuple[Sum, ...]:
    parts = [column.key for column in table.columns if column.key != "total"]
    return tuple(
        Sum(
            rule="T4-01",
            label=group.label,
            left=tuple(f"{group.key}.{part}" for part in parts),
            right=(f"{group.key}.total",),
        )
        for group in table.groups
    )


def _rows(table: Table3, role: str) -> list[str]:
    return [row.key for row in table.rows if row.role == role]


def _balance(table: Table3) -> tuple[Sum, ...]:
    came, done = _rows(table, "in"), [*_rows(table, "concluded"), *_rows(table, "out")]
    return tuple(
        Sum(
            rule="T3-01",
            label=column.label,
            left=tuple(f"{row}.{column.key}" for row in came),
            right=tuple(f"{row}.{column.key}" for row in done),
        )
        for column in table.columns
    )


def _row_sums(table: Table3) -> tuple[Sum, ...]:
    parts = [column.key for column in table.columns if column.key != "total"]
    return tuple(
        Sum(
            rule="T3-02",
            label=row.label,
            left=tuple(f"{row.key}.{part}" for part in parts),
            right=(f"{row.key}.total",),
        )
        for row in table.rows
    )


def _column_sums(table: Table3) -> tuple[Sum, ...]:
    (total,) = _rows(table, "concluded")
    return tuple(
        Sum(
            rule="T3-03",
            label=column.label,
            left=tuple(f"{row}.{column.key}" for row in _rows(table, "outcome")),
            right=(f"{total}.{column.key}",),
        )
        for column in table.columns
    )
