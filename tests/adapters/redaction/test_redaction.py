"""Redaction: what is blacked out is gone, whatever way somebody looks for it."""

from __future__ import annotations

import io

import docx
import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas

from gongkai.adapters.redaction.boxes import Box, BoxError, withheld_parts
from gongkai.adapters.redaction.convert import as_pdf
from gongkai.adapters.redaction.pdf import RedactionError, redact, render_page
from gongkai.adapters.redaction.streams import holds, streams
from gongkai.adapters.writers.plain_pdf import write_plain_pdf

WIDTH, HEIGHT = A4
NUMBER, PHONE = "ID-110101-1990-X", "TEL-13812341234"


def box(page=1, top=0.1, bottom=0.2, left=0.0, right=1.0, **more):
    facts = {"ground": "third_party_rights", "kind": "personal_privacy", **more}
    return Box(page, left, top, right, bottom, **facts)


def a_file(*, note=False, again=False, picture=None, password=None):
    """Page 1 holds the number near its top and open words below; page 2 holds open words."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, encrypt=password)
    canvas.setAuthor("Somebody"), canvas.setTitle(NUMBER)
    canvas.drawString(60, HEIGHT * 0.85, f"{NUMBER} {PHONE}")
    canvas.drawString(60, HEIGHT * 0.5, "open words")
    if picture is not None:
        canvas.drawImage(picture, 60, HEIGHT * 0.82, 200, 60)
    if note:
        canvas.textAnnotation(f"see {NUMBER}", (60, 60, 90, 90))
    canvas.showPage()
    canvas.drawString(60, HEIGHT * 0.5, PHONE if again else "page two ID-TEL 0123456789 X")
    if note:
        canvas.textAnnotation("a note on page two", (60, 60, 90, 90))
    canvas.save()
    return stream.getvalue()


def text_of(content):
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_the_words_under_a_box_are_gone_from_text_bytes_and_streams():
    made = redact(a_file(), [box()])
    assert NUMBER not in "".join(text_of(made.content))
    assert holds(made.content, [NUMBER, PHONE, "110101", "13812341234"]) == ()
    assert holds(a_file(), [NUMBER]) == (NUMBER,)


def test_pages_without_boxes_keep_their_text():
    made = redact(a_file(), [box()])
    assert (made.pages, made.pictures, made.why_all, made.leftovers) == (2, (1,), "", ())
    assert "page two" in text_of(made.content)[1]


def test_the_original_stays_as_it_was():
    content = a_file()
    before = bytes(content)
    redact(content, [box()])
    assert content == before


def test_a_box_is_black_and_the_rest_is_seen():
    made = redact(a_file(), [box()])
    picture = Image.open(io.BytesIO(render_page(made.content, 1, width=600))).convert("L")
    assert picture.width == 600
    assert picture.getpixel((5, round(picture.height * 0.11))) < 20
    assert picture.getpixel((5, round(picture.height * 0.3))) > 240
    words = picture.crop((50, round(picture.height * 0.48), 200, round(picture.height * 0.51)))
    assert words.getextrema()[0] < 120


def test_the_reason_is_printed_on_the_box():
    made = redact(a_file(), [box()])
    picture = Image.open(io.BytesIO(render_page(made.content, 1, width=1000))).convert("L")
    inside = picture.crop((20, round(picture.height * 0.12), 980, round(picture.height * 0.18)))
    assert inside.getextrema()[1] > 200
    assert box().code == "第十五条 个人隐私"


def turned(content, turn):
    stream = io.BytesIO()
    with pypdfium2.PdfDocument(content) as document:
        document[0].set_rotation(turn)
        document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_redacted_where_the_reader_sees_it(turn):
    sides = {90: {"left": 0.8, "right": 0.9, "top": 0, "bottom": 1}, 180: {"top": 0.8, "bottom": 0.9},
             270: {"left": 0.1, "right": 0.2, "top": 0, "bottom": 1}}  # fmt: skip
    made = redact(turned(a_file(again=True), turn), [box(**sides[turn])])
    assert {each.words for each in made.leftovers} == {PHONE}
    assert NUMBER not in "".join(text_of(made.content))


def test_properties_and_notes_do_not_come_along():
    made = redact(a_file(note=True), [box()])
    with pypdfium2.PdfDocument(made.content) as document:
        told = document.get_metadata_dict(skip_empty=True)
    assert "".join(told.values()).strip() == ""
    assert holds(made.content, ["Somebody", NUMBER, "a note on page two"]) == ()


def test_words_that_stand_elsewhere_too_are_named():
    made = redact(a_file(again=True), [box()])
    assert [(each.page, each.words) for each in made.leftovers] == [(2, PHONE)]


def test_a_picture_under_a_box_is_gone(tmp_path):
    noise = Image.effect_noise((400, 120), 90).convert("RGB")
    noise.save(tmp_path / "face.png")
    content = a_file(picture=str(tmp_path / "face.png"))
    raw = {each.content for each in streams(content) if each.drawn}
    made = redact(content, [box()])
    assert raw
    assert not raw & {each.content for each in streams(made.content)}


def with_shared_form():
    """Both pages carry a form with the number in their resources; page 2 does not show it."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    canvas.beginForm("secret")
    canvas.drawString(60, HEIGHT * 0.85, NUMBER)
    canvas.endForm()
    canvas.doForm("secret")
    canvas.showPage()
    canvas.drawString(60, 100, "0123456789 page two ID- X")
    canvas.saveState()
    canvas.translate(5000, 5000)
    canvas.doForm("secret")
    canvas.restoreState()
    canvas.save()
    return stream.getvalue()


def test_what_another_page_carries_unseen_does_not_come_along():
    content = with_shared_form()
    made = redact(content, [box()])
    assert made.pictures == (1, 2)
    assert made.why_all == "其他页与被遮盖的页共用图像或者图形"
    assert holds(made.content, [NUMBER]) == ()


def test_a_font_that_tells_the_rare_signs_of_a_name_does_not_come_along():
    content = write_plain_pdf("材料", ["赵钱孙李", *["其他内容"] * 60, "完"])
    made = redact(content, [box(top=0.09, bottom=0.2)])
    assert made.why_all == "其他页的字体里含有只在遮盖处出现的字"
    assert made.pictures == tuple(range(1, made.pages + 1))


def test_chinese_words_are_gone():
    registerFont(UnicodeCIDFont("STSong-Light"))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    canvas.setFont("STSong-Light", 14)
    canvas.drawString(60, HEIGHT * 0.85, "欧阳测试住桃溪路一号")
    canvas.save()
    content = stream.getvalue()
    assert holds(content, ["欧阳测试"]) or "欧阳测试" in text_of(content)[0]
    assert holds(redact(content, [box()]).content, ["欧阳测试", "桃溪路"]) == ()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"page": 3}, "文件只有 2 页"),
        ({"right": 1.2}, "不在页面之内"),
        ({"top": 0.2, "bottom": 0.2}, "太小"),
        ({"ground": "because"}, "没有“because”这种理由"),
        ({"kind": ""}, "要写明哪一类：商业秘密、个人隐私、其他合法权益"),
    ],
)
def test_a_wrong_box_is_refused_by_its_number(wrong, said):
    with pytest.raises(BoxError, match="第 2 处") as refused:
        redact(a_file(), [box(), box(**wrong)])
    assert said in str(refused.value)


def test_no_box_is_no_redaction():
    with pytest.raises(BoxError, match="没有遮盖框"):
        redact(a_file(), [])


@pytest.mark.parametrize("kind", ["broken", "text", "locked"])
def test_what_cannot_be_opened_is_refused(kind):
    locked = a_file(password="x") if kind == "locked" else b""  # noqa: S106 - of this file alone
    content = {"broken": b"%PDF-1.4 broken", "text": b"text", "locked": locked}[kind]
    with pytest.raises(RedactionError, match="不能遮盖"):
        redact(content, [box()])


def test_the_list_for_the_reply_names_page_ground_and_reason():
    boxes = [box(reason="公开会泄露住址"), box(top=0.3, bottom=0.4, reason="公开会泄露住址"),
             box(page=2, ground="process_information", kind="draft", reason="未定稿")]  # fmt: skip
    assert [
        (part.what, part.named, part.article, part.reason) for part in withheld_parts("方案", boxes)
    ] == [
        ("《方案》第1页遮盖的2处", "第三方合法权益（个人隐私）", "第十五条", "公开会泄露住址"),
        ("《方案》第2页遮盖的1处", "四类过程性信息（过程稿）", "第十六条第二款", "未定稿"),
    ]


def test_a_text_becomes_pages():
    made = as_pdf("说明.txt", "第一行\n第二行".encode("gb18030"))
    assert "第二行" in text_of(made)[0]
    assert as_pdf("x.pdf", made) == made


def test_a_word_file_becomes_pages_without_its_deletions():
    document = docx.Document()
    document.add_paragraph("看得见的正文")
    document.core_properties.author = "某某作者"
    stream = io.BytesIO()
    document.save(stream)
    made = as_pdf("材料.docx", stream.getvalue())
    assert "看得见的正文" in text_of(made)[0]
    assert holds(made, ["某某作者"]) == ()


def test_a_picture_becomes_a_page_that_can_be_redacted():
    stream = io.BytesIO()
    Image.new("RGB", (800, 600), "white").save(stream, "PNG")
    made = redact(as_pdf("照片.png", stream.getvalue()), [box()])
    assert made.pictures == (1,)


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\nbroken", b"\x00\x01\x02" * 50], ids=["broken", "other"]
)
def test_what_cannot_be_converted_is_refused_by_name(content):
    with pytest.raises(RedactionError, match=r"“材料\.png”"):
        as_pdf("材料.png", content)
