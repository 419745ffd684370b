"""Annual reports as a workbook (电子表格): a sheet for each section, cells merged as on the form."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from gongkai.adapters.writers.fixed_zip import EPOCH, without_clock
from gongkai.core.reporting.paper import Paragraph, ReportPaper, Role
from gongkai.core.reporting.report import PrintedCell, PrintedTable
from gongkai.core.reporting.tables import grid_of

TEXT_COLUMNS = 10
CHARACTERS_A_LINE = 44
LINE_HEIGHT = 20
WIDTHS = {2: (30, 18, 18, 18), 3: (9, 14, 40, 9, 10, 10, 13, 13, 9, 9), 4: (10,) * 15}
THIN = Side(style="thin", color="5B5750")
FRAME = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
FONTS = {
    Role.TITLE: Font(name="方正小标宋简体", size=22),
    Role.HEADING: Font(name="黑体", size=16),
    Role.SUBHEADING: Font(name="楷体_GB2312", size=16),
}
BODY_FONT = Font(name="仿宋_GB2312", size=12)
PLAIN_FIGURE = re.compile(r"-?[0-9]+(\.[0-9]+)?")
FORBIDDEN_IN_SHEET_NAMES = str.maketrans("", "", "[]:*?/\\")


def write_xlsx(papers: Sequence[ReportPaper]) -> bytes:
    """Return the reports as one workbook; the same papers give the same bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, paper in enumerate(papers, 1):
        suffix = f" {number}" if len(papers) > 1 else ""
        _report(book, paper, suffix)
    stream = io.BytesIO()
    book.properties.created = book.properties.modified = EPOCH.replace(tzinfo=None)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()
    return without_clock(stream.getvalue())


def _report(book: Workbook, paper: ReportPaper, suffix: str) -> None:
    sheet, row = _sheet(book, "年度报告", suffix), 1
    for block in paper.blocks:
        if isinstance(block, Paragraph):
            if block.role is Role.HEADING and row > 1:
                sheet, row = _sheet(book, block.text, suffix), 1
            row = _paragraph(sheet, row, block)
        else:
            row = _table(sheet, row, block)


def _sheet(book: Workbook, name: str, suffix: str) -> Worksheet:
    clean = name.translate(FORBIDDEN_IN_SHEET_NAMES).strip()[: 24 - len(suffix)] + suffix
    sheet: Worksheet = book.create_sheet(clean)
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.sheet_view.showGridLines = False
    return sheet


def _paragraph(sheet: Worksheet, row: int, paragraph: Paragraph) -> int:
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=TEXT_COLUMNS)
    cell = sheet.cell(row, 1)
    _set(cell, paragraph.text)
    cell.font = FONTS.get(paragraph.role, BODY_FONT)
    centred = paragraph.role is Role.TITLE
    right = paragraph.role in (Role.SIGNATURE, Role.DATE)
    side = "center" if centred else "right" if right else "left"
    cell.alignment = Alignment(horizontal=side, vertical="top", wrap_text=True)
    lines = 1 + len(paragraph.text) // CHARACTERS_A_LINE
    sheet.row_dimensions[row].height = LINE_HEIGHT * lines * (2 if centred else 1)
    return row + 1


def _table(sheet: Worksheet, first: int, table: PrintedTable) -> int:
    grid = grid_of(table)
    for down, cells in enumerate(grid):
        for right, printed in enumerate(cells):
            cell = sheet.cell(first + down, 1 + right)
            cell.border, cell.font, cell.alignment = FRAME, BODY_FONT, CENTRED
            if printed is not None:
                _set(cell, printed.text, figure=printed.cell is not None)
    for down, cells in enumerate(grid):
        for right, printed in enumerate(cells):
            if printed is not None and printed.colspan * printed.rowspan > 1:
                sheet.merge_cells(
                    start_row=first + down,
                    start_column=1 + right,
                    end_row=first + down + printed.rowspan - 1,
                    end_column=right + printed.colspan,
                )
    _measure(sheet, first, table, grid)
    return first + len(grid) + 1


def _measure(
    sheet: Worksheet, first: int, table: PrintedTable, grid: list[list[PrintedCell | None]]
) -> None:
    """Set the columns' widths, and each row high enough for the longest label that ends in it."""
    widths = WIDTHS.get(table.number, ())
    if len(widths) != len(grid[0]):
        widths = (12,) * len(grid[0])
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for down, cells in enumerate(grid):
        lines = [
            -(-2 * len(cell.text) // (sum(widths[right : right + cell.colspan]) - 1))
            for right, cell in enumerate(cells)
            if cell is not None and cell.rowspan == 1
        ]
        sheet.row_dimensions[first + down].height = LINE_HEIGHT * max([1, *lines])


def _set(cell: Cell | MergedCell, text: str, *, figure: bool = False) -> None:
    """Write a plain figure as a number, so that the sheet can be summed; all else as plain text.

    Text that begins with = stays text: a report never brings a formula into the reader's program.
    """
    if not isinstance(cell, Cell):
        return
    if figure and PLAIN_FIGURE.fullmatch(text):
        cell.value = Decimal(text)
    elif text:
        cell.value = text
        cell.data_type = "s"
