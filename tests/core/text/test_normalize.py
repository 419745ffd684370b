# ruff: noqa: RUF001 - full-width and other confusable marks are what this is about
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.text.normalize import fold, normalize, squeeze


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("（一）予以公开，１２．５％", "(一)予以公开,12.5%"),
        ("⾏政许可 ⼀般 ⺠政 ⻔户", "行政许可 一般 民政 门户"),
        ("結轉下年度繼續辦理", "结转下年度继续办理"),
        ("無法提供：沒有現成資訊", "无法提供:没有现成资讯"),
        ("－3 —3 –3 −3", "-3 -3 -3 -3"),
        ("规\u200b章\ufeff", "规章"),
    ],
)
def test_many_spellings_become_one(printed: str, folded: str) -> None:
    assert fold(printed) == folded


def test_squeeze_drops_every_kind_of_space() -> None:
    assert squeeze("三、 本 年　度\xa0办\t理 结 果") == "三、本年度办理结果"


def test_spans_lead_back_to_what_is_printed() -> None:
    normalized = normalize("共 ㈠ 收到１３件", keep_spaces=False)
    assert normalized.text == "共(一)收到13件"
    start = normalized.text.index("13")
    begin, end = normalized.span(start, start + 2)
    assert normalized.source[begin:end] == "１３"
    begin, end = normalized.span(1, 4)
    assert normalized.source[begin:end] == "㈠"


@given(st.text(max_size=60))
def test_offsets_cover_the_source(text: str) -> None:
    normalized = normalize(text)
    assert len(normalized.starts) == len(normalized.text) + 1
    assert list(normalized.starts) == sorted(normalized.starts)
    assert normalized.starts[-1] == len(text)


OFFICIAL = (
    "三、本年度（一）［］１２３．，％：／－—–-+ 　\xa0\t⼀⾏⺠⻔⻑長龜開關結轉①㈠Ⅰ\u200b年月日abcO"
)


@given(st.text(alphabet=OFFICIAL, max_size=60))
def test_squeezing_twice_changes_nothing(text: str) -> None:
    assert squeeze(squeeze(text)) == squeeze(text)
