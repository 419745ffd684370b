from hypothesis import given
from hypothesis import strategies as st

from gongkai.adapters.writers.quotation import (
    columns,
    evidences,
    printable,
    quotation,
    text_of,
    underline,
    wrapped,
)
from gongkai.core.kernel.findings import Place


def test_wide_characters_take_two_columns():
    assert columns("公开abc（）") == 4 + 3 + 4
    assert columns("e\u0301") == 1


def test_the_mark_stands_under_the_figure():
    pieces = quotation("全年共新收申请128件，", [(7, 11)], 80)
    assert text_of(pieces) == "全年共新收申请128件，"
    assert underline(pieces) == " " * 14 + "~~~~^"


def test_several_marks_of_one_line():
    pieces = quotation("总计\t10\t0\t20", [(8, 10), (3, 5)], 80)
    assert text_of(pieces) == "总计    10    0    20"
    assert underline(pieces) == "        ~^         ~^"


def test_a_long_sentence_is_cut_on_both_sides():
    pieces = quotation("前" * 100 + "128件" + "后" * 100, [(100, 104)], 40)
    text = text_of(pieces)
    assert [piece.text for piece in pieces if piece.marked] == ["128件"]
    assert text.startswith("…前")
    assert text.endswith("后…")
    assert 36 <= columns(text) <= 40


def test_a_mark_at_the_end_keeps_what_is_before_it():
    pieces = quotation("前" * 100 + "128件", [(100, 104)], 40)
    assert text_of(pieces).endswith("前128件")
    assert columns(text_of(pieces)) >= 36


def test_control_and_direction_characters_are_replaced():
    assert printable("a\x1b[31m\u202e1\t2\n3") == "a\ufffd[31m\ufffd1    2 3"


def test_an_impossible_mark_draws_nothing():
    assert underline(quotation("短", [(3, 9)], 40)) == ""
    assert underline(quotation("短", [None], 40)) == ""
    assert quotation("", [(0, 1)], 40) == []


def test_places_on_one_line_are_one_evidence():
    one = Place(path="a", line=3, quote="甲乙", mark=(0, 1))
    two = Place(path="a", line=3, quote="甲乙", mark=(1, 2))
    other = Place(path="a", line=4, quote="甲乙")
    assert [evidence.places for evidence in evidences([one, other, two])] == [(one, two), (other,)]


@given(
    st.text(st.characters(exclude_categories=("Cs",)), max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=3),
    st.integers(8, 60),
)
def test_no_quotation_is_wider_than_asked(quote, marks, width):
    pieces = quotation(quote, marks, width)
    assert columns(text_of(pieces)) <= width
    assert columns(underline(pieces)) <= columns(text_of(pieces))
    assert "\x1b" not in text_of(pieces)
    assert "\n" not in text_of(pieces)


def test_no_line_begins_with_a_closing_mark():
    assert wrapped("一二三四，五六。", 8) == ["一二三", "四，五", "六。"]
    assert wrapped("", 8) == []


@given(st.text("一二三abc，。（ ", max_size=80), st.integers(4, 30))
def test_wrapping_keeps_every_character(text, width):
    lines = wrapped(text, width)
    assert all(columns(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
