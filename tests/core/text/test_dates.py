"""Years, months and days as printed."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.core.text.dates import find_dates


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2022 年 1 月 19 日", [(2022, 1, 19)]),
        ("自2020年1月1日起，至2020年12月31日止", [(2020, 1, 1), (2020, 12, 31)]),
        ("2023年度", [(2023, None, None)]),
        ("二〇二三年十二月三十一日", [(2023, 12, 31)]),
        ("2021年3月", [(2021, 3, None)]),
        ("电话0564-8680081", []),
    ],
)
def test_found_dates(text: str, found: list[tuple[int, int | None, int | None]]) -> None:
    assert [(one.year, one.month, one.day) for one in find_dates(text)] == found


def test_the_span_is_where_the_date_stands() -> None:
    text = "截至2023年12月31日，"
    (one,) = find_dates(text)
    assert text[one.start : one.end] == "2023年12月31日"
    assert one.as_date() == date(2023, 12, 31)


def test_a_day_the_calendar_does_not_have_is_no_date() -> None:
    (one,) = find_dates("2023年2月30日")
    assert one.as_date() is None
    assert find_dates("2023年2月")[0].as_date() is None
