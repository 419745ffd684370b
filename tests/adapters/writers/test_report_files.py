"""Written reports are read back here with other people's libraries, not with our readers."""

import io
from decimal import Decimal

import docx
import openpyxl
import pypdfium2
import pytest
from lxml import html

from gongkai.adapters.writers.report_docx import write_docx
from gongkai.adapters.writers.report_html import write_html
from gongkai.adapters.writers.report_pdf import write_pdf
from gongkai.adapters.writers.report_text import Layout, TextStyle, write_text
from gongkai.adapters.writers.report_xlsx import write_xlsx
from gongkai.core.reporting.paper import Paragraph, ReportPaper, Role
from gongkai.core.reporting.specimens import sound_report
from gongkai.core.reporting.tables import format_figure, grid_of

FORMS = [(2020, "2019"), (2023, "2021")]


@pytest.mark.parametrize(("year", "form"), FORMS)
def test_tables_of_the_web_page_are_merged_as_on_paper(year: int, form: str) -> None:
    specimen = sound_report(5, year=year, level="county")
    page = html.fromstring(write_html([specimen.paper]))
    for drawn, table in zip(page.iter("table"), specimen.paper.tables, strict=True):
        rows = [
            [
                (cell.text_content(), int(cell.get("colspan", 1)), int(cell.get("rowspan", 1)))
                for cell in row
            ]
            for row in drawn.iter("tr")
        ]
        assert rows == [[(c.text, c.colspan, c.rowspan) for c in row] for row in table.rows]
    assert page.xpath("count(//h1)") == 1
    assert not page.xpath("//@src | //@href")


@pytest.mark.parametrize(("year", "form"), FORMS)
def test_every_cell_of_the_word_document_is_that_of_the_paper(year: int, form: str) -> None:
    specimen = sound_report(6, year=year, level="county")
    document = docx.Document(io.BytesIO(write_docx([specimen.paper])))
    for drawn, table in zip(document.tables, specimen.paper.tables, strict=True):
        grid = grid_of(table)
        assert (len(drawn.rows), len(drawn.columns)) == (len(grid), len(grid[0]))
        for row, cells in zip(drawn.rows, grid, strict=True):
            for cell, printed in zip(row.cells, cells, strict=True):
                if printed is not None:
                    assert cell.text == printed.text
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts == [paragraph.text for paragraph in specimen.paper.paragraphs]


def test_head_rows_repeat_and_rows_do_not_break_in_word() -> None:
    document = docx.Document(io.BytesIO(write_docx([sound_report(6, year=2022).paper])))
    rows = document.tables[1].rows
    heads = [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in rows]
    assert heads == [True] * 3 + [False] * (len(rows) - 3)
    assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in rows)


def test_figures_of_the_workbook_can_be_summed() -> None:
    specimen = sound_report(9, year=2022, level="county")
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx([specimen.paper])))
    numbers = [
        Decimal(str(cell.value))
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, int | float)
    ]
    assert sum(numbers) == sum(specimen.figures.values())
    assert [sheet.title[:2] for sheet in book][1:] == [
        "一、",
        "二、",
        "三、",
        "四、",
        "五、",
        "六、",
    ]


def test_text_that_begins_with_an_equals_sign_is_no_formula() -> None:
    paper = ReportPaper("某局", 2022, "2021", (Paragraph('=HYPERLINK("x")', Role.TEXT),))
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx([paper])))
    assert book.worksheets[0]["A1"].data_type == "s"


def test_pdf_is_tagged_and_its_text_can_be_taken_out() -> None:
    specimen = sound_report(3, year=2022, level="county")
    document = pypdfium2.PdfDocument(write_pdf([specimen.paper]))
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    for line in ("自然人", "尚未审结", specimen.body.name):
        assert line in text.replace("\r\n", "")
    assert document.is_tagged()


@pytest.mark.parametrize("write", [write_docx, write_xlsx, write_pdf, write_html])
def test_writing_the_same_papers_twice_gives_the_same_bytes(write: object) -> None:
    papers = [sound_report(4).paper, sound_report(5).paper]
    assert write(papers) == write(papers)


@pytest.mark.parametrize("layout", list(Layout))
@pytest.mark.parametrize("gaps", [True, False])
def test_every_figure_stands_in_order_in_the_text(layout: Layout, gaps: bool) -> None:
    specimen = sound_report(8, year=2024, level="county")
    text = write_text([specimen.paper], TextStyle(layout, gaps=gaps))
    position = 0
    for name, value in specimen.figures.items():
        printed = format_figure("2021", name, value)
        position = text.index(printed, position)
