"""``manage.py search``: make this node's search index anew, or make it when there is none."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from gongkai.adapters.search_index.writing import IndexBusyError
from gongkai.apps.publishing.queries import searching
from gongkai.jobs import indexing


class Command(BaseCommand):
    """Keeps the search index (检索索引) of this node."""

    help = "重建检索索引（rebuild，不停检索）、启动前准备（prepare）、查看状态（state）。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the sub-commands."""
        verbs = parser.add_subparsers(dest="verb", required=True, parser_class=ArgumentParser)
        verbs.add_parser("rebuild", help="在旁边重新建立索引，建好后替换；期间检索照常")
        verbs.add_parser("prepare", help="没有索引或版本不合的，建立")
        verbs.add_parser("state", help="可检索的信息件数、滞后的秒数")

    def handle(self, *_: Any, verb: str, **__: Any) -> None:
        """Run the sub-command.

        Raises:
            CommandError: Another process of this node makes the index.
        """
        root = Path(settings.INDEX_ROOT)
        now = timezone.now()
        try:
            if verb == "rebuild":
                indexing.Follower(root).rebuild(at=now)
            elif verb == "prepare":
                indexing.prepare(root, at=now)
        except IndexBusyError as error:
            raise CommandError("另一进程正在重建检索索引。请等它完成后再试") from error
        state = searching.state(at=timezone.now())
        self.stdout.write(f"可检索 {state.documents} 件，滞后 {state.lag_seconds} 秒")
