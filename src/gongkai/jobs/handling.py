"""Handling messages (消息办理): lease, call the handlers of the topic, close or try again later."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from datetime import datetime
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from gongkai.apps.outbox import actions
from gongkai.apps.outbox.models import Message

log = logging.getLogger(__name__)
Handler = Callable[[Message], None]
Clock = Callable[[], datetime]


@cache
def handlers(topic: str) -> tuple[Handler, ...]:
    """Return the functions that ``OUTBOX_HANDLERS`` names for a topic, in order."""
    return tuple(import_string(path) for path in settings.OUTBOX_HANDLERS.get(topic, ()))


@cache
def node_handlers(topic: str) -> tuple[Handler, ...]:
    """Return what every node does with a topic for its own copy (``NODE_HANDLERS``), in order."""
    return tuple(import_string(path) for path in settings.NODE_HANDLERS.get(topic, ()))


def drain(*, worker: str, clock: Clock, count: int = 10) -> int:
    """Handle up to ``count`` messages that are due and return how many were taken."""
    taken = actions.lease(worker=worker, at=clock(), count=count)
    for message in taken:
        handle(message, clock=clock)
    return len(taken)


def handle(message: Message, *, clock: Clock) -> bool:
    """Call the handlers of one leased message; a failure is noted on it and tried again later."""
    if message.leased_until is None or clock() >= message.leased_until:
        return False
    try:
        for handler in handlers(message.topic):
            handler(message)
    except Exception:
        log.exception("message %s %s, attempt %s", message.pk, message.topic, message.attempts)
        actions.failed(message, error=traceback.format_exc(), at=clock())
        return False
    return actions.done(message, at=clock())
