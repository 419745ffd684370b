"""`gongkai screen FILE...`: the checks of the gate before release, over drafts and attachments."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from gongkai.adapters.attachments.contents import UnreadableError
from gongkai.adapters.attachments.screening import screen_file
from gongkai.core.screening.alarms import Alarm, Gate

HELP = "检查待公开的文稿和附件：用语、文号和数字、个人信息、密级标志"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "paths", nargs="+", metavar="FILE", help="文稿或附件（docx xlsx pptx pdf 图片 txt html）"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="输出格式")


def run(options: argparse.Namespace) -> int:
    """Screen each file; 0 nothing to mend, 1 something to mend or answer, 2 a file was not read."""
    today = datetime.now(UTC).astimezone().date()
    results: list[dict[str, object]] = []
    unread, stops = False, False
    for path in options.paths:
        try:
            alarms = list(screen_file(Path(path).read_bytes(), on=today))
        except (OSError, UnreadableError) as error:
            unread = True
            reason = error.strerror if isinstance(error, OSError) else str(error)
            print(f"{path}：没有检查。{reason}", file=sys.stderr)
            continue
        stops = stops or any(alarm.gate is not Gate.ADVICE for alarm in alarms)
        results.append({"path": path, "alarms": [_plain(alarm) for alarm in alarms]})
        if options.format == "text":
            print("\n".join(_lines(path, alarms)))
    if options.format == "json":
        json.dump(
            {"schema": "gongkai.screening/1", "files": results}, sys.stdout, ensure_ascii=False
        )
        print()
    return 2 if unread else int(stops)


def _lines(path: str, alarms: list[Alarm]) -> Iterator[str]:
    yield f"{path}：{len(alarms)} 处提示" if alarms else f"{path}：没有提示"
    for alarm in alarms:
        place = f"{alarm.where}　" if alarm.where else ""
        yield f"  {alarm.rule} {alarm.gate.label}　{place}{alarm.message}"
        if alarm.excerpt:
            yield f"      “{alarm.excerpt}”"


def _plain(alarm: Alarm) -> dict[str, object]:
    return {
        "rule": alarm.rule,
        "gate": alarm.gate.value,
        "kind": alarm.kind,
        "message": alarm.message,
        "proposal": alarm.proposal,
        "where": alarm.where,
        "spans": [list(span) for span in alarm.spans],
        "excerpt": alarm.excerpt,
        "source": alarm.source,
        "fingerprint": alarm.fingerprint,
    }
