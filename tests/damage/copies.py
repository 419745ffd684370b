"""Damaged samples as files of every kind: what lands on a reader's desk."""

import html
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from gongkai.adapters.writers.report_docx import write_docx
from gongkai.adapters.writers.report_html import write_html
from gongkai.adapters.writers.report_pdf import write_pdf
from gongkai.adapters.writers.report_text import Layout, TextStyle, write_text
from gongkai.adapters.writers.report_xlsx import write_xlsx
from gongkai.core.reporting.paper import Paragraph
from gongkai.core.reporting.report import PrintedCell, PrintedTable
from gongkai.core.reporting.tables import grid_of
from tests.damage.sample import Rows, Sample


@dataclass
class Copy:
    """One file, what stands in it, and how it came about."""

    name: str
    data: bytes
    samples: list[Sample]
    recipe: str


ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "gb18030", "gb18030", "utf-16")
BOOKMARKS = ("[bookmark: OLE_LINK{n}]", "[bookmark: _GoBack]", "[bookmark: 标题]")
UNPLACED_WITH_BLANKS = (
    Layout.LINES,
    Layout.ALIGNED,
    Layout.SPACES,
    Layout.ONE_LINE,
    Layout.DOUBLE_SPACED,
)
"""Layouts in which an empty cell leaves no trace of its own."""


def text_copy(samples: list[Sample], chance: random.Random, layout: Layout | None = None) -> Copy:
    """Return the samples as a text in a random layout and encoding."""
    ragged = any(sample.ragged for sample in samples)
    layouts = [known for known in Layout if known is not Layout.ALIGNED or not ragged]
    style = TextStyle(
        layout or chance.choice(layouts),
        gaps=chance.random() < 0.5 and not ragged,
        blank_line=chance.random() < 0.6,
    )
    if style.layout in UNPLACED_WITH_BLANKS:
        for sample in samples:
            _doubt_rows_with_blanks(sample)
    text = write_text([sample.paper for sample in samples], style)
    spoilt = [spoil.__name__ for spoil in LINE_DAMAGE if chance.random() < 0.15]
    for spoil in LINE_DAMAGE:
        if spoil.__name__ in spoilt:
            text = spoil(text, chance)
    encoding = chance.choice(ENCODINGS)
    recipe = f"text {style.layout} gaps={style.gaps} {encoding} {' '.join(spoilt)}"
    return Copy("report.txt", text.encode(encoding), samples, recipe)


def _doubt_rows_with_blanks(sample: Sample) -> None:
    for table in sample.paper.tables:
        for row in table.rows:
            names = [cell.cell for cell in row if cell.cell]
            if any(cell.cell and not cell.text.strip() for cell in row):
                sample.doubtful.update(names)
            if any("\n" in cell.text for cell in row):
                sample.doubtful.update(names)


def line_ends(text: str, chance: random.Random) -> str:
    """End lines as Windows does."""
    return text.replace("\n", "\r\n")


def bookmarks(text: str, chance: random.Random) -> str:
    """Put the marks of a conversion before some paragraphs."""
    lines = text.split("\n")
    for index, line in enumerate(lines):
        if len(line) > 8 and "\t" not in line and "|" not in line and chance.random() < 0.2:
            lines[index] = chance.choice(BOOKMARKS).format(n=chance.randint(1, 9)) + line
    return "\n".join(lines)


def no_blank_lines(text: str, chance: random.Random) -> str:
    """Drop the empty lines between long ones."""
    return re.sub(r"(?<=[。；：])\n\n+(?=\S)", "\n", text)


def hard_wraps(text: str, chance: random.Random) -> str:
    """Break long paragraphs as page widths do."""
    width = chance.choice((28, 35, 40))
    lines = []
    for line in text.split("\n"):
        prose = len(line) > width and "\t" not in line and "|" not in line and "。" in line
        pieces = [line[i : i + width] for i in range(0, len(line), width)] if prose else [line]
        lines += pieces
    return "\n".join(lines)


def page_lines(text: str, chance: random.Random) -> str:
    """Put page numbers between lines of prose."""
    lines = text.split("\n")
    prose = [i for i, line in enumerate(lines) if len(line) > 30 and line.endswith("。")]
    for number, index in enumerate(sorted(prose, reverse=True)[:2], 1):
        lines.insert(index + 1, f"- {number} -")
    return "\n".join(lines)


LINE_DAMAGE: tuple[Callable[[str, random.Random], str], ...] = (
    no_blank_lines,
    hard_wraps,
    page_lines,
    bookmarks,
    line_ends,
)


def html_copy(samples: list[Sample], chance: random.Random) -> Copy:
    """Return the samples as a web page: clean, out of Word, or inside a site's frame."""
    page = chance.choice((clean_page, word_page, framed_page, paragraphs_by_breaks))
    text = page(samples, chance)
    declared = chance.choice(("utf-8", "gb18030", "none", "gb2312"))
    encoding = chance.choice(("utf-8", "gb18030"))
    text = text.replace('<meta charset="utf-8">', _declaration(declared), 1)
    recipe = f"html {page.__name__} declared={declared} encoded={encoding}"
    return Copy("report.html", text.encode(encoding), samples, recipe)


def _declaration(name: str) -> str:
    if name == "none":
        return ""
    return f'<meta http-equiv="Content-Type" content="text/html; charset={name}">'


def clean_page(samples: list[Sample], chance: random.Random) -> str:
    """Return the page our own writer makes."""
    return write_html([sample.paper for sample in samples]).replace("\n</", "</")


def _blocks(
    samples: list[Sample], paragraph: Callable[[str], str], cell: Callable[[PrintedCell], str]
) -> str:
    parts = []
    for sample in samples:
        for block in sample.paper.blocks:
            if isinstance(block, Paragraph):
                parts.append(paragraph(block.text))
            else:
                parts.append(_table(block, cell))
    return "\n".join(parts)


def _table(table: PrintedTable, cell: Callable[[PrintedCell], str]) -> str:
    rows = "\n".join(f"<tr>{''.join(map(cell, row))}</tr>" for row in table.rows)
    return f'<table border="1" cellspacing="0">{rows}</table>'


def _spans(cell: PrintedCell) -> str:
    return f' colspan="{cell.colspan}" rowspan="{cell.rowspan}"'


def _text(cell: PrintedCell) -> str:
    return html.escape(cell.text).replace("\n", "<br>")


def word_page(samples: list[Sample], chance: random.Random) -> str:
    """Return a page as Word saves it: conditional comments, spans around everything."""

    def run(text: str) -> str:
        at = chance.randint(0, len(text))
        return "".join(
            f"<span lang={lang} style='font-size:10.5pt;mso-bidi-font-size:12.0pt'>{html.escape(piece)}</span>"
            for lang, piece in (("EN-US", text[:at]), ("ZH-CN", text[at:]))
        ).replace("\n", "<br>")

    def paragraph(text: str) -> str:
        return f"<p class=MsoNormal style='text-indent:32.0pt'>{run(text)}<span lang=EN-US><o:p></o:p></span></p>"

    def cell(printed: PrintedCell) -> str:
        text = run(printed.text) if printed.text else "<span lang=EN-US><o:p>&nbsp;</o:p></span>"
        style = "width:41.3pt;border:solid windowtext 1.0pt;mso-border-alt:solid windowtext .5pt"
        return f"<td width=55{_spans(printed)} style='{style}'><p class=MsoNormal align=center>{text}</p></td>"

    return (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset="utf-8">'
        "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->"
        "<style><!-- p.MsoNormal {mso-style-parent:'';} --></style></head><body lang=ZH-CN>"
        f"<div class=WordSection1>{_blocks(samples, paragraph, cell)}</div></body></html>"
    )


def framed_page(samples: list[Sample], chance: random.Random) -> str:
    """Return a page of a site: menus, scripts, hidden parts, the report inside a layout table."""

    def paragraph(text: str) -> str:
        return f'<p style="text-indent: 2em;"><font face="仿宋">{html.escape(text)}</font></p>'

    def cell(printed: PrintedCell) -> str:
        return f"<td{_spans(printed)}><div>{_text(printed)}</div></td>"

    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>信息公开年报</title>'
        "<script>var n = 31; if (n < 32) { document.write('<td>7</td>'); }</script></head><body>"
        '<div class="menu"><ul><li>首页</li><li>政府信息公开</li><li>互动交流</li></ul></div>'
        '<div style="display:none"><table><tr><td>自然人</td><td>999</td></tr></table></div>'
        f'<table width="100%"><tr><td class="content">{_blocks(samples, paragraph, cell)}</td></tr></table>'
        '<div class="foot">主办单位：办公室 网站标识码：3400000001</div></body></html>'
    )


def paragraphs_by_breaks(samples: list[Sample], chance: random.Random) -> str:
    """Return a page whose paragraphs are lines of one block, as paste boxes leave them."""

    def paragraph(text: str) -> str:
        return f"　　{html.escape(text)}<br />"

    def cell(printed: PrintedCell) -> str:
        tag = "th" if printed.cell is None else "td"
        return f"<{tag}{_spans(printed)}>{_text(printed)}</{tag}>"

    return f'<html><head><meta charset="utf-8"></head><body><div>{_blocks(samples, paragraph, cell)}</div></body></html>'


def docx_copy(samples: list[Sample], chance: random.Random) -> Copy:
    """Return the samples as a Word document."""
    return Copy("report.docx", write_docx([s.paper for s in samples]), samples, "docx")


def xlsx_copy(samples: list[Sample], chance: random.Random) -> Copy:
    """Return the samples as a workbook."""
    return Copy("report.xlsx", write_xlsx([s.paper for s in samples]), samples, "xlsx")


def pdf_copy(samples: list[Sample], chance: random.Random) -> Copy:
    """Return the samples as a PDF with a text layer; tables that do not close are drawn square."""
    for sample in samples:
        for table in sample.paper.tables:
            if not _closes(table):
                sample.put_rows(table.number, _squared(table))
    return Copy("report.pdf", write_pdf([s.paper for s in samples]), samples, "pdf")


def _closes(table: PrintedTable) -> bool:
    """Return whether the merged cells fill the table exactly, as a typesetter demands."""
    grid = grid_of(table)
    area = sum(cell.colspan * cell.rowspan for row in table.rows for cell in row)
    return area == len(grid) * len(grid[0])


def _squared(table: PrintedTable) -> Rows:
    return [
        [replace(cell, colspan=1, rowspan=1) if cell else PrintedCell("") for cell in row]
        for row in grid_of(table)
    ]
