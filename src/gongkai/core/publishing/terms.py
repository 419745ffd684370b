"""Terms of publishing (公开期限): the term table as data, due dates, due soon, overdue.

《条例》第二十六条 is the rule; other laws, documents and the county's own rules set special terms.
"""

from __future__ import annotations

import enum
import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from typing import Literal

from gongkai.core.calendar import calendar_days
from gongkai.core.calendar.working_days import CountedDay, WorkingDays
from gongkai.core.kernel import data

Unit = Literal["hours", "days", "working_days", "months"]
Kind = Literal["at_most", "at_least", "before", "within_before", "by_date", "every"]
Trust = Literal["law", "document", "report", "page", "unverified"]
MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
CHINA = timezone(timedelta(hours=8))
UNITS = {"hours": "小时", "days": "日", "working_days": "个工作日", "months": "个月"}


class TermError(ValueError):
    """A term was asked for in a way it does not allow; the message is Chinese."""


@dataclass(frozen=True, slots=True)
class TermValue:
    """What holds from a day on: an amount and unit, or a month and day of the year after."""

    basis: str
    amount: int | None = None
    unit: Unit | None = None
    month: int | None = None
    day: int | None = None

    @property
    def label(self) -> str:
        """Return the length as it is printed."""
        if self.unit is None:
            return f"次年 {self.month} 月 {self.day} 日前"
        return f"{self.amount} {UNITS[self.unit]}" if self.amount else "同步"


@dataclass(frozen=True, slots=True)
class Term:
    """One term; ``setting`` marks what the county may change, ``start`` the event it runs from."""

    key: str
    label: str
    kind: Kind
    start: str
    trust: Trust
    values: Mapping[date, TermValue]
    number: str = ""
    setting: bool = False
    note: str = ""

    def on(self, day: date) -> TermValue:
        """Return the value in force on ``day``.

        Raises:
            TermError: None was in force yet.
        """
        since = [start for start in sorted(self.values) if start <= day]
        if not since:
            raise TermError(f"{day}：“{self.label}”的期限尚未规定")
        return self.values[since[-1]]


@dataclass(frozen=True, slots=True)
class _Terms:
    terms: tuple[Term, ...]


@functools.cache
def terms() -> dict[str, Term]:
    """Return every term by its key."""
    table: _Terms = data.load("gongkai.core.publishing", "terms.yaml", _Terms)
    return {term.key: term for term in table.terms}


def configured(chosen: Mapping[str, int | str]) -> dict[str, Term]:
    """Return the terms with the county's own amounts; only settings can be changed.

    A term of days, hours or months takes a number; a yearly date takes ``MM-DD``.

    Raises:
        TermError: With every term that is unknown or fixed by law, and every amount not positive.
    """
    known = terms()
    mistakes = [_mistake(key, amount) for key, amount in chosen.items()]
    found = [mistake for mistake in mistakes if mistake]
    if found:
        raise TermError("；".join(found))
    return known | {key: _changed(known[key], amount) for key, amount in chosen.items()}


def _mistake(key: str, amount: int | str) -> str:
    term = terms().get(key)
    if term is None:
        return f"没有名为“{key}”的期限"
    if not term.setting:
        return f"“{term.label}”的期限由法律或者国务院文件规定，不能自行设定"
    if next(iter(term.values.values())).unit is None:
        fits = isinstance(amount, str) and MONTH_DAY.fullmatch(amount)
        return "" if fits else f"“{term.label}”按日期规定，应当写成“03-31”，不能设为数量"
    good = isinstance(amount, int) and amount > 0
    return "" if good else f"“{term.label}”应当是正整数，不能设为 {amount}"


def _changed(term: Term, amount: int | str) -> Term:
    values = {since: _chosen(value, amount) for since, value in term.values.items()}
    return replace(term, values=values)


def _chosen(value: TermValue, amount: int | str) -> TermValue:
    basis = f"{value.basis}；本机关设定"
    if isinstance(amount, int):
        return replace(value, amount=amount, basis=basis)
    month, _, day = amount.partition("-")
    return replace(value, month=int(month), day=int(day), basis=basis)


@dataclass(frozen=True, slots=True)
class Due:
    """When a term ends: ``on`` (a day) and, for terms in hours, ``at`` (a moment).

    For ``at_least`` it is the earliest end, for ``before`` the latest day of the act; for
    ``within_before`` the act falls between ``opens_on`` and ``on``.
    """

    term: Term
    value: TermValue
    start: date
    on: date
    at: datetime | None = None
    listed: tuple[CountedDay, ...] = ()
    provisional: bool = False
    opens_on: date | None = None

    @property
    def sentence(self) -> str:
        """Return the due date and why, as one Chinese sentence."""
        end = f"{self.at:%Y-%m-%d %H:%M}" if self.at else str(self.on)
        length, event = self.value.label, self.term.start
        how = {
            "at_most": f"自 {self.start} {event}起 {length}，应当不晚于 {end}",
            "at_least": f"自 {self.start} {event}起 {length}，不得早于 {end} 结束",
            "before": f"{self.start} {event}，提前 {length}，应当不晚于 {end}",
            "within_before": f"{end} {event}，应当在此前 {length}内（{self.opens_on} 起）完成",
            "by_date": f"{self.start.year} 年度，{length}，应当不晚于 {end}",
            "every": f"自 {self.start} {event}起 {length}，应当不晚于 {end} 再次更新",
        }[self.term.kind]
        tail = "（暂定）" if self.provisional else ""
        return f"{self.term.label}：{how}{tail}（{self.value.basis}）"


def due(term: Term, start: date | datetime, calendar: WorkingDays) -> Due:
    """Return when ``term`` ends if its event happens at ``start``.

    A term in hours needs the moment; every other term the day, which for an aware moment is the
    day in China. Days of the calendar are not
    rolled past a holiday: the earlier day is the safe one for the body that must publish.

    Raises:
        TermError: The term was not in force, or hours were asked of a day without a time.
    """
    on = _day(start) if isinstance(start, datetime) else start
    value = term.on(on)
    if value.unit == "hours":
        if not isinstance(start, datetime):
            raise TermError(f"“{term.label}”按小时计算，请给出时刻")
        end = start + timedelta(hours=value.amount or 0)
        return Due(term, value, on, end.date(), end)
    if value.unit == "working_days":
        return _working_days(term, value, on, calendar)
    if term.kind == "within_before":
        return Due(term, value, on, on, opens_on=_by_calendar(term, value, on))
    return Due(term, value, on, _by_calendar(term, value, on))


def _working_days(term: Term, value: TermValue, on: date, calendar: WorkingDays) -> Due:
    step = calendar.back if term.kind == "before" else calendar.add
    count = step(on, value.amount or 1)
    return Due(term, value, on, count.due_on, None, count.listed, count.provisional)


def _by_calendar(term: Term, value: TermValue, on: date) -> date:
    if value.unit is None:
        return date(on.year + 1, value.month or 1, value.day or 1)
    sign = -1 if term.kind in ("before", "within_before") else 1
    if value.unit == "months":
        return calendar_days.add_months(on, sign * (value.amount or 0))
    return on + timedelta(days=sign * (value.amount or 0))


class Standing(enum.StrEnum):
    """How a term stands (期限状态)."""

    IN_TIME = "in_time"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    DONE_IN_TIME = "done_in_time"
    DONE_LATE = "done_late"
    TOO_EARLY = "too_early"

    @property
    def label(self) -> str:
        """Return the Chinese label."""
        return {
            "in_time": "期限内",
            "due_soon": "即将到期",
            "overdue": "已超期",
            "done_in_time": "按期",
            "done_late": "超期",
            "too_early": "时间不足",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Notice:
    """How long before the end a term counts as due soon."""

    days: int = 3
    hours: int = 4


def standing(
    found: Due, now: datetime, *, done: datetime | None = None, soon: Notice | None = None
) -> Standing:
    """Return how the term stands at ``now``; ``done`` is the moment the act was done, if it was.

    A minimum (at_least) is kept when the act ends on or after its earliest end.
    """
    if found.term.kind == "at_least":
        ended = done or now
        if _day(ended) >= found.on:
            return Standing.DONE_IN_TIME if done else Standing.IN_TIME
        return Standing.TOO_EARLY if done else Standing.IN_TIME
    if done is not None:
        return Standing.DONE_LATE if _after(done, found) else Standing.DONE_IN_TIME
    if _after(now, found):
        return Standing.OVERDUE
    warning = soon or Notice()
    if found.at is not None:
        near = found.at - now <= timedelta(hours=warning.hours)
    else:
        near = found.on - _day(now) <= timedelta(days=warning.days)
    return Standing.DUE_SOON if near else Standing.IN_TIME


def _after(moment: datetime, found: Due) -> bool:
    if found.at is not None:
        return moment > found.at
    return _day(moment) > found.on


def _day(moment: datetime) -> date:
    """Return the day of a moment: in China's time when it is aware, as it stands otherwise."""
    return (moment.astimezone(CHINA) if moment.tzinfo else moment).date()


@dataclass(frozen=True, slots=True)
class OnTime:
    """How many of the finished and overdue acts were in time (按期率)."""

    in_time: int = 0
    late: int = 0
    standings: tuple[Standing, ...] = field(default=(), repr=False)

    @property
    def rate(self) -> float | None:
        """Return the share in time between 0 and 1, None when there is nothing to judge."""
        judged = self.in_time + self.late
        return self.in_time / judged if judged else None


def on_time(standings: tuple[Standing, ...]) -> OnTime:
    """Return the on-time figures: what is still open and not overdue is not judged."""
    good = sum(each is Standing.DONE_IN_TIME for each in standings)
    bad = sum(
        each in (Standing.DONE_LATE, Standing.OVERDUE, Standing.TOO_EARLY) for each in standings
    )
    return OnTime(good, bad, standings)
