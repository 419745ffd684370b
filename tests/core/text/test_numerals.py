"""Numerals in characters and digits, and the intervals that their printing leaves open."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.text.numerals import (
    NumeralError,
    Quantity,
    as_printed,
    chinese_integer,
    quantity,
    truncated,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一", 1), ("两", 2), ("十", 10), ("十二", 12), ("二十", 20), ("廿八", 28), ("卅", 30),
        ("一百零五", 105), ("一百二十三", 123), ("两千零五", 2005), ("三千六百", 3600),
        ("一万二千", 12_000), ("十二万", 120_000), ("一亿二千万", 120_000_000),
        ("二〇二三", 2023), ("二○二一", 2021), ("三千万亿", 3_000_0000_0000_0000), ("叁拾", 30),
    ],
)  # fmt: skip
def test_chinese_integers(text: str, value: int) -> None:
    assert chinese_integer(text) == value


@pytest.mark.parametrize("text", ["", "一件", "甲"])
def test_what_is_no_numeral_is_refused(text: str) -> None:
    with pytest.raises(NumeralError):
        chinese_integer(text)


@given(st.integers(1, 99_999))
def test_a_written_integer_reads_back(number: int) -> None:
    assert chinese_integer(_written(number)) == number


def _written(number: int) -> str:
    digits = "零一二三四五六七八九"
    text, gap = "", False
    for power, name in ((10_000, "万"), (1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, power)
        if digit:
            text += ("零" if gap else "") + digits[digit] + name
        gap = digit == 0 and bool(text)
    return text


@pytest.mark.parametrize(
    ("digits", "power", "value", "unit"),
    [
        ("12", "", "12", "1"), ("1,234", "", "1234", "1"), ("1，234，567", "", "1234567", "1"),
        ("3.5", "万", "35000", "1000"), ("\uff12\uff10", "", "20", "1"), ("94.68", "", "94.68", "0.01"),
        ("1.2", "亿", "120000000", "10000000"), ("3", "百万", "3000000", "1000000"),
        ("十二", "", "12", "1"), ("三十点五", "", "30.5", "0.1"),
    ],
)  # fmt: skip
def test_printed_figures(digits: str, power: str, value: str, unit: str) -> None:
    found = quantity(digits, power=power)
    assert found.value == Decimal(value)
    assert found.unit_of_last_digit == Decimal(unit)


@pytest.mark.parametrize("digits", ["1.2.3", "12件", "三点甲"])
def test_a_broken_figure_is_refused(digits: str) -> None:
    with pytest.raises(NumeralError):
        quantity(digits)


@pytest.mark.parametrize(
    ("found", "fits", "does_not_fit"),
    [
        (quantity("30", percent=True), ["29.5", "30", "30.5"], ["29.4", "30.77"]),
        (quantity("94.5", percent=True), ["94.545"], ["94.44", "94.56"]),
        (quantity("3.5", power="万"), ["34500", "35499", "35500"], ["34499", "35501"]),
        (quantity("300", bound="over"), ["300", "399"], ["299", "400"]),
        (quantity("7814", bound="over"), ["7814", "7820"], ["7813", "7824"]),
        (quantity("100", bound="at_least"), ["100", "5000"], ["99"]),
        (quantity("100", bound="nearly"), ["95", "100"], ["101", "-1"]),
        (quantity("200", bound="about"), ["190", "210"], ["90", "310"]),
        (quantity("12"), ["12"], ["11", "13"]),
    ],
)
def test_intervals(found: Quantity, fits: list[str], does_not_fit: list[str]) -> None:
    assert [n for n in fits if not found.allows(Decimal(n))] == []
    assert [n for n in does_not_fit if found.allows(Decimal(n))] == []


@given(st.integers(0, 10_000), st.integers(1, 10_000), st.integers(0, 3))
def test_a_share_printed_by_rounding_or_cutting_is_allowed(
    part: int, whole: int, places: int
) -> None:
    share = Decimal(part) / Decimal(whole) * 100
    like = Quantity(Decimal(0), Decimal(1).scaleb(-places), percent=True)
    rounded = quantity(as_printed(share, like), percent=True)
    cut = quantity(truncated(share, like), percent=True)
    assert rounded.allows(share)
    assert cut.allows_truncated(share)


def test_exactness() -> None:
    assert quantity("12").is_exact
    assert not quantity("12", bound="over").is_exact
    assert not quantity("1.2", power="万").is_exact
    assert quantity("27.5", power="万").is_whole
    assert not quantity("27.5").is_whole
