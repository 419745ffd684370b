"""Adding a year, refusing a wrong one, terms by the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.core.calendar import calendar_days
from gongkai.core.calendar.working_days import WorkingDays, shipped
from gongkai.core.calendar.years_data import CalendarYear, Holiday, Notice
from gongkai.core.kernel.data import DataError

NOTICE = Notice("关于2027年部分节假日安排的通知（测试）", "测发〔2026〕1号", date(2026, 11, 30))


def _year(**changes: object) -> CalendarYear:
    base: dict[str, object] = {
        "year": 2027,
        "notices": (NOTICE,),
        "holidays": (Holiday("元旦", date(2027, 1, 1), date(2027, 1, 3)),),
        "make_up_workdays": (date(2026, 12, 26),),
    }
    return CalendarYear(**{**base, **changes})  # type: ignore[arg-type]


def test_a_loaded_notice_makes_a_provisional_date_firm() -> None:
    before = shipped().add(date(2026, 12, 24), 5)
    assert (before.due_on, before.provisional) == (date(2026, 12, 31), False)
    assert shipped().add(date(2026, 12, 24), 6).provisional
    after = shipped().extended(_year()).add(date(2026, 12, 24), 6)
    assert (after.due_on, after.provisional) == (date(2026, 12, 31), False)
    assert not shipped().extended(_year()).add(date(2026, 12, 24), 7).provisional


def test_extending_leaves_the_shipped_calendar_alone() -> None:
    shipped().extended(_year())
    assert 2027 not in shipped().years


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"make_up_workdays": (date(2027, 1, 2),)}, "既列为放假又列为上班"),
        ({"make_up_workdays": (date(2027, 3, 1),)}, "本来就是周一至周五"),
        ({"holidays": (Holiday("元旦", date(2027, 1, 3), date(2027, 1, 1)),)}, "早于第一日"),
        ({"holidays": (Holiday("元旦", date(2028, 1, 1), date(2028, 1, 1)),)}, "不属于 2027 年"),
        ({"holidays": (Holiday("元旦", date(2027, 1, 1), date(2027, 1, 2)),) * 2}, "重复列为放假"),
        ({"notices": ()}, "没有写明放假通知"),
    ],
)
def test_a_wrong_year_is_refused_with_the_reason(changes: dict[str, object], says: str) -> None:
    with pytest.raises(DataError, match=says):
        WorkingDays([_year(**changes)])


def test_a_term_counts_at_least_one_day() -> None:
    with pytest.raises(ValueError, match="at least one"):
        shipped().add(date(2026, 3, 2), 0)
    with pytest.raises(ValueError, match="at least one"):
        shipped().back(date(2026, 3, 2), -1)


def test_a_term_in_days_may_be_left_unrolled() -> None:
    rolled = calendar_days.after_days(date(2026, 9, 21), 10, shipped())
    plain = calendar_days.after_days(date(2026, 9, 21), 10, shipped(), roll=False)
    assert (rolled.due_on, plain.due_on) == (date(2026, 10, 8), date(2026, 10, 1))
    assert "顺延至 2026-10-08" in rolled.sentence
    assert "顺延" not in plain.sentence


def test_a_term_that_rolls_into_a_year_without_notice_is_provisional() -> None:
    assert calendar_days.after_months(date(2026, 9, 15), 6, shipped()).provisional
    assert not calendar_days.after_months(date(2026, 3, 15), 6, shipped()).provisional
