"""Playing stories (按时间演进): many lives of documents, each step at its own moment, in order of time.

A story is a generator: it yields the moment at which it wants to go on and is sent the moment at
which it does. All stories share one line of time, so that trail and numbers grow as in real life.
"""

from __future__ import annotations

import heapq
import random
from collections.abc import Generator, Iterable
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from gongkai.core.calendar.working_days import shipped

CHINA = ZoneInfo("Asia/Shanghai")
Story = Generator[datetime, datetime, Any]
OPENS, CLOSES = time(8, 30), time(17, 30)


def play(stories: Iterable[Story], *, until: datetime) -> None:
    """Play all stories up to ``until``; what a story wanted to do later stays undone."""
    waiting = [(next(story), number, story) for number, story in enumerate(stories)]
    heapq.heapify(waiting)
    while waiting and waiting[0][0] <= until:
        moment, number, story = heapq.heappop(waiting)
        try:
            wanted = story.send(moment)
        except StopIteration:
            continue
        heapq.heappush(waiting, (max(wanted, moment), number, story))


class Pace:
    """How quickly an office works: moments within office hours, different for every story."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)  # noqa: S311 - no secret hangs on it

    def soon(self, after: datetime) -> datetime:
        """Return a moment some hours later."""
        return self.office(after + timedelta(minutes=self._random.randint(20, 300)))

    def days(self, after: datetime, days: int) -> datetime:
        """Return a moment in office hours some days later."""
        moment = after.astimezone(CHINA) + timedelta(days=days)
        minute = self._random.randint(0, 470)
        return self.office(
            moment.replace(hour=8, minute=30, second=0, microsecond=0) + timedelta(minutes=minute)
        )

    def office(self, moment: datetime) -> datetime:
        """Return ``moment``, or the next working morning when the office is closed then."""
        local = moment.astimezone(CHINA)
        works = shipped().is_working
        if local.time() > CLOSES or not works(local.date()):
            local = (local + timedelta(days=1)).replace(hour=8, minute=30)
            while not works(local.date()):
                local += timedelta(days=1)
            return local + timedelta(minutes=self._random.randint(1, 90))
        if local.time() < OPENS:
            return local.replace(hour=8, minute=30) + timedelta(minutes=self._random.randint(1, 60))
        return local

    def before(self, moment: datetime) -> datetime:
        """Return ``moment``, or the last working morning before it when it was no working day."""
        local = moment.astimezone(CHINA)
        while not shipped().is_working(local.date()):
            local -= timedelta(days=1)
        return local.replace(hour=9, minute=self._random.randint(0, 50), second=0, microsecond=0)

    def chance(self, share: float) -> bool:
        """Return true in ``share`` of the cases."""
        return self._random.random() < share

    def pick(self, lowest: int, highest: int) -> int:
        """Return a whole number between the two, both included."""
        return self._random.randint(lowest, highest)
