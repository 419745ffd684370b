"""Tables of a Word document as WordprocessingML: written at once, ten times quicker than cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from docx.oxml.ns import nsdecls

from gongkai.core.reporting.report import PrintedCell, PrintedTable
from gongkai.core.reporting.tables import grid_of, head_rows

TEXT_WIDTH = 8845
"""156 mm, the width of the text, in twentieths of a point."""
SHARES = {2: (34, 17, 17, 17), 3: (11, 15, 44, 11, 11, 11, 12, 12, 10, 11)}
FRAME = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
RUN = (
    '<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋_GB2312"/>'
    '<w:b w:val="0"/><w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr>'
)
PARAGRAPH = (
    '<w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="20" w:after="20" w:line="240" '
    'w:lineRule="auto"/><w:ind w:firstLine="0"/><w:jc w:val="center"/></w:pPr>'
)


def table_xml(table: PrintedTable) -> str:
    """Return the table as a ``w:tbl`` element: head rows repeat on each page, rows never break."""
    grid = grid_of(table)
    widths = _widths(table, len(grid[0]))
    heads = head_rows(table)
    rows = [_row(grid, number, widths, head=number < heads) for number in range(len(grid))]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f"<w:tbl {nsdecls('w')}><w:tblPr>"
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{FRAME}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="28" w:type="dxa"/><w:right w:w="28" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _widths(table: PrintedTable, columns: int) -> list[int]:
    shares: Sequence[int] = SHARES.get(table.number, ())
    if len(shares) != columns:
        shares = (1,) * columns
    return [TEXT_WIDTH * share // sum(shares) for share in shares]


def _row(
    grid: list[list[PrintedCell | None]], number: int, widths: list[int], *, head: bool
) -> str:
    cells: list[str] = []
    column = 0
    while column < len(widths):
        cell, start = _covering(grid, number, column)
        span = cell.colspan
        width = sum(widths[column : column + span])
        cells.append(_cell(cell, width, starts=start == number))
        column += span
    repeated = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def _covering(
    grid: list[list[PrintedCell | None]], row: int, column: int
) -> tuple[PrintedCell, int]:
    """Return the cell that covers a position whose left neighbours are done, and its first row."""
    above = row
    while above >= 0:
        cell = grid[above][column]
        if cell is not None:
            return cell, above
        above -= 1
    return PrintedCell(""), row


def _cell(cell: PrintedCell, width: int, *, starts: bool) -> str:
    span = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
    merge = ""
    if cell.rowspan > 1:
        merge = '<w:vMerge w:val="restart"/>' if starts else "<w:vMerge/>"
    text = escape(cell.text) if starts else ""
    run = f'<w:r>{RUN}<w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/>'
        f"</w:tcPr><w:p>{PARAGRAPH}{run}</w:p></w:tc>"
    )
