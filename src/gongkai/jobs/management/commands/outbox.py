"""``manage.py outbox``: how the queue stands; try again what was given up."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from gongkai.apps.outbox import actions, queries


class Command(BaseCommand):
    """Shows the outbox and revives messages that were given up."""

    help = "查看待办队列；--retry 重新办理已放弃的消息。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("--retry", action="store_true", help="重新办理已放弃的消息")

    def handle(self, *_: Any, retry: bool, **__: Any) -> None:
        """Print the state, then every message given up with the last line of its error."""
        now = timezone.now()
        state = queries.state(at=now)
        self.stdout.write(
            f"待办 {state.pending} 条，最久 {state.oldest_seconds} 秒，已放弃 {state.dead} 条"
        )
        for message in list(queries.dead_messages()):
            why = (message.error.strip().splitlines() or [""])[-1]
            self.stdout.write(f"{message.pk} {message.topic} {message.key}: {why}")
            if retry:
                actions.revive(message, at=now)
