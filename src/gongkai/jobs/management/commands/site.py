"""``manage.py site``: make the public tree anew, restate its manifest, prepare it at start."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from gongkai.adapters.site.signing import Signer
from gongkai.adapters.site.writer import SiteBusyError, SiteWriter
from gongkai.jobs import catching_up


class Command(BaseCommand):
    """Keeps the public tree (公开站点)."""

    help = "重建公开站点（rebuild）、整理清单（checkpoint）、启动前准备（prepare）。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the sub-commands."""
        verbs = parser.add_subparsers(dest="verb", required=True, parser_class=ArgumentParser)
        verbs.add_parser("rebuild", help="全站重建；后台任务正在运行的，交给它办理")
        verbs.add_parser("checkpoint", help="在清单里重新列出全部文件，以后核验从这里读起")
        verbs.add_parser("prepare", help="没有站点或网址变了的，重建")

    def handle(self, *_: Any, verb: str, **__: Any) -> None:
        """Run the sub-command.

        Raises:
            CommandError: The tree is held by a worker and cannot be restated.
        """
        {"rebuild": self._rebuild, "checkpoint": self._checkpoint, "prepare": self._prepare}[verb]()

    def _rebuild(self) -> None:
        if catching_up.rebuild_or_queue(at=timezone.now()):
            self.stdout.write(f"已重建 {settings.SITE_ROOT}")
        else:
            self.stdout.write("后台任务正在运行：已交给它重建")

    def _checkpoint(self) -> None:
        key = Path(settings.KEYS_ROOT) / "site.pem"
        try:
            with SiteWriter(Path(settings.SITE_ROOT), Signer.at(key)) as writer:
                writer.checkpoint()
                self.stdout.write(f"清单已重新列出 {len(writer.files)} 个文件")
        except SiteBusyError as error:
            raise CommandError("后台任务正在运行，不能整理清单。请先停止后台任务") from error

    def _prepare(self) -> None:
        if not catching_up.is_current():
            self.stdout.write(f"正在生成公开站点 {settings.SITE_ADDRESS} ……")
            catching_up.rebuild(at=timezone.now())
