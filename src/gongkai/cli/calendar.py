"""``gongkai calendar``: working days (工作日) of a year, a span, a count, a single day."""

from __future__ import annotations

import argparse
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from gongkai.cli.console import complain
from gongkai.cli.output import OutputError, open_output
from gongkai.core.calendar.working_days import Count, Day, WorkingDays, shipped
from gongkai.core.calendar.years_data import CalendarYear
from gongkai.core.kernel import data
from gongkai.core.law.event_lines import LineError, day

DONE, WRONG_USAGE = 0, 2
LONGEST_SPAN = 3660


class UsageError(Exception):
    """What was asked cannot be answered; ``str()`` is one Chinese line."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``gongkai calendar``."""
    parser.add_argument(
        "when", nargs="+", metavar="YEAR|DATE", help="年份、日期，或者起止两个日期（2026-03-02）"
    )
    parser.add_argument("--add", type=int, metavar="N", help="自该日的次日起数 N 个工作日")
    parser.add_argument("--back", type=int, metavar="N", help="自该日的前一日起倒数 N 个工作日")
    add_shared_arguments(parser)


def add_shared_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``calendar`` and ``clock`` share."""
    parser.add_argument(
        "--calendar", action="append", default=[], metavar="FILE", help="另加一年的放假安排（YAML）"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="输出格式")
    parser.add_argument("--output", metavar="FILE", help="写入文件；不给则写到标准输出")


def run(arguments: argparse.Namespace) -> int:
    """Answer and return 0, or 2 with one line saying what is wrong."""
    try:
        calendar = load_calendar(arguments.calendar)
        lines, document = _answer(arguments, calendar)
        return write(arguments, lines, document)
    except (UsageError, LineError, OutputError) as error:
        complain(str(error))
        return WRONG_USAGE


def load_calendar(files: list[str]) -> WorkingDays:
    """Return the shipped calendar with the years of ``files`` added.

    Raises:
        UsageError: A file cannot be read or does not describe a year.
    """
    try:
        return shipped().extended(*(_year(Path(file)) for file in files))
    except data.DataError as error:
        raise UsageError("；".join(error.mistakes)) from error


def _year(file: Path) -> CalendarYear:
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}：不能读取放假安排（{error}）。请给出 YAML 文件。") from error
    year: CalendarYear = data.structure(
        data.parse(text, source=str(file)), CalendarYear, source=str(file)
    )
    return year


def write(arguments: argparse.Namespace, lines: list[str], document: dict[str, Any]) -> int:
    """Write the answer in the format that was asked for.

    Raises:
        OutputError: The output file cannot be written.
    """
    if arguments.format == "json":
        text = json.dumps(document, ensure_ascii=False, indent=2, default=str)
    else:
        text = "\n".join(lines)
    with open_output(arguments.output) as stream:
        stream.write(f"{text}\n".encode())
    return DONE


def _answer(
    arguments: argparse.Namespace, calendar: WorkingDays
) -> tuple[list[str], dict[str, Any]]:
    when = arguments.when
    counting = arguments.add if arguments.add is not None else arguments.back
    if len(when) > 2:
        raise UsageError("最多给出起止两个日期。")
    if arguments.add is not None and arguments.back is not None:
        raise UsageError("--add 和 --back 不能同时使用。")
    if counting is not None:
        if len(when) != 1 or re.fullmatch(r"\d{4}", when[0]):
            raise UsageError("--add 和 --back 需要一个起算日期。")
        return _count(calendar, day(when[0]), counting, back=arguments.back is not None)
    if len(when) == 2:
        return _span(calendar, day(when[0]), day(when[1]))
    if re.fullmatch(r"\d{4}", when[0]):
        return _whole_year(calendar, int(when[0]))
    return _single(calendar, day(when[0]))


def _count(
    calendar: WorkingDays, start: date, days: int, *, back: bool
) -> tuple[list[str], dict[str, Any]]:
    if not 1 <= days <= LONGEST_SPAN:
        raise UsageError(f"工作日数应当在 1 至 {LONGEST_SPAN} 之间。")
    try:
        count = calendar.back(start, days) if back else calendar.add(start, days)
    except OverflowError as error:
        raise UsageError(f"{start} 起数 {days} 个工作日超出了日历的范围。") from error
    way = "倒数" if back else "起数"
    end = calendar.day(count.due_on)
    head = f"自 {start} {way} {days} 个工作日：{count.due_on} {end.weekday}{provisional(count)}"
    lines = [head, "", *(f"  {counted.sentence}" for counted in count.listed)]
    return lines, {
        "schema": "gongkai.calendar/1",
        "start": start,
        "working_days": days,
        "direction": "back" if back else "forward",
        "due_on": count.due_on,
        "provisional": count.provisional,
        "days": counted_days(count),
    }


def provisional(count: Count) -> str:
    """Return how a provisional date is marked, or nothing."""
    return "（暂定：有的年份尚未录入放假通知）" if count.provisional else ""


def counted_days(count: Count) -> list[dict[str, Any]]:
    """Return the days of a count for JSON."""
    return [
        {**_described(counted.day), "number": counted.number, "note": counted.note}
        for counted in count.listed
    ]


def _described(found: Day) -> dict[str, Any]:
    return {
        "date": found.on,
        "kind": found.kind.value,
        "name": found.name,
        "working": found.is_working,
        "provisional": found.provisional,
        "source": found.source,
    }


def _single(calendar: WorkingDays, on: date) -> tuple[list[str], dict[str, Any]]:
    found = calendar.day(on)
    answer = "是工作日" if found.is_working else "不是工作日"
    lines = [f"{on} {found.weekday} {answer}（{found.reason}）"]
    lines += [f"  依据 {found.source}"] if found.source else []
    return lines, {"schema": "gongkai.calendar/1", **_described(found)}


def _span(calendar: WorkingDays, first: date, last: date) -> tuple[list[str], dict[str, Any]]:
    length = (last - first).days + 1
    if length < 1:
        raise UsageError(f"截止日 {last} 早于起始日 {first}。")
    if length > LONGEST_SPAN:
        raise UsageError(f"起止相距 {length} 日，超过 {LONGEST_SPAN} 日。请分段查询。")
    days = [calendar.day(date.fromordinal(first.toordinal() + step)) for step in range(length)]
    working = sum(each.is_working for each in days)
    mark = "（暂定：有的年份尚未录入放假通知）" if any(d.provisional for d in days) else ""
    lines = [f"{first} 至 {last}（首尾都算）共 {length} 日，工作日 {working} 日{mark}", ""]
    lines += [f"  {each.on} {each.weekday} {each.reason}" for each in days]
    return lines, {
        "schema": "gongkai.calendar/1",
        "first": first,
        "last": last,
        "total": length,
        "working_days": working,
        "provisional": any(each.provisional for each in days),
        "days": [_described(each) for each in days],
    }


def _whole_year(calendar: WorkingDays, number: int) -> tuple[list[str], dict[str, Any]]:
    year = calendar.year(number)
    if year is None:
        loaded = f"{calendar.years[0]}—{calendar.years[-1]}"
        raise UsageError(
            f"{number} 年的放假通知没有录入，不能列出。已录入 {loaded} 年；"
            "可以用 --calendar 给出该年的放假安排。"
        )
    working = calendar.between(date(number - 1, 12, 31), date(number, 12, 31))
    lines = [f"{number} 年 工作日 {working} 日"]
    lines += [f"  依据 {notice.cited}" for notice in year.notices]
    lines += ["  放假"]
    lines += [f"    {each.name} {each.first} 至 {each.last}" for each in year.holidays]
    lines += ["  调休上班"]
    lines += [f"    {on} {calendar.day(on).weekday}" for on in year.make_up_workdays]
    return lines, {
        "schema": "gongkai.calendar/1",
        "year": number,
        "working_days": working,
        "notices": [
            {"title": n.title, "number": n.number, "dated_on": n.dated_on, "address": n.address}
            for n in year.notices
        ],
        "holidays": [
            {"name": each.name, "first": each.first, "last": each.last} for each in year.holidays
        ],
        "make_up_workdays": list(year.make_up_workdays),
    }
