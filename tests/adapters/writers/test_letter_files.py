"""Letters and the application form as files: what is printed, tagged, and always the same bytes."""

from __future__ import annotations

import io
import re
from datetime import date

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn

from gongkai.adapters.writers.application_form import write_application_form
from gongkai.adapters.writers.letter_docx import write_letter_docx
from gongkai.adapters.writers.letter_pdf import write_letter_pdf
from gongkai.adapters.writers.letter_style import LetterStyle
from gongkai.core.casework.letters.application_form import ApplicationFormFacts

TEXT = """政府信息不存在告知书
某公复〔2026〕3号

张三：

你申请公开的内容为：“某某村补偿方案”。
经检索没有找到该信息。

附件：1. 检索记录
2. 说明

某某县自然资源局（印章）
2026年11月20日
"""
PLAIN = LetterStyle(body="某某县自然资源局")
RED = LetterStyle(body="某某县自然资源局", red_head=True, seal_place=False)


def text_of(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_the_pdf_prints_every_line():
    printed = re.sub(r"\s", "", text_of(write_letter_pdf(TEXT, style=PLAIN)))
    for line in TEXT.split():
        assert line in printed
    assert "—1—" in printed


def test_the_pdf_is_for_the_archive_and_for_the_ear():
    made = write_letter_pdf(TEXT, style=PLAIN)
    assert b"<pdfaid:part>2</pdfaid:part>" in made
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in made
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert made == write_letter_pdf(TEXT, style=PLAIN)


def test_a_red_head_stands_above_and_the_seals_place_may_stay_blank():
    printed = text_of(write_letter_pdf(TEXT, style=RED))
    assert printed.startswith("某某县自然资源局")
    assert "（印章）" not in printed


def test_the_word_document_names_the_faces_of_the_standard():
    made = write_letter_docx(TEXT, style=PLAIN)
    read = docx.Document(io.BytesIO(made))
    by_text = {paragraph.text: paragraph for paragraph in read.paragraphs}
    faces = {
        text: paragraph.runs[0]._r.rPr.rFonts.get(qn("w:eastAsia"))
        for text, paragraph in by_text.items()
    }
    assert faces["政府信息不存在告知书"] == "方正小标宋简体"
    assert set(faces.values()) == {"方正小标宋简体", "仿宋_GB2312"}
    assert [line for line in TEXT.splitlines() if line] == list(by_text)
    section = read.sections[0]
    assert [round(x.mm) for x in (section.top_margin, section.left_margin)] == [37, 28]
    assert made == write_letter_docx(TEXT, style=PLAIN)


def test_the_word_document_with_a_red_head():
    read = docx.Document(io.BytesIO(write_letter_docx(TEXT, style=RED)))
    head = read.paragraphs[0]
    assert head.text == "某某县自然资源局"
    assert str(head.runs[0].font.color.rgb) == "C00000"
    assert "（印章）" not in "".join(each.text for each in read.paragraphs)


def test_the_blank_form_asks_for_no_purpose():
    printed = text_of(write_application_form(body="某某县人民政府办公室"))
    assert "政府信息公开申请表" in printed
    for asked in ("姓名", "证件号码", "联系电话", "内容描述", "提供形式", "获取途径"):
        assert asked in printed
    assert "不需要说明申请的用途" in printed


FILLED = ApplicationFormFacts(
    name="某某律师事务所",
    natural_person=False,
    organization_kind="法律服务机构",
    request="某某村补偿方案",
    form_of_supply="微信",
    ways_of_supply=("邮寄",),
    applied_on=date(2026, 11, 2),
    case_number="2026-0003",
    written_down_by="李某",
)


def test_the_filled_form_prints_what_was_given():
    printed = text_of(write_application_form(FILLED, body="某某县人民政府办公室"))
    for given in (
        "某某律师事务所",
        "某某村补偿方案",
        "其他：微信",
        "2026 年 11 月 2 日",
        "2026-0003",
        "李某",
    ):
        assert given.replace(" ", "") in re.sub(r"\s", "", printed)
    assert printed.count("✓") == 3


@pytest.mark.parametrize("length", [600, 3000])
def test_a_long_request_goes_on_to_further_pages(length):
    request = "某某村补偿方案及其附件。" * (length // 12)
    made = write_application_form(ApplicationFormFacts(request=request))
    assert re.sub(r"\s", "", text_of(made)).count("偿") == length // 12
