"""Personal data planted where nobody looks: each must be found, with its place named."""

import zipfile
from datetime import date
from io import BytesIO

import docx
import openpyxl
import pytest
import segno
from openpyxl.comments import Comment
from reportlab.pdfgen import canvas

from gongkai.adapters.attachments.contents import UnreadableError
from gongkai.adapters.attachments.parts import parts
from gongkai.adapters.attachments.screening import screen_file
from gongkai.core.screening import numbers

ON = date(2026, 11, 22)
PROVINCES = frozenset(range(11, 83))
BODY = "51172419800101123"
NUMBER = next(
    BODY + sign
    for sign in "0123456789X"
    if numbers.is_id_number(BODY + sign, provinces=PROVINCES, on=ON)
)


def found(content: bytes) -> list[tuple[str, str]]:
    return [(alarm.rule, alarm.where) for alarm in screen_file(content, on=ON)]


def word_file(change=None) -> bytes:
    document = docx.Document()
    document.core_properties.author = ""
    document.add_paragraph("关于做好有关工作的通知")
    if change:
        change(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def with_xml(document: docx.document.Document, xml: str) -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document.element.body.insert(0, docx.oxml.parse_xml(f"<w:p {space}>{xml}</w:p>"))


def test_a_clean_word_file_has_no_alarm() -> None:
    assert found(word_file()) == []


def test_a_number_in_a_table_cell_is_found() -> None:
    def plant(document):
        document.add_table(1, 1).cell(0, 0).text = NUMBER

    assert found(word_file(plant)) == [("D-01", "正文第 2 段")]


def test_a_number_split_over_runs_is_found() -> None:
    def plant(document):
        paragraph = document.add_paragraph()
        for i in range(0, 18, 4):
            paragraph.add_run(NUMBER[i : i + 4])

    assert ("D-01", "正文第 2 段") in found(word_file(plant))


def test_a_number_in_tracked_deletions_is_found() -> None:
    deleted = f'<w:del w:id="1"><w:r><w:delText>证号{NUMBER}</w:delText></w:r></w:del>'
    places = found(word_file(lambda document: with_xml(document, deleted)))
    assert ("D-01", "正文第 1 段修订中删去的内容") in places
    assert ("H-01", "正文第 1 段修订中删去的内容") in places


def test_a_number_in_hidden_text_is_found() -> None:
    hidden = f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{NUMBER}</w:t></w:r>"
    places = found(word_file(lambda document: with_xml(document, hidden)))
    assert ("D-01", "正文第 1 段的隐藏文字") in places


def test_a_number_in_a_comment_is_found() -> None:
    def plant(document):
        run = document.add_paragraph("名单见附件").runs[0]
        document.add_comment(run, text=f"此人证号 {NUMBER}", author="经办人", initials="经")

    rules = [rule for rule, where in found(word_file(plant)) if where.startswith("批注")]
    assert "D-01" in rules
    assert "H-01" in rules


def test_a_number_in_the_properties_is_found() -> None:
    def plant(document):
        document.core_properties.subject = NUMBER

    assert ("D-01", "文件属性（subject）") in found(word_file(plant))


def workbook(change) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "公示"
    book.active.append(["姓名", "乡镇"])
    change(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_number_on_a_hidden_sheet_is_found(state: str) -> None:
    def plant(book):
        sheet = book.create_sheet("原始")
        sheet.append(["李某", NUMBER])
        sheet.sheet_state = state

    places = found(workbook(plant))
    assert ("D-01", "工作表“原始”（隐藏）第 1 行") in places
    assert "H-01" in [rule for rule, _ in places]


def test_a_number_in_a_cell_comment_is_found() -> None:
    def plant(book):
        book.active["A1"].comment = Comment(f"证号{NUMBER}", "经办人")

    assert ("D-01", "单元格 A1 的批注") in found(workbook(plant))


def test_a_number_typed_as_a_number_is_named_for_its_lost_digits() -> None:
    places = found(workbook(lambda book: book.active.append(["李某", 511724198001011230])))
    assert ("D-09", "工作表“公示”第 2 行") in places


def pdf_file(draw) -> bytes:
    out = BytesIO()
    page = canvas.Canvas(out)
    draw(page)
    page.save()
    return out.getvalue()


def test_a_number_in_white_text_of_a_pdf_is_found() -> None:
    def draw(page):
        page.setFillColorRGB(1, 1, 1)
        page.drawString(72, 700, NUMBER)

    assert ("D-01", "第 1 页") in found(pdf_file(draw))


def test_a_number_in_a_qr_code_of_a_pdf_is_found(tmp_path) -> None:
    picture = tmp_path / "code.png"
    segno.make(f"id={NUMBER}", error="m").save(str(picture), scale=8)
    places = found(pdf_file(lambda page: page.drawImage(str(picture), 72, 500, 144, 144)))
    assert ("D-01", "第 1 页中的二维码") in places


def test_a_number_in_a_qr_code_of_a_picture_is_found() -> None:
    out = BytesIO()
    segno.make(f"证号 {NUMBER}").save(out, kind="png", scale=6)
    assert ("D-01", "图片中的二维码") in found(out.getvalue())


def bomb() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 30_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04broken", "已损坏"),
        (bomb(), "解压后"),
        (b"%PDF-1.7 broken", "已损坏或已加密"),
        (b"\x89PNG broken", "已损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "另存为"),
        (b"\x7fELF\x00\x00\x00", "无法检查"),
    ],
    ids=["坏的压缩包", "压缩炸弹", "坏的PDF", "坏的图片", "旧格式", "程序"],
)
def test_what_cannot_be_read_is_never_called_clean(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableError, match=words):
        list(parts(content))
