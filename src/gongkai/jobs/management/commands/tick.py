"""``manage.py tick``: runs the timed tasks once; for cron or a systemd timer, every minute."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from gongkai.apps.outbox.queries import beats
from gongkai.jobs import timetable


class Command(BaseCommand):
    """Runs every timed task once and says how each went."""

    help = "执行一次定时任务：到时发布、到期失效、清理。"

    def handle(self, *_: Any, **__: Any) -> None:
        """Run the tasks.

        Raises:
            CommandError: At least one task failed; the others ran.
        """
        results = timetable.tick(at=timezone.now())
        for beat in beats():
            self.stdout.write(f"{beat.task}: {beat.note}")
        failed = [name for name, well in results.items() if not well]
        if failed:
            raise CommandError(f"未完成：{'、'.join(failed)}。其余任务已执行，原因见运行日志")
