"""Words and numbers are found wherever they stand, and what is boxed is then gone."""

from __future__ import annotations

from datetime import date

from gongkai.adapters.redaction.boxes import Box
from gongkai.adapters.redaction.finding import around_numbers, around_words
from gongkai.adapters.redaction.pdf import redact
from gongkai.adapters.redaction.streams import holds
from gongkai.adapters.writers.plain_pdf import write_plain_pdf

LIKE = Box(1, 0, 0, 0, 0, "third_party_rights", "personal_privacy", "公开会泄露个人隐私")
ID_NUMBER = "11010519491231002X"


def test_a_word_is_found_on_every_page_and_redacted_everywhere():
    content = write_plain_pdf("清单", ["户主欧阳测试领取", *["公开内容"] * 60, "经手人欧阳测试"])
    boxes = around_words(content, ["欧阳 测试"], LIKE)
    assert [box.page for box in boxes] == [1, 2]
    assert {(box.ground, box.kind, box.reason) for box in boxes} == {
        ("third_party_rights", "personal_privacy", "公开会泄露个人隐私")
    }
    made = redact(content, boxes)
    assert made.leftovers == ()
    assert holds(made.content, ["欧阳测试"]) == ()


def test_a_box_is_as_wide_as_the_word():
    content = write_plain_pdf("清单", ["一二三四五六七八九十欧阳测试"])
    (box,) = around_words(content, ["欧阳测试"], LIKE)
    assert 0.25 < box.left < box.right < 0.45
    assert box.bottom - box.top < 0.03


def test_a_word_over_two_lines_gets_two_boxes():
    content = write_plain_pdf("清单", ["填充文字" * 9 + "欧阳测试住桃溪路" * 2])
    boxes = around_words(content, ["欧阳测试住桃溪路欧阳测试"], LIKE)
    assert len(boxes) == 2
    assert boxes[0].bottom <= boxes[1].top + 0.01


def test_numbers_that_name_a_person_are_found():
    lines = [
        f"身份证号{ID_NUMBER}",
        "联系电话13812341234",
        "统一社会信用代码不是个人信息",
        "文号〔2026〕3号",
    ]
    content = write_plain_pdf("清单", lines)
    boxes = around_numbers(content, LIKE, on=date(2026, 11, 20))
    assert len(boxes) == 2
    made = redact(content, boxes)
    assert holds(made.content, [ID_NUMBER, "13812341234"]) == ()


def test_nothing_is_found_of_nothing():
    content = write_plain_pdf("清单", ["公开内容"])
    assert around_words(content, ["", " ", "没有的"], LIKE) == ()
