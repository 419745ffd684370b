"""What happens in a case (办件), as dated facts: the clock is computed from these and nothing else."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


class Channel(enum.StrEnum):
    """How the application came in (申请渠道)."""

    IN_PERSON = "in_person"
    ORAL = "oral"
    SIGNED_POST = "signed_post"
    ORDINARY_POST = "ordinary_post"
    OTHER_UNIT = "other_unit"
    INTERNET = "internet"
    EMAIL = "email"
    FAX = "fax"


class Party(enum.StrEnum):
    """Who is consulted (征求意见的对象)."""

    THIRD_PARTY = "third_party"
    CO_MAKER = "co_maker"
    OTHER_BODY = "other_body"

    @property
    def label(self) -> str:
        """Return the Chinese label."""
        labels = {"third_party": "第三方", "co_maker": "共同制作机关", "other_body": "其他机关"}
        return labels[self.value]


class EventKind(enum.StrEnum):
    """What happened; the order of the members is the order within one day."""

    HANDED_IN = "handed_in"
    SIGNED_FOR = "signed_for"
    ARRIVED = "arrived"
    CONFIRMED = "confirmed"
    REOPENED = "reopened"
    SUPPLEMENTATION_REQUESTED = "supplementation_requested"
    SUPPLEMENTED = "supplemented"
    CONSULTED = "consulted"
    CONSULTATION_RECEIVED = "consultation_received"
    CONSULTATION_ANSWERED = "consultation_answered"
    REASONS_ASKED = "reasons_asked"
    FEE_NOTIFIED = "fee_notified"
    FEE_NOTICE_RECEIVED = "fee_notice_received"
    FEE_PAID = "fee_paid"
    EXTENDED = "extended"
    DELAYED = "delayed"
    REPLIED = "replied"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"

    @property
    def label(self) -> str:
        """Return the Chinese label."""
        return LABELS[self]


LABELS = {
    EventKind.HANDED_IN: "当面提交",
    EventKind.SIGNED_FOR: "签收邮件",
    EventKind.ARRIVED: "申请到达",
    EventKind.CONFIRMED: "与申请人确认",
    EventKind.REOPENED: "重新办理",
    EventKind.SUPPLEMENTATION_REQUESTED: "告知补正",
    EventKind.SUPPLEMENTED: "收到补正",
    EventKind.CONSULTED: "发出征求意见书",
    EventKind.CONSULTATION_RECEIVED: "对方收到征求意见书",
    EventKind.CONSULTATION_ANSWERED: "收到对方意见",
    EventKind.REASONS_ASKED: "要求说明理由",
    EventKind.FEE_NOTIFIED: "发出收费通知",
    EventKind.FEE_NOTICE_RECEIVED: "申请人收到收费通知",
    EventKind.FEE_PAID: "申请人缴费",
    EventKind.EXTENDED: "延长答复期限",
    EventKind.DELAYED: "确定延迟答复",
    EventKind.REPLIED: "答复",
    EventKind.WITHDRAWN: "申请人撤回",
    EventKind.ENDED: "不再处理",
}
ORDER = {kind: place for place, kind in enumerate(EventKind)}
CLOSING = (EventKind.REPLIED, EventKind.WITHDRAWN, EventKind.ENDED)


@dataclass(frozen=True, slots=True)
class Event:
    """One dated fact.

    ``until`` is a day fixed by the act (end of the time for supplementation, of a delay, of a new term);
    ``days`` a number of working days (an extension); ``reference`` tells consultations apart;
    ``consented`` whether the head of the OGI office consented to an extension.
    """

    kind: EventKind
    on: date
    until: date | None = None
    days: int | None = None
    party: Party = Party.THIRD_PARTY
    reference: str = ""
    consented: bool = False


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the events by day and, within a day, by kind: however late they were entered."""
    return tuple(sorted(set(events), key=_place))


def _place(event: Event) -> tuple[object, ...]:
    return (
        event.on,
        ORDER[event.kind],
        event.party,
        event.reference,
        event.until or date.max,
        event.days or 0,
        not event.consented,
    )
