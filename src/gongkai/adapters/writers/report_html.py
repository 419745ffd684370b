"""Annual reports as one self-contained web page (网页), tables merged as on the form."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.adapters.writers.markup import Markup, element, escape
from gongkai.core.reporting.paper import Paragraph, ReportPaper, Role
from gongkai.core.reporting.report import PrintedCell, PrintedTable
from gongkai.core.reporting.tables import head_rows

NAMES = {
    2: "主动公开政府信息情况",
    3: "收到和处理政府信息公开申请情况",
    4: "政府信息公开行政复议、行政诉讼情况",
}
TAGS = {Role.TITLE: "h1", Role.HEADING: "h2", Role.SUBHEADING: "h3"}
STYLE = """
body{max-width:52rem;margin:2rem auto;padding:0 1rem;font-family:"Songti SC","Noto Serif CJK SC",SimSun,serif;line-height:1.8;color:#1c1b19;background:#fcfbf8}
h1{font-size:1.6rem;line-height:1.35;text-align:center}h2{font-size:1.25rem}h3{font-size:1.05rem}
p{text-indent:2em;margin:.5rem 0}p.signature,p.date{text-indent:0;text-align:right}
.table{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums}
th,td{border:1px solid #5b5750;padding:.25rem .4rem;text-align:center;font-weight:400}
@media print{body{margin:0;background:none}tr{break-inside:avoid}}
"""


def write_html(papers: Sequence[ReportPaper]) -> str:
    """Return the reports as one page without any outside request."""
    title = papers[0].title or f"{papers[0].body}{papers[0].year}年政府信息公开工作年度报告"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("style", Markup(STYLE)),
    )
    body = element("body", element("main", [_report(paper) for paper in papers]))
    return f"<!doctype html>\n{element('html', head, body, lang='zh-CN')}\n"


def _report(paper: ReportPaper) -> Markup:
    blocks = [
        _paragraph(block) if isinstance(block, Paragraph) else write_table(block)
        for block in paper.blocks
    ]
    return element("article", Markup("\n".join(blocks)))


def _paragraph(paragraph: Paragraph) -> Markup:
    tag = TAGS.get(paragraph.role)
    if tag:
        return element(tag, paragraph.text)
    marked = paragraph.role in (Role.SIGNATURE, Role.DATE)
    return element("p", paragraph.text, class_=str(paragraph.role) if marked else None)


def write_table(table: PrintedTable) -> Markup:
    """Return one table with its name, its head rows and its merged cells."""
    heads = head_rows(table)
    head = element("thead", [_row(row, head=True) for row in table.rows[:heads]])
    body = element("tbody", [_row(row, head=False) for row in table.rows[heads:]])
    return element(
        "div", element("table", head, body, aria_label=NAMES.get(table.number)), class_="table"
    )


def _row(row: tuple[PrintedCell, ...], *, head: bool) -> Markup:
    return Markup(f"{element('tr', [_cell(cell, head=head) for cell in row])}\n")


def _cell(cell: PrintedCell, *, head: bool) -> Markup:
    label = cell.cell is None and cell.text != ""
    scope = ("col" if head else "row") if label else None
    spans = {
        "colspan": cell.colspan if cell.colspan > 1 else None,
        "rowspan": cell.rowspan if cell.rowspan > 1 else None,
    }
    return element("th" if label else "td", Markup(escape(cell.text)), scope=scope, **spans)
