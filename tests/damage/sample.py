"""A report about to be damaged, and the truth about what is printed in it."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from gongkai.core.reporting.paper import Paragraph, ReportPaper
from gongkai.core.reporting.report import PrintedCell, PrintedTable
from gongkai.core.reporting.specimens import Specimen

Rows = list[list[PrintedCell]]


@dataclass
class Sample:
    """``truth`` is what a careful person reads in each cell: a figure, or None.

    A cell in ``doubtful`` may be read right or not at all: its place cannot be told for certain.
    ``named`` is false when body or year cannot be known from the copy. ``forms`` are the forms
    that may be answered. A ``ragged`` sample has rows with too few cells, which only a text without
    gaps or a web page can show.
    """

    paper: ReportPaper
    truth: dict[str, Decimal | None]
    doubtful: set[str] = field(default_factory=set)
    forms: set[str | None] = field(default_factory=set)
    named: bool = True
    unlabelled: set[str] = field(default_factory=set)
    rows_lost: bool = False
    ragged: bool = False
    damage: list[str] = field(default_factory=list)

    @property
    def uncertain(self) -> set[str]:
        """Return the cells that may be read right or not at all.

        A row without a label is placed by counting: not where other rows are lost.
        """
        return self.doubtful | self.unlabelled if self.rows_lost else self.doubtful

    @property
    def figures(self) -> dict[str, Decimal]:
        """Return the figures that must be read."""
        uncertain = self.uncertain
        return {n: v for n, v in self.truth.items() if v is not None and n not in uncertain}

    def rows(self, number: int) -> Rows | None:
        """Return the rows of the first table ``number``, or None when the copy has no such table."""
        table = next((t for t in self.paper.tables if t.number == number), None)
        return None if table is None else [list(row) for row in table.rows]

    def put_rows(self, number: int, rows: Rows) -> None:
        """Replace the rows of the first table ``number``; without rows it disappears."""
        blocks = list(self.paper.blocks)
        at = next(
            i for i, b in enumerate(blocks) if isinstance(b, PrintedTable) and b.number == number
        )
        blocks[at : at + 1] = [PrintedTable(number, tuple(map(tuple, rows)))] if rows else []
        self.put_blocks(blocks)

    def put_blocks(self, blocks: list[Paragraph | PrintedTable]) -> None:
        """Replace everything that is printed."""
        self.paper = replace(self.paper, blocks=tuple(blocks))

    def blank(self, names: list[str]) -> None:
        """Note that nothing is printed in these cells any more."""
        self.truth.update(dict.fromkeys(names))

    def settle(self) -> None:
        """Note that what is printed nowhere is absent."""
        printed = {cell.cell for table in self.paper.tables for row in table.rows for cell in row}
        gone = [name for name in self.truth if name not in printed and name not in self.doubtful]
        if any(self.truth[name] is not None for name in gone):
            self.lose(gone)

    def lose(self, names: list[str]) -> None:
        """Note that the row with these cells is not in the copy any more."""
        self.blank(names)
        self.rows_lost = True


Operator = Callable[[Sample, random.Random], None]


def sample_of(specimen: Specimen) -> Sample:
    """Return an undamaged sample."""
    return Sample(specimen.paper, dict(specimen.figures), forms={specimen.form})


def names_in(row: list[PrintedCell]) -> list[str]:
    """Return the names of the form's cells printed in a row."""
    return [cell.cell for cell in row if cell.cell]


def is_label(cell: PrintedCell) -> bool:
    """Return whether the printed cell is a label of the form."""
    return cell.cell is None and bool(cell.text)


def figure_rows(rows: Rows) -> list[int]:
    """Return the indexes of rows that hold figures."""
    return [index for index, row in enumerate(rows) if names_in(row)]


def change(cell: PrintedCell, text: str) -> PrintedCell:
    """Return the cell with another text."""
    return replace(cell, text=text)


def pick(chance: random.Random, rows: Rows, share: float) -> list[int]:
    """Return a random choice of the rows that hold figures, at least one when there is one."""
    candidates = figure_rows(rows)
    if not candidates:
        return []
    return sorted(chance.sample(candidates, max(1, round(len(candidates) * share))))
