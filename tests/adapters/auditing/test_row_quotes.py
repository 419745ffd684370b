import dataclasses

from gongkai.adapters.auditing.row_quotes import quote_rows
from gongkai.core.kernel.findings import Finding, Level, Place
from gongkai.core.reporting.report import AnnualReport, Line, PrintedCell, PrintedTable

TOTAL = "applications.granted.total"


def made(texts, lines, **where):
    places = [Place(path="甲.txt", line=line, **where) for line in lines]
    row = [PrintedCell(text, place=place) for text, place in zip(texts, places, strict=True)]
    row[-1] = dataclasses.replace(row[-1], cell=TOTAL)
    return AnnualReport(
        path="甲.txt",
        body=None,
        year=None,
        form="2021",
        tables=(PrintedTable(3, (tuple(row),)),),
        lines=(Line("公开\t2\t0\t2", 7, in_table=True),),
    )


def quoted(report, place):
    finding = Finding("T3-02", Level.ERROR, "…", (place,), "", "x")
    ((changed,), (same,)) = (
        quote_rows([finding], report)[0].places,
        quote_rows([dataclasses.replace(finding, places=(Place(path="乙"),))], report)[0].places,
    )
    assert same == Place(path="乙")
    return changed


def test_a_row_on_one_line_is_quoted_with_the_right_figure_marked():
    report = made(["公开", "2", "0", "2"], [7, 7, 7, 7])
    place = quoted(report, Place(path="甲.txt", line=7, quote="2", cell=TOTAL))
    assert (place.quote, place.mark) == ("公开\t2\t0\t2", (7, 8))


def test_a_row_over_several_lines_is_joined():
    report = made(["公开", "2", "0", "20"], [4, 5, 6, 7])
    place = quoted(report, Place(path="甲.txt", line=7, quote="20", cell=TOTAL))
    assert (place.quote, place.mark) == ("公开 | 2 | 0 | 20", (13, 15))


def test_a_blank_cell_has_its_row_but_no_mark():
    report = made(["公开", "2", "0", ""], [4, 5, 6, 7])
    place = quoted(report, Place(path="甲.txt", line=7, cell=TOTAL))
    assert (place.quote, place.mark) == ("公开 | 2 | 0 | ", None)


def test_a_marked_place_or_one_on_another_line_stays():
    report = made(["公开", "2", "0", "2"], [7, 7, 7, 7])
    marked = Place(path="甲.txt", line=7, quote="二", mark=(0, 1), cell=TOTAL)
    elsewhere = Place(path="甲.txt", line=9, quote="2", cell=TOTAL)
    assert quoted(report, marked) == marked
    assert quoted(report, elsewhere) == elsewhere
