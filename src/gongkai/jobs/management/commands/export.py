"""``manage.py export``: everything on proactive disclosure, in open formats."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from gongkai.jobs.copies.exporting import export
from gongkai.jobs.copies.listing import CopyError


class Command(BaseCommand):
    """Exports the instance in open formats (导出)."""

    help = "以开放格式导出全部公开工作数据：JSON、HTML、CSV、XLSX、附件、留痕；可用 import 装入空的实例。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--output", type=Path, required=True, help="导出到这个空目录")

    def handle(self, *_: Any, output: Path, **__: Any) -> None:
        """Export.

        Raises:
            CommandError: The folder is not empty.
        """
        places = {
            "data": Path(settings.DATA),
            "site": Path(settings.SITE_ROOT),
            "keys": Path(settings.KEYS_ROOT),
        }
        try:
            facts = export(output, **places, at=timezone.now())
        except CopyError as error:
            raise CommandError(str(error)) from error
        count = facts["rows"]["publishing.document"]
        self.stdout.write(f"已导出 {count} 条信息、{len(facts['files'])} 个文件：{output}")
