"""The day of receipt (收到申请之日) by channel, and the day a reply counts as made (答复之日)."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from gongkai.core.kernel import data
from gongkai.core.kernel.refusals import Reason
from gongkai.core.law.events import Channel, Event, EventKind, in_order


@dataclass(frozen=True, slots=True)
class Counting:
    """Which fact fixes the day, and the article that says so."""

    counts: EventKind
    basis: str
    verified: bool = True


@dataclass(frozen=True, slots=True)
class ChannelRule:
    """How the day of receipt is fixed for one channel, by day of effect."""

    key: Channel
    label: str
    values: Mapping[date, Counting]

    def on(self, day: date) -> Counting:
        """Return the rule in force on ``day`` (the first one for days before it)."""
        since = [start for start in sorted(self.values) if start <= day]
        return self.values[since[-1] if since else min(self.values)]


@dataclass(frozen=True, slots=True)
class ServiceRule:
    """How the day of a reply is fixed for one manner of service (送达方式)."""

    key: str
    label: str
    counts: Literal["signed", "posted", "sent"]
    basis: str
    verified: bool = True


@dataclass(frozen=True, slots=True)
class _Rules:
    channels: tuple[ChannelRule, ...]
    services: tuple[ServiceRule, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """The day of receipt, or the reason why there is none yet."""

    on: date | None
    basis: str
    sentence: str
    missing: Reason | None = None


@functools.cache
def _rules() -> _Rules:
    rules: _Rules = data.load("gongkai.core.law", "channels.yaml", _Rules)
    return rules


def channels() -> dict[Channel, ChannelRule]:
    """Return the rule of every channel."""
    return {rule.key: rule for rule in _rules().channels}


def services() -> dict[str, ServiceRule]:
    """Return the rule of every manner of service."""
    return {rule.key: rule for rule in _rules().services}


def determine(channel: Channel, events: Iterable[Event]) -> Receipt:
    """Return the day of receipt (《条例》第三十一条): the first event of the kind that counts.

    The wording of the law is that of the day on which the application first reached the body.
    """
    ordered = in_order(events)
    arrival = [event.on for event in ordered if event.kind in ARRIVAL]
    rule = channels()[channel]
    counting = rule.on(arrival[0] if arrival else date.max)
    days = [event.on for event in ordered if event.kind is counting.counts]
    if days:
        how = "" if rule.label == counting.counts.label else f"（{rule.label}）"
        sentence = (
            f"{days[0]} {counting.counts.label}{how}，"
            f"以该日为收到申请之日（{counting.basis}），当日不计入期限"
        )
        return Receipt(days[0], counting.basis, sentence)
    sentence = (
        f"申请以“{rule.label}”提出，以“{counting.counts.label}”之日为收到申请之日，"
        "该日尚未登记，答复期限没有开始。请登记该日。"
    )
    return Receipt(None, counting.basis, sentence, Reason("receipt", sentence, counting.basis))


ARRIVAL = (EventKind.HANDED_IN, EventKind.SIGNED_FOR, EventKind.ARRIVED, EventKind.CONFIRMED)


def reply_day(service: str, days: Mapping[str, date]) -> date | None:
    """Return the day a reply counts as made; ``days`` holds what is known of signed, posted, sent.

    Raises:
        KeyError: There is no such manner of service.
    """
    return days.get(services()[service].counts)
