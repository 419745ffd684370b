"""Making the public tree anew (整站重建): at once, or through the queue when a worker is at it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from gongkai.adapters.site.position import Progress
from gongkai.adapters.site.writer import is_held
from gongkai.apps.outbox import actions as outbox
from gongkai.apps.outbox.models import Message
from gongkai.jobs.handling import node_handlers
from gongkai.jobs.positions import Kept, keep, newest

REBUILD = "site.rebuild"
COVERED = (
    "publishing.published",
    "publishing.withdrawn",
    "publishing.validity_changed",
    "organizations.body_changed",
    REBUILD,
)


def address_file() -> Path:
    """Return the file that keeps the address for which the tree was made."""
    return Path(settings.DATA) / "site-address"


def is_current() -> bool:
    """Return whether there is a tree and it was made for the address that the site has now."""
    place = address_file()
    return place.exists() and place.read_text("utf-8") == settings.SITE_ADDRESS


def rebuild_or_queue(*, at: datetime) -> bool:
    """Rebuild at once and return true; when a worker holds the tree, leave it a message instead."""
    if is_held(Path(settings.SITE_ROOT)):
        with transaction.atomic():
            key = f"{REBUILD}:{at.isoformat()}"
            outbox.put(REBUILD, stream=REBUILD, key=key, at=at)
        return False
    rebuild(at=at)
    return True


def rebuild(*, at: datetime) -> None:
    """Make the tree anew; messages written before are thereby done.

    Raises:
        SiteBusyError: Another process of this node holds the tree.
    """
    # Read first: what is published while the pages are made is followed afterwards.
    position = newest(at)
    message = Message(topic=REBUILD, stream=REBUILD, key=REBUILD, written_at=at)
    for handler in node_handlers(REBUILD):
        handler(message)
    keep(Progress(Path(settings.SITE_ROOT)), Kept(position))
    outbox.settle(topics=COVERED, at=at)
    address_file().write_text(settings.SITE_ADDRESS, "utf-8")
