"""Keeping this node's public tree up to date (更新站点): it follows the outbox by itself.

Each node has a tree of its own and remembers beside it how far it has followed, so nothing depends
on which worker handled a message: a node that was down, or killed, reads on from where it was. To
write the pages of a message twice changes nothing, so the position is kept after the pages.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from pathlib import Path

from django.db import OperationalError

from gongkai.adapters.site.position import Progress
from gongkai.adapters.site.writer import SiteBusyError
from gongkai.apps.outbox import actions as beats
from gongkai.apps.outbox import queries as outbox
from gongkai.apps.outbox.models import Message
from gongkai.jobs import catching_up
from gongkai.jobs.handling import node_handlers
from gongkai.jobs.positions import Kept, continues, keep, kept, reached_after

log = logging.getLogger(__name__)
COUNT = 50  # messages between two writings of the position
AGAIN_AFTER = timedelta(seconds=30)


class SiteFollower:
    """One process that keeps the tree; another one on the same node stands by."""

    def __init__(self, tree: Path) -> None:
        self._progress = Progress(tree)
        self._again_at: datetime | None = None

    def step(self, *, at: datetime) -> bool:
        """Follow what is new; return whether there was anything to do."""
        found = kept(self._progress)
        try:
            if found is None or not continues(found.position):
                catching_up.rebuild(at=at)
                return True
            return self._follow(found, at)
        except SiteBusyError:
            return False

    def tell(self, *, node: str, at: datetime) -> None:
        """Note for the office that this node is alive, and how far its pages are."""
        found = kept(self._progress)
        if found is None:
            note, well = "页面尚未生成", False
        else:
            note = f"页面已跟进到第 {found.position.last} 条消息"
            note += f"，{len(found.failed)} 条未能办理" if found.failed else ""
            well = not found.failed
        beats.beat(f"节点 {node}", at=at, ok=well, note=note)

    def _follow(self, found: Kept, at: datetime) -> bool:
        again = found.failed if self._again_at is None or self._again_at <= at else ()
        waited_for = [number for number, _ in found.position.missing]
        messages = outbox.messages_after(
            found.position.last, also=[*waited_for, *again], count=COUNT
        )
        failed = set(found.failed) - set(again)
        failed |= {one.pk for one in messages if not _carry_out(one)}
        if failed:
            self._again_at = at + AGAIN_AFTER
        new = [one for one in messages if one.pk not in again]
        reached = Kept(reached_after(found.position, new, at), tuple(sorted(failed)))
        if reached != found:
            keep(self._progress, reached)
        return bool(new)


def _carry_out(message: Message) -> bool:
    """Call what a node does with a message; return whether all of it was done."""
    try:
        for handler in node_handlers(message.topic):
            handler(message)
    except (SiteBusyError, OperationalError):
        raise
    except Exception:
        log.exception("message %s %s", message.pk, message.topic)
        return False
    return True
