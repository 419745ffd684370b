import dataclasses
import io
import re
from datetime import date

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from gongkai.adapters.auditing.audited import AuditedReport
from gongkai.adapters.writers.findings_html import write
from gongkai.core.kernel.findings import Place
from gongkai.core.reporting.report import SourceKind
from tests.adapters.writers.audited_examples import (
    GRANTED_TOTAL,
    Example,
    document,
    example,
    report,
    row_finding,
)


def source(audited):
    stream = io.StringIO()
    write(audited, stream, made_on=date(2026, 11, 22), version="0.1.0")
    return stream.getvalue()


@pytest.fixture
def page():
    return HTMLParser(source(example()))


def test_one_heading_no_script_no_outside_address(page):
    text = source(example())
    assert page.css_first("html").attributes["lang"] == "zh-CN"
    assert len(page.css("h1")) == 1
    assert not page.css("script, link, img, iframe, object, form")
    assert not re.search(r"(src|href|url\()\s*=?\s*[\"']?(https?:)?//", text)


def test_markup_in_a_report_is_escaped(page):
    assert "<script>alert" not in source(example())
    assert "<script>alert('x')</script>" in page.css_first("#f2 .message").text()


def test_every_link_resolves_and_every_id_is_unique(page):
    ids = [node.attributes["id"] for node in page.css("[id]")]
    assert len(ids) == len(set(ids))
    targets = {link.attributes["href"] for link in page.css("a")}
    assert all(target.startswith("#") and target[1:] in ids for target in targets)


def test_finding_and_cell_link_to_each_other(page):
    anchor = f"r1-{GRANTED_TOTAL}"
    assert page.css_first(f'#f1 a[href="#{anchor}"]').text().startswith("表三")
    cell = page.css_first(f'[id="{anchor}"]')
    assert "marked" in cell.attributes["class"]
    assert cell.css_first("strong").text() == "20"
    assert cell.css_first('a[href="#f1"]').attributes["aria-label"] == "见问题1"


def test_sentences_are_quoted_with_the_figure_marked(page):
    assert page.css_first("#f2 blockquote mark").text() == "34件"
    line = page.css_first("#r1-l5")
    assert line.css_first("mark").text() == "34件"
    assert line.css_first('a[href="#f2"]') is not None


def test_what_follows_stands_under_its_cause(page):
    assert page.css_first(".cause .followers #f2") is not None


def test_a_sound_report_is_listed_but_not_redrawn(page):
    rows = [row.text() for row in page.css(".list tr")]
    assert any("青禾县人民政府办公室 2021年度 未发现问题" in row for row in rows)
    assert page.css_first("#r2") is None


def test_unread_files_and_counts_are_told(page):
    text = page.body.text()
    assert "是扫描图片，没有文字层。" in text
    assert "通过 1，不通过 2，无法判断 1，不适用 0" in text
    assert "共发现问题 2 项" in text


def test_rules_that_fired_have_their_page(page):
    rule = page.css_first("#rule-T3-02")
    assert [node.text() for node in rule.css("strong")] == ["错误示例", "正确示例", "依据"]


def test_without_printed_tables_the_form_is_drawn_and_said_so():
    plain = dataclasses.replace(report(), tables=())
    page = HTMLParser(source(Example((document(AuditedReport(plain, (row_finding(),))),))))
    assert "按规定格式排列，内容照报告原文" in page.body.text()
    assert page.css_first(f'[id="r1-{GRANTED_TOTAL}"] strong').text() == "20"
    assert len(page.css(".copy table")) == 3


def test_a_place_in_another_report_links_there():
    other = report("报告/青禾2021.txt", 2021)
    finding = row_finding()
    abroad = Place(path=other.path, line=12, quote="去年", cell=GRANTED_TOTAL)
    finding = dataclasses.replace(finding, places=(*finding.places, abroad))
    entries = (AuditedReport(report(), (finding,)), AuditedReport(other, ()))
    page = HTMLParser(source(Example(tuple(document(entry) for entry in entries))))
    assert page.css_first(f'#f1 a[href="#r2-{GRANTED_TOTAL}"]') is not None
    assert page.css_first(f'[id="r2-{GRANTED_TOTAL}"] a[href="#f1"]') is not None


def test_a_grid_is_drawn_as_printed_and_a_cell_drawn_twice_has_one_anchor():
    doubled = dataclasses.replace(report(), tables=report().tables * 2)
    held = document(AuditedReport(doubled, (row_finding(),)))
    page = HTMLParser(source(Example((dataclasses.replace(held, kind=SourceKind.HTML),))))
    assert "按规定格式排列" not in page.body.text()
    assert len(page.css("td.marked")) == 2
    assert len(page.css(f'[id="r1-{GRANTED_TOTAL}"]')) == 1


def test_words_without_a_line_number_have_an_anchor():
    finding = row_finding()
    place = Place(path=finding.places[0].path, page=3, quote="全年收到 3 件", mark=(5, 8))
    finding = dataclasses.replace(finding, places=(place,))
    page = HTMLParser(source(Example((document(AuditedReport(report(), (finding,))),))))
    assert page.css_first("#r1-q1 mark").text() == "3 件"
    assert page.css_first('#f1 a[href="#r1-q1"]').text() == "看原文"
    assert "第3页" in page.css_first("#f1 figcaption").text()
