"""``gongkai clock``: when a reply is due (答复期限), and why, day by day."""

from __future__ import annotations

import argparse
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from gongkai.cli import calendar as calendar_command
from gongkai.cli.calendar import UsageError, add_shared_arguments, load_calendar, write
from gongkai.cli.console import complain
from gongkai.cli.output import OutputError
from gongkai.core.calendar.working_days import CountedDay, WorkingDays
from gongkai.core.law import clocks, event_lines, parameters, receipt
from gongkai.core.law.clocks import CaseFacts, Clock, Deadline, Position
from gongkai.core.law.event_lines import LineError
from gongkai.core.law.events import Channel, Event
from gongkai.core.law.parameters import Scalar, SettingError

CHINA = timezone(timedelta(hours=8))
EVENT_HELP = "一项经过，可以多次给出：“2026-03-05 告知补正（2026-03-25 前）”"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``gongkai clock``."""
    known = "、".join(f"{key}（{rule.label}）" for key, rule in receipt.channels().items())
    parser.add_argument("received", nargs="?", metavar="DATE", help="收到申请之日（2026-03-02）")
    parser.add_argument(
        "--channel",
        choices=tuple(Channel),
        default=Channel.IN_PERSON,
        metavar="CHANNEL",
        help=f"申请渠道：{known}；默认 in_person",
    )
    parser.add_argument("--event", action="append", default=[], metavar="LINE", help=EVENT_HELP)
    parser.add_argument("--events", metavar="FILE", help="写有经过的文本文件，一行一项")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="本机关的设定，可以多次给出",
    )
    parser.add_argument("--today", metavar="DATE", help="以哪一日为今天")
    add_shared_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Compute the clock and print it; return 0, or 2 with one line saying what is wrong."""
    try:
        calendar = load_calendar(arguments.calendar)
        chosen = dict(_setting(text) for text in arguments.set)
        facts = CaseFacts(Channel(arguments.channel), tuple(_events(arguments)))
        clock = clocks.compute(facts, calendar, chosen)
        today = event_lines.day(arguments.today) if arguments.today else _today()
        soon = parameters.at(today, chosen).number("clocks.due_soon")
        position = clocks.position(clock, today, calendar, soon=soon)
        lines = _text(clock, position, today, calendar)
        return write(arguments, lines, _document(clock, position, today))
    except (UsageError, LineError, OutputError, SettingError) as error:
        complain(str(error))
        return calendar_command.WRONG_USAGE


def _today() -> date:
    return datetime.now(CHINA).date()


def _setting(text: str) -> tuple[str, Scalar]:
    name, sign, value = text.partition("=")
    if not sign:
        raise UsageError(f"“{text}”不是一项设定。请写成 clocks.fee_clock=resume 的样子。")
    return name, int(value) if value.isdigit() else value


def _events(arguments: argparse.Namespace) -> list[Event]:
    lines = list(arguments.event)
    if arguments.events:
        lines += _lines_of(Path(arguments.events))
    events = [event_lines.parse(line) for line in lines]
    if arguments.received:
        counts = receipt.channels()[Channel(arguments.channel)].on(
            event_lines.day(arguments.received)
        )
        events.append(Event(counts.counts, event_lines.day(arguments.received)))
    if not events:
        raise UsageError("请给出收到申请之日，或者用 --event、--events 写明经过。")
    return events


def _lines_of(file: Path) -> list[str]:
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}：不能读取经过（{error}）。请给出 UTF-8 文本文件。") from error
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _text(clock: Clock, position: Position, today: date, calendar: WorkingDays) -> list[str]:
    lines = [f"状态          {clock.state.label}"]
    if clock.received_on is not None:
        weekday = calendar.day(clock.received_on).weekday
        lines.append(f"收到申请之日  {clock.received_on} {weekday}")
    if clock.reply is not None:
        lines.append(f"{clock.reply.label}届满  {_due(clock.reply, calendar)}")
    lines += [f"今天 {today}    {_position(position)}", "", "怎样算出"]
    lines += [f"  {step}" for step in clock.steps]
    lines += _section("请核对", [reason.sentence for reason in clock.problems])
    lines += _section("推定（可以设定）", clock.assumptions)
    lines += _section("其他期限", [_other(each, calendar) for each in clock.others])
    if clock.reply is not None:
        lines += _section("逐日", [counted.sentence for counted in clock.reply.listed])
    return lines


def _section(title: str, lines: list[str] | tuple[str, ...]) -> list[str]:
    return ["", title, *(f"  {line}" for line in lines)] if lines else []


def _due(deadline: Deadline, calendar: WorkingDays) -> str:
    tail = "（暂定：有的年份尚未录入放假通知）" if deadline.provisional else ""
    return f"{deadline.due_on} {calendar.day(deadline.due_on).weekday}{tail}"


def _other(deadline: Deadline, calendar: WorkingDays) -> str:
    note = f"；{deadline.note}" if deadline.note else ""
    return f"{deadline.label}：{_due(deadline, calendar)}（{deadline.basis}）{note}"


def _position(position: Position) -> str:
    if position.days_left is None:
        return position.standing.label
    if position.days_left < 0:
        return f"{position.standing.label} {-position.days_left} 个工作日"
    return f"{position.standing.label}，还剩 {position.days_left} 个工作日"


def _document(clock: Clock, position: Position, today: date) -> dict[str, Any]:
    return {
        "schema": "gongkai.clock/1",
        "state": clock.state.value,
        "received_on": clock.received_on,
        "closed_on": clock.closed_on,
        "in_time": clock.in_time,
        "today": today,
        "standing": position.standing.value,
        "days_left": position.days_left,
        "reply": _deadline(clock.reply) if clock.reply else None,
        "others": [_deadline(each) for each in clock.others],
        "steps": list(clock.steps),
        "problems": [
            {"code": reason.code, "sentence": reason.sentence, "basis": reason.basis}
            for reason in clock.problems
        ],
        "assumptions": list(clock.assumptions),
    }


def _deadline(deadline: Deadline) -> dict[str, Any]:
    return {
        "key": deadline.key,
        "label": deadline.label,
        "start": deadline.start,
        "due_on": deadline.due_on,
        "working_days": deadline.working_days,
        "provisional": deadline.provisional,
        "basis": deadline.basis,
        "note": deadline.note,
        "days": [_day(counted) for counted in deadline.listed],
    }


def _day(counted: CountedDay) -> dict[str, Any]:
    return {
        "date": counted.day.on,
        "number": counted.number,
        "reason": counted.note or counted.day.reason,
        "provisional": counted.day.provisional,
    }
