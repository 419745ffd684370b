"""``manage.py backup``: everything the instance owns, checked by a list; the keys apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from gongkai.jobs.copies.backing_up import back_up
from gongkai.jobs.copies.listing import CopyError


class Command(BaseCommand):
    """Backs the instance up (备份) while it runs."""

    help = "备份数据库和文件到空目录，可在运行中进行；密钥另存一处，与备份分开保管。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("folder", type=Path, help="备份目录（空的，或者还没有的）")
        parser.add_argument(
            "--keys", type=Path, help="密钥另存到这个目录；没有密钥，加密的内容不能读出"
        )
        parser.add_argument("--portable", action="store_true", help="按行存成 JSON，可换数据库恢复")

    def handle(self, *_: Any, folder: Path, keys: Path | None, portable: bool, **__: Any) -> None:
        """Back up.

        Raises:
            CommandError: A folder is not empty.
        """
        data = Path(settings.DATA)
        try:
            facts = back_up(folder, data=data, keys=keys, portable=portable, at=timezone.now())
        except CopyError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"已备份 {len(facts['files'])} 个文件，留痕 {facts['trail'][0]} 条：{folder}"
        )
        if keys is None:
            self.stdout.write("未存密钥。请用 --keys 另存一次，与备份分开保管")
