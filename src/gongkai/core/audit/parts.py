"""The parts of a report (各部分): headings, whether a table stands, the notice of its form."""

from __future__ import annotations

import re

from gongkai.core.audit.case import Case
from gongkai.core.audit.cells import table_cells
from gongkai.core.audit.evidence import (
    TABLE_WORDS,
)
from gongkai.core.kernel.findings import Place
from gongkai.core.reporting.report import CellState, Section

NUMERALS = "一二三四五六"
BARE = re.compile(r"[^一-鿿]")


def heading_place(case: Case, section: Section) -> Place:
    """Return where a section's heading stands."""
    return Place(path=case.report.path, line=section.start_line, quote=section.printed)


def notice_of(case: Case) -> str:
    """Return the number of the notice that set the form."""
    return case.form.notice_number if case.form is not None else "年度报告格式"


def table_stands(case: Case, number: int) -> bool:
    """Return whether any cell of the table is in this copy."""
    listed = table_cells(case, number) if number in TABLE_WORDS else []
    return any(state_of(case, c.name) is not CellState.ABSENT for c in listed)


def state_of(case: Case, name: str) -> CellState:
    """Return the state of a cell; one the report does not list is absent."""
    cell = case.report.cells.get(name)
    return cell.state if cell is not None else CellState.ABSENT
