"""``manage.py visits``: counts visits out of access logs, and writes the counts as a table."""

from __future__ import annotations

import csv
import hashlib
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from gongkai.adapters.site.access_log import read_log
from gongkai.apps.publishing.actions import record_visits
from gongkai.apps.publishing.queries.visits import visits_between, visits_by_day, visits_by_page
from gongkai.apps.trail.actions import TIMETABLE
from gongkai.core.kernel.refusals import Refused
from gongkai.core.publishing.visits import counted


class Command(BaseCommand):
    """Counts visits (访问统计) without keeping anything about readers."""

    help = (
        "从访问日志统计每日各页面的访问次数：不存地址，不计机器访问，一日不足五次的页面合并计数；"
        "同一份日志只计一次，请在日志轮换之后运行。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("logs", nargs="*", type=Path, help="已轮换的访问日志，可以是 .gz")
        parser.add_argument(
            "--since", type=date.fromisoformat, help="输出的起始日期，如 2026-01-01"
        )
        parser.add_argument("--until", type=date.fromisoformat, help="输出的截止日期")
        parser.add_argument("--output", type=Path, help="按日、按页面写成 CSV 的目录")

    def handle(self, *_: Any, logs: list[Path], output: Path | None, **options: Any) -> None:
        """Count the logs; tell the figure of the time asked for.

        Raises:
            CommandError: A log cannot be read.
        """
        for path in logs:
            self._count(path)
        today = timezone.localdate()
        time = {
            "since": options["since"] or today.replace(month=1, day=1),
            "until": options["until"] or today,
        }
        if output is not None:
            output.mkdir(parents=True, exist_ok=True)
            _write(output / "visits-by-day.csv", ("日期", "访问次数"), visits_by_day(**time))
            _write(output / "visits-by-page.csv", ("页面", "访问次数"), visits_by_page(**time))
        total = visits_between(**time)
        self.stdout.write(f"{time['since']} 至 {time['until']}：访问 {total} 次")

    def _count(self, path: Path) -> None:
        try:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            lines = list(read_log(path))
        except OSError as error:
            raise CommandError(f"{path}：无法读取（{error.strerror or error}）") from error
        counts = counted(one for one in lines if one is not None)
        try:
            record_visits(
                name=path.name, digest=digest, counts=counts, by=TIMETABLE, at=timezone.now()
            )
        except Refused as refusal:
            self.stdout.write(str(refusal))
            return
        visits = sum(one.visits for one in counts)
        unread = sum(one is None for one in lines)
        self.stdout.write(f"{path.name}：{len(lines)} 行，访问 {visits} 次，不能识别 {unread} 行")


def _write(path: Path, headings: tuple[str, ...], rows: list[tuple[Any, int]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headings)
        # A path begins with a stroke and "other" is a word: nothing here is taken for a formula.
        writer.writerows(rows)
