"""``manage.py worker``: drains the outbox until it is told to stop."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, close_old_connections
from django.utils import timezone

from gongkai.jobs import handling, timetable

IDLE_SECONDS = 0.5
TICK_SECONDS = 20


class Command(BaseCommand):
    """Handles outbox messages; with ``--tick`` it also keeps the timetable."""

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
        while not stop.is_set():
            if tick and time.monotonic() >= next_tick:
                self._guarded(timetable.tick, at=timezone.now())
                next_tick = time.monotonic() + TICK_SECONDS
            taken = self._guarded(handling.drain, worker=name, clock=timezone.now)
            if not taken:
                if once:
                    return
                close_old_connections()
                stop.wait(IDLE_SECONDS)

    def _guarded(self, work: Any, **arguments: Any) -> Any:
        try:
            return work(**arguments)
        except OperationalError as error:
            self.stderr.write(f"数据库暂时不可用，稍后再试：{error}")
            close_old_connections()
            return 0
