"""Annual reports as tagged PDF (版式文件), set by typst after GB/T 9704.

The official faces (方正小标宋, 仿宋_GB2312, 楷体_GB2312) are not free: the administrator may name a
folder that holds them; without it everything is set in Noto Sans CJK, which is always there.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from gongkai.adapters.writers.typesetting import typesetter
from gongkai.core.reporting.paper import Paragraph, ReportPaper
from gongkai.core.reporting.report import PrintedCell, PrintedTable
from gongkai.core.reporting.tables import grid_of, head_rows

PACKAGE = "gongkai.adapters.writers"
LEVELS = {"title": 1, "heading": 2, "subheading": 3}
WIDTHS = {
    2: (34, 17, 17, 17),
    3: (11, 15, 44, 11, 11, 11, 12, 12, 10, 11),
    4: (1,) * 15,
}


def write_pdf(papers: Sequence[ReportPaper], *, font_folder: Path | None = None) -> bytes:
    """Return the reports as one tagged PDF; the same papers always give the same bytes.

    Raises:
        FontsMissingError: The package with the fallback font is not installed.
        typst.TypstError: The typesetter refused the text.
    """
    compiler, faces = typesetter(font_folder)
    inputs = {
        "papers": json.dumps([_paper(paper) for paper in papers], ensure_ascii=False),
        "fonts": json.dumps(faces, ensure_ascii=False),
    }
    source = resources.files(PACKAGE).joinpath("report.typ").read_bytes()
    compiled = compiler.compile(
        source, format="pdf", sys_inputs=inputs, timestamp=0, pdf_standards=["ua-1"]
    )
    if not isinstance(compiled, bytes):
        raise TypeError("typst returned pages instead of one PDF")
    return compiled


def _paper(paper: ReportPaper) -> dict[str, Any]:
    title = paper.title or f"{paper.body}{paper.year}年政府信息公开工作年度报告"
    blocks: list[dict[str, Any]] = []
    deepest = 0
    for block in paper.blocks:
        drawn = _block(block)
        if drawn["kind"] in LEVELS:
            # PDF/UA: a heading is at most one level deeper than the one before it.
            deepest = drawn["level"] = min(LEVELS[drawn["kind"]], deepest + 1)
        blocks.append(drawn)
    return {"title": title, "body": paper.body, "blocks": blocks}


def _block(block: Paragraph | PrintedTable) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {"kind": str(block.role), "text": block.text}
    heads = head_rows(block)
    columns = len(grid_of(block)[0])
    return {
        "kind": "table",
        "widths": WIDTHS.get(block.number, ()) if _usual(block, columns) else (1,) * columns,
        "head": [[_cell(cell) for cell in row] for row in block.rows[:heads]],
        "rows": [[_cell(cell) for cell in row] for row in block.rows[heads:]],
    }


def _usual(table: PrintedTable, columns: int) -> bool:
    return len(WIDTHS.get(table.number, ())) == columns


def _cell(cell: PrintedCell) -> dict[str, Any]:
    return {"text": cell.text, "colspan": cell.colspan, "rowspan": cell.rowspan}
