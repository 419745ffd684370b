"""The lexer: numbers with units and hedges, dates, words, and what it must not take for a number."""

from __future__ import annotations

import pytest

from gongkai.core.kernel import data
from gongkai.core.text import lexicon as lexer
from gongkai.core.text.lexicon import words
from gongkai.core.text.sentences import one_spelling
from gongkai.core.text.tokens import tokens


def _numbers(text: str) -> list[tuple[str, str, str]]:
    return [
        (f"{token.quantity.value:f}", token.unit, token.quantity.bound)
        for token in tokens(one_spelling(text))
        if token.quantity is not None
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("收到12件", [("12", "件", "")]),
        ("1,234条", [("1234", "条", "")]),
        ("27.5万余人次", [("275000.0", "人次", "over")]),
        ("300余条", [("300", "条", "over")]),
        ("十二件", [("12", "件", "")]),
        ("两起", [("2", "起", "")]),
        ("百分之三十", [("30", "%", "")]),
        ("增长三成左右。", [("30", "%", "about")]),
        ("占30.8％", [("30.8", "%", "")]),
        ("提高0.5个百分点", [("0.5", "个百分点", "")]),
        ("20个工作日", [("20", "个工作日", "")]),
        ("500条以上", [("500", "条", "at_least")]),
        ("12部门", [("12", "", "")]),
        ("第三方评估、第20条、国办发〔2020〕66号", []),
        ("2023年1月30日至2月3日", []),
        ("电话0564-8680081，邮箱a123@qq.com，网址http://www.a.gov.cn/3/", []),
        ("《2023年第3件》“12345”热线", []),
        ("统一件件有回音，一次性告知", []),
        ("账号" + "1" * 40 + "件", []),
        ("〇" * 5000 + "件", []),
        ("百分之点，百分之三点五", [("3.5", "%", "")]),
        ("上午9:30至17:00", []),
    ],
)
def test_numbers(text: str, found: list[tuple[str, str, str]]) -> None:
    assert _numbers(text) == found


@pytest.mark.parametrize(
    ("text", "kind", "key"),
    [
        ("2023年", "year", "2023"),
        ("2021年1—12月", "year", "2021"),
        ("1-12月", "time", "this"),
        ("1至6月", "time", "partial"),
        ("2021年至2023年", "time", "partial"),
        ("较2022年", "base", "2022"),
        ("同比", "base", "last_year"),
        ("上半年", "time", "partial"),
        ("政府信息公开申请", "noun", "application"),
    ],
)
def test_words_and_dates(text: str, kind: str, key: str) -> None:
    (token,) = tokens(text)
    assert (token.kind, token.key) == (kind, key)
    assert (token.start, token.end) == (0, len(text))


def test_every_spelling_stands_for_itself() -> None:
    for spelling, meaning in words().items():
        (token, *rest) = tokens(spelling)
        assert not rest, spelling
        assert (token.kind, token.key) == meaning


def test_a_spelling_listed_twice_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    empty = {kind: {} for kind in lexer.Lexicon.__slots__}
    twice = {**empty, "noun": {"other": ["建议"]}, "verb": {"send": ["建议"]}}
    monkeypatch.setattr(lexer.data, "load", lambda *_: lexer.Lexicon(**twice))
    with pytest.raises(data.DataError, match="建议 is listed twice"):
        words.__wrapped__()
