"""Reading one's inbox (消息): a notice is marked as read."""

from __future__ import annotations

from datetime import datetime

from gongkai.apps.accounts.models import User
from gongkai.apps.casework.models import Notice


def mark_read(*, notice: Notice, reader: User, at: datetime) -> bool:
    """Mark a notice of one's own inbox as read (已读); false when it is somebody else's, or was read."""
    own = Notice.objects.filter(pk=notice.pk, user=reader, read_at=None)
    return bool(own.update(read_at=at))


def mark_all_read(*, reader: User, at: datetime) -> int:
    """Mark every notice of one's own inbox as read; return how many."""
    return Notice.objects.filter(user=reader, read_at=None).update(read_at=at)
