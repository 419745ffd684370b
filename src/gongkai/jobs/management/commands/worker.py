"""``manage.py worker``: drains the outbox until it is told to stop."""

from __future__ import annotations

import logging
import os
import signal
import socket
import threading
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, close_old_connections
from django.utils import timezone

from gongkai.jobs import handling, timetable
from gongkai.jobs.indexing import Follower
from gongkai.jobs.site_following import SiteFollower

log = logging.getLogger(__name__)
IDLE_SECONDS = 0.5
TICK_SECONDS = 20
RETRY_SECONDS = 30  # after the search index could not be written


class Command(BaseCommand):
    """Handles outbox messages; with ``--tick`` it also keeps the timetable."""

    _index_again_at = 0.0
    help = "办理待办队列：生成页面、更新检索等。--once 办完现有的就退出，--tick 同时执行定时任务。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("--once", action="store_true", help="办完现有的就退出")
        parser.add_argument("--tick", action="store_true", help="同时执行定时任务")

    def handle(self, *_: Any, once: bool, tick: bool, **__: Any) -> None:
        """Run until SIGINT or SIGTERM; the message in hand is finished first."""
        stop = threading.Event()
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, lambda *_: stop.set())
        name = f"{socket.gethostname()}:{os.getpid()}"
        next_tick = 0.0
        follower = Follower(Path(settings.INDEX_ROOT))
        pages = SiteFollower(Path(settings.SITE_ROOT))
        while not stop.is_set():
            if tick and time.monotonic() >= next_tick:
                self._guarded(timetable.tick, at=timezone.now())
                self._guarded(pages.tell, node=settings.NODE, at=timezone.now())
                next_tick = time.monotonic() + TICK_SECONDS
            taken = self._guarded(handling.drain, worker=name, clock=timezone.now)
            shown = self._guarded(pages.step, at=timezone.now())
            followed = self._guarded(self._follow, follower=follower)
            if not taken and not shown and not followed:
                if once:
                    break
                close_old_connections()
                stop.wait(IDLE_SECONDS)
        follower.close()

    def _follow(self, *, follower: Follower) -> bool:
        """Bring the search index up to date; when that fails, pages are still published."""
        if time.monotonic() < self._index_again_at:
            return False
        try:
            return follower.step(at=timezone.now())
        except OperationalError:
            raise
        except Exception:
            log.exception("search index")
            follower.close()
            self._index_again_at = time.monotonic() + RETRY_SECONDS
            return False

    def _guarded(self, work: Any, **arguments: Any) -> Any:
        try:
            return work(**arguments)
        except OperationalError as error:
            self.stderr.write(f"数据库暂时不可用，稍后再试：{error}")
            close_old_connections()
            return 0
