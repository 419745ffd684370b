from hypothesis import given
from hypothesis import strategies as st

from gongkai.adapters.writers.quotation import columns, excerpt, printable, underline
from gongkai.core.kernel.findings import Place


def test_wide_characters_take_two_columns():
    assert columns("公开abc（）") == 4 + 3 + 4
    assert columns("e\u0301") == 1


def test_the_mark_stands_under_the_figure():
    place = Place(quote="全年共新收申请128件，", mark=(7, 11))
    quotation = excerpt(place, 80)
    assert quotation.text == "全年共新收申请128件，"
    assert underline(quotation) == " " * 14 + "~~~~^"


def test_a_long_sentence_is_cut_on_both_sides():
    quote = "前" * 100 + "128件" + "后" * 100
    quotation = excerpt(Place(quote=quote, mark=(100, 104)), 40)
    assert quotation.marked == "128件"
    assert quotation.before.startswith("…")
    assert quotation.after.endswith("…")
    assert columns(quotation.text) <= 40


def test_control_and_direction_characters_are_replaced():
    assert printable("a\x1b[31m\u202e1\t2\n3") == "a\ufffd[31m\ufffd1    2 3"


def test_an_impossible_mark_draws_nothing():
    assert underline(excerpt(Place(quote="短", mark=(3, 9)), 40)) == ""
    assert underline(excerpt(Place(quote="短"), 40)) == ""


@given(
    st.text(st.characters(exclude_categories=("Cs",)), max_size=60),
    st.integers(0, 60),
    st.integers(0, 60),
    st.integers(8, 60),
)
def test_no_quotation_is_wider_than_asked(quote, start, end, width):
    quotation = excerpt(Place(quote=quote, mark=(start, end)), width)
    assert columns(quotation.text) <= width
    assert columns(underline(quotation)) <= columns(quotation.before + quotation.marked)
    assert "\x1b" not in quotation.text
    assert "\n" not in quotation.text
