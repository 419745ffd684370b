"""``manage.py demo``: fills an empty instance with the invented county."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from gongkai.apps.organizations import queries as organizations
from gongkai.jobs import catching_up


class Command(BaseCommand):
    """Loads the demo county into an empty database."""

    help = "在空库里装入演示县：单位、人员、三年的信息、各种状态的在办件。仅用于演示。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("--if-empty", action="store_true", help="库里已有单位的，什么也不做")

    def handle(self, *_: Any, if_empty: bool, **__: Any) -> None:
        """Load the county and make its pages.

        Raises:
            CommandError: The database is not empty.
        """
        if organizations.bodies().exists():
            if if_empty:
                return
            raise CommandError("库里已有单位，演示县只能装入空库。请换一个 DATA 目录")
        # Every start passes here; what makes Word, Excel and PDF is imported only to load.
        from gongkai.jobs.demo.loading import identify, load
        from gongkai.jobs.demo.logins import logins

        at = timezone.now()
        data = Path(settings.DATA)
        self.stdout.write("正在装入演示县（约一分钟）……")
        load(at=at, logins=logins(data / "demo-users.json"))
        identify(data / "site.json")
        self.stdout.write("正在生成公开站点……")
        catching_up.rebuild(at=at)
