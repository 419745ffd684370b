from hypothesis import given
from hypothesis import strategies as st

from gongkai.adapters.writers.quotation import columns, excerpt, printable, underline
from gongkai.core.kernel.findings import Place


def test_宽字符占两列_组合字符不占列():
    assert columns("公开abc（１）") == 4 + 3 + 6
    assert columns("e\u0301") == 1


def test_标记正好在数字下面():
    place = Place(quote="全年共新收申请128件，", mark=(7, 11))
    quotation = excerpt(place, 80)
    assert quotation.text == "全年共新收申请128件，"
    assert underline(quotation) == " " * 14 + "~~~~^"


def test_长句在标记两边截断():
    quote = "前" * 100 + "128件" + "后" * 100
    quotation = excerpt(Place(quote=quote, mark=(100, 104)), 40)
    assert quotation.marked == "128件"
    assert quotation.before.startswith("…")
    assert quotation.after.endswith("…")
    assert columns(quotation.text) <= 40


def test_控制字符和方向字符不进终端():
    assert printable("a\x1b[31m\u202e1\t2\n3") == "a\ufffd[31m\ufffd1    2 3"


def test_无效的标记不画线():
    assert underline(excerpt(Place(quote="短", mark=(3, 9)), 40)) == ""
    assert underline(excerpt(Place(quote="短"), 40)) == ""


@given(
    st.text(st.characters(exclude_categories=("Cs",)), max_size=60),
    st.integers(0, 60),
    st.integers(0, 60),
    st.integers(8, 60),
)
def test_任何引文都不超宽_标记不越界(quote, start, end, width):
    quotation = excerpt(Place(quote=quote, mark=(start, end)), width)
    assert columns(quotation.text) <= width
    assert columns(underline(quotation)) <= columns(quotation.before + quotation.marked)
    assert "\x1b" not in quotation.text
    assert "\n" not in quotation.text
