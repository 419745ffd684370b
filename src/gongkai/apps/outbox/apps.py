"""The app of the outbox."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Messages that a worker handles after the transaction that wrote them."""

    name = "gongkai.apps.outbox"
    label = "outbox"
    verbose_name = "待办队列"
