"""Annual reports as tagged PDF (版式文件), set by typst after GB/T 9704.

The official faces (方正小标宋, 仿宋_GB2312, 楷体_GB2312) are not free: the administrator may name a
folder that holds them; without it everything is set in Noto Sans CJK, which is always there.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping, Sequence
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import typst

from gongkai.core.reporting.paper import Paragraph, ReportPaper
from gongkai.core.reporting.report import PrintedCell, PrintedTable
from gongkai.core.reporting.tables import grid_of, head_rows

PACKAGE = "gongkai.adapters.writers"
FONT_PACKAGE = "manimgx_fonts_cjk"
FACES: Mapping[str, tuple[str, ...]] = {
    "title": ("FZXiaoBiaoSong-B05S", "Noto Serif CJK SC", "Noto Sans CJK SC"),
    "body": (
        "FangSong_GB2312",
        "FangSong",
        "FandolFang R",
        "Noto Serif CJK SC",
        "Noto Sans CJK SC",
    ),
    "heading": ("SimHei", "Noto Sans CJK SC"),
    "subheading": ("KaiTi_GB2312", "KaiTi", "LXGW WenKai", "Noto Serif CJK SC", "Noto Sans CJK SC"),
    "number": ("SimSun", "Noto Serif CJK SC", "Noto Sans CJK SC"),
}
LEVELS = {"title": 1, "heading": 2, "subheading": 3}
WIDTHS = {
    2: (34, 17, 17, 17),
    3: (11, 15, 44, 11, 11, 11, 12, 12, 10, 11),
    4: (1,) * 15,
}


class FontsMissingError(Exception):
    """No font with Chinese characters is there; the message says which package brings one."""


def write_pdf(papers: Sequence[ReportPaper], *, font_folder: Path | None = None) -> bytes:
    """Return the reports as one tagged PDF; the same papers always give the same bytes.

    Raises:
        FontsMissingError: The package with the fallback font is not installed.
        typst.TypstError: The typesetter refused the text.
    """
    compiler, families = _typesetter(font_folder)
    faces = {face: [name for name in names if name in families] for face, names in FACES.items()}
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


@functools.cache
def _typesetter(font_folder: Path | None) -> tuple[Any, frozenset[str]]:
    """Return a typesetter and the families it can set; fonts are read once for all reports."""
    spec = find_spec(FONT_PACKAGE)
    if spec is None or spec.origin is None:
        raise FontsMissingError(f"{FONT_PACKAGE} is not installed; it brings Noto Sans CJK")
    folders = [str(Path(spec.origin).parent)]
    if font_folder is not None:
        folders.insert(0, str(font_folder))
    fonts = typst.Fonts(include_system_fonts=False, font_paths=folders)
    return typst.Compiler(font_paths=fonts), frozenset(fonts.families())


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
