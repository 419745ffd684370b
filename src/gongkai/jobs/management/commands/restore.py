"""``manage.py restore``: a backup into an empty ``DATA`` and an empty database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from gongkai.jobs import catching_up
from gongkai.jobs.copies.listing import CopyError
from gongkai.jobs.copies.restoring import restore


class Command(BaseCommand):
    """Restores a backup (恢复)."""

    help = "把备份恢复到空的 DATA 目录和空的数据库，逐个核对，并重建公开站点。"
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("folder", type=Path, help="备份目录")
        parser.add_argument("--keys", type=Path, help="备份密钥的目录")
        parser.add_argument("--without-keys", action="store_true", help="没有密钥也恢复")
        parser.add_argument("--no-site", action="store_true", help="不重建公开站点")

    def handle(
        self, *_: Any, folder: Path, keys: Path | None, without_keys: bool, no_site: bool, **__: Any
    ) -> None:
        """Restore, check, and make the public tree.

        Raises:
            CommandError: The backup, the keys or the place do not allow it, or the check fails.
        """
        data = Path(settings.DATA)
        try:
            facts = restore(
                folder, data=data, keys=keys, without_keys=without_keys, tell=self.stdout.write
            )
        except CopyError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"已恢复 {facts['made_at']} 的备份，留痕完整，文件齐全")
        if not no_site:
            self.stdout.write("正在生成公开站点……")
            catching_up.rebuild(at=timezone.now())
