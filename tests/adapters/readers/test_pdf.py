import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.adapters.readers import pdf as reader
from gongkai.adapters.readers.unreadable import Refusal, UnreadableError
from tests.adapters.readers.files_for_reading import plain
from tests.adapters.readers.pages_for_reading import both, grid, pdf, texts

ROWS = [["甲", "乙", ""], ["丙", "1", "2"]]
READ = [["甲", "乙[1x2]"], ["丙", "1", "2"]]


def read(data: bytes) -> list:
    return plain(reader.read(data, "x.pdf"))


@pytest.mark.parametrize("style", ["lines", "boxes", "fills", "open"])
def test_ruled_tables_however_the_lines_are_drawn(style):
    assert read(pdf(grid(ROWS, style=style))) == [READ]


def test_text_and_tables_from_top_to_bottom():
    page = both(texts((80, 600, "下面")), grid(ROWS), texts((80, 720, "上面")))
    assert read(pdf(page)) == ["上面", READ, "下面"]


def test_cells_over_several_rows():
    def draw(canvas):
        canvas.rect(100, 600, 120, 40)
        canvas.line(160, 600, 160, 640)
        canvas.line(160, 620, 220, 620)
        for x, y, text in ((104, 615, "甲"), (164, 625, "1"), (164, 605, "2")):
            canvas.drawString(x, y, text)

    assert read(pdf(draw)) == [[["甲[2x1]", "1"], ["2"]]]


def test_lines_wrapped_inside_a_cell_stay_together():
    def draw(canvas):
        canvas.rect(100, 600, 120, 40)
        canvas.line(160, 600, 160, 640)
        for x, y, text in ((104, 625, "结果"), (104, 607, "维持"), (164, 615, "12")):
            canvas.drawString(x, y, text)

    assert read(pdf(draw)) == [[["结果\n维持", "12"]]]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_the_page_may_be_shown_turned(rotation):
    page = both(texts((80, 720, "上面")), grid(ROWS))
    assert read(pdf(page, rotation=rotation)) == ["上面", READ]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_the_content_may_be_drawn_turned(angle):
    def draw(canvas):
        canvas.translate(300, 420)
        canvas.rotate(angle)
        canvas.translate(-300, -420)
        both(texts((80, 720, "上面")), grid(ROWS))(canvas)

    assert read(pdf(draw)) == ["上面", READ]


def test_places_carry_the_page_and_number_the_tables():
    document = reader.read(pdf(grid(ROWS), both(texts((80, 800, "甲")), grid(ROWS))), "x.pdf")
    first, line, second = document.blocks
    assert (first.place.page, first.place.table) == (1, 1)
    assert (line.place.page, second.place.page, second.place.table) == (2, 2, 2)
    assert (second.cells[-1].place.row, second.cells[-1].place.column) == (2, 3)


def test_page_numbers_and_running_heads_are_left_out():
    def page(number):
        return texts(
            (200, 810, "某县政府信息公开年度报告"),
            (80, 600, f"正文{'甲乙丙'[number - 1]}。"),
            (290, 60, f"— {number} —"),
        )

    assert read(pdf(page(1), page(2), page(3))) == ["正文甲。", "正文乙。", "正文丙。"]


def unruled(*rows, x=80, y=700):
    """Place label and figures of each row by columns of 50 points; "" leaves a cell empty."""
    return texts(
        *(
            (x + (0 if c == 0 else 100 + 50 * c), y - 24 * r, text)
            for r, row in enumerate(rows)
            for c, text in enumerate(row)
            if text
        )
    )


def test_a_table_without_lines_keeps_its_empty_cells():
    rows = [
        ["一、新收", "12", "3", "0", "1", "16"],
        ["二、结转", "", "1", "0", "0", "1"],
        ["三、办结", "12", "4", "0", "", "16"],
        ["四、结转", "0", "0", "0", "1", "1"],
    ]
    page = both(texts((80, 740, "三、收到和处理情况")), unruled(*rows), texts((80, 500, "以上。")))
    assert read(pdf(page)) == ["三、收到和处理情况", rows, "以上。"]


def test_labels_in_several_lines_belong_to_their_figures():
    figures = [["", "1", "2", "3", "4"]] * 4
    page = both(
        unruled(*figures),
        texts(
            *((80, y, text) for y, text in ((706, "甲甲"), (694, "乙"))),
            *((80, y, text) for y, text in ((676, "丙"), (652, "丁"))),
            *((80, y, text) for y, text in ((634, "戊"), (622, "己"))),
        ),
    )
    assert read(pdf(page)) == [
        [
            ["甲甲\n乙", "1", "2", "3", "4"],
            ["丙", "1", "2", "3", "4"],
            ["丁", "1", "2", "3", "4"],
            ["戊\n己", "1", "2", "3", "4"],
        ]
    ]


def test_few_rows_of_figures_stay_lines():
    assert read(pdf(unruled(["甲", "1", "2", "3", "4"], ["乙", "5", "6", "7", "8"]))) == [
        "甲\t1\t2\t3\t4",
        "乙\t5\t6\t7\t8",
    ]


def test_a_figure_in_the_middle_of_the_page_is_no_page_number():
    assert read(pdf(texts((290, 400, "12")))) == ["12"]


def test_wrapped_lines_become_one_paragraph_across_pages():
    full = "本年度收到政府信息公开申请并按照规定的期限逐件答复申请人的情况"
    first = both(*(texts((80, y, full)) for y in (700, 680)))
    second = texts((80, 700, "如下。"), (104, 680, "另起一段。"))
    assert read(pdf(first, second)) == [full + full + "如下。", "另起一段。"]


def test_a_heading_never_continues_a_full_line():
    full = "本年度收到政府信息公开申请并按照规定的期限逐件答复申请人的情况"
    assert read(pdf(texts((80, 700, full), (80, 680, "二、主动公开")))) == [full, "二、主动公开"]


def test_letters_drawn_twice_for_bold_are_read_once():
    assert read(pdf(texts((80, 700, "共12件"), (80.4, 700, "共12件")))) == ["共12件"]


def test_figures_set_apart_are_not_fused():
    assert read(pdf(texts((80, 700, "1 0 0"), (200, 700, "5")))) == ["1 0 0\t5"]


def test_the_drawing_order_does_not_matter():
    assert read(pdf(texts((104, 700, "乙"), (92, 700, "甲"), (80, 720, "上")))) == ["上", "甲乙"]


def picture(canvas):
    canvas.drawInlineImage(_image(), 100, 100, 300, 300)


def _image():
    from PIL import Image

    return Image.new("L", (8, 8), 200)


REFUSED = {
    "扫描件": (lambda: pdf(picture, picture), Refusal.SCAN),
    "空白页": (lambda: pdf(lambda canvas: canvas.rect(1, 1, 1, 1)), Refusal.NO_TEXT),
    "加密": (lambda: pdf(texts((80, 700, "甲")), locked_with="密码"), Refusal.ENCRYPTED),
    "残缺": (lambda: b"%PDF-1.7\n" + bytes(range(200)), Refusal.BROKEN),
    "太长": (lambda: pdf(*[texts((80, 700, "甲"))] * 501), Refusal.TOO_LARGE),
}


@pytest.mark.parametrize(("make", "refusal"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_read_is_refused(make, refusal):
    with pytest.raises(UnreadableError) as refused:
        reader.read(make(), "x.pdf")
    assert refused.value.refusal is refusal


def test_a_scanned_page_among_others_is_named():
    document = reader.read(pdf(texts((80, 700, "甲")), picture), "x.pdf")
    (problem,) = document.problems
    assert problem.code == Refusal.PAGES_WITHOUT_TEXT.code
    assert "第 2 页" in problem.message


def test_a_drawing_of_thousands_of_lines_is_no_table():
    def draw(canvas):
        for number in range(1600):
            canvas.line(number / 3, 100 + number / 3, number / 3, 700)
            canvas.line(50, 100 + number / 3, 500, 100 + number / 3)
        canvas.drawString(80, 720, "图")

    assert read(pdf(draw)) == ["图"]


SAMPLE = pdf(both(texts((80, 720, "上面")), grid(ROWS)))


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(SAMPLE) - 1), st.integers(0, 255)), max_size=20))
def test_a_damaged_file_is_read_or_refused(changes):
    data = bytearray(SAMPLE)
    for place, byte in changes:
        data[place] = byte
    try:
        read(bytes(data))
    except UnreadableError as error:
        met = error.message
    else:
        met = "读到了。"
    assert met.endswith("。")
