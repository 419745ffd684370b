"""Time that is not counted (不计入的时间): consulting third parties, co-makers and other bodies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.core.calendar.working_days import Count, WorkingDays
from gongkai.core.law.events import Event, EventKind, Party
from gongkai.core.law.parameters import Law

TERMS = {
    Party.THIRD_PARTY: "clocks.third_party_answer",
    Party.CO_MAKER: "clocks.co_maker_answer",
    Party.OTHER_BODY: "clocks.other_body_answer",
}
SILENCE = {
    Party.THIRD_PARTY: "逾期未提出意见的，由行政机关依照《条例》决定是否公开",
    Party.CO_MAKER: "逾期未提出意见的，视为同意公开",
    Party.OTHER_BODY: "",
}


@dataclass(frozen=True, slots=True)
class Pause:
    """A run of days left out: after ``first`` up to ``last``; ``last`` None while it is open.

    ``ends`` says which end points also count as left out (``first``) or do not (``last``).
    """

    reason: str
    first: date
    last: date | None
    ends: frozenset[str]
    sentence: str = ""

    def covers(self, on: date) -> bool:
        """Return whether ``on`` is left out."""
        if on < self.first or (on == self.first and "first" not in self.ends):
            return False
        if self.last is None:
            return True
        return on < self.last or (on == self.last and "without_last" not in self.ends)


@dataclass(frozen=True, slots=True)
class AnswerTerm:
    """The term in which a consulted party answers, from its receipt of the letter."""

    party: Party
    count: Count
    basis: str
    note: str


@dataclass(frozen=True, slots=True)
class _Consultation:
    party: Party
    sent_on: date
    received_on: date | None
    answered_on: date | None

    @property
    def begins_on(self) -> date:
        return self.received_on or self.sent_on


def _consultations(events: Iterable[Event]) -> list[_Consultation]:
    listed = list(events)

    def first(kind: EventKind, sent: Event) -> date | None:
        days = [
            event.on
            for event in listed
            if event.kind is kind
            and (event.party, event.reference) == (sent.party, sent.reference)
            and event.on >= sent.on
        ]
        return min(days, default=None)

    found: dict[tuple[Party, str], _Consultation] = {}
    for sent in listed:
        if sent.kind is EventKind.CONSULTED and (sent.party, sent.reference) not in found:
            found[sent.party, sent.reference] = _Consultation(
                sent.party,
                sent.on,
                first(EventKind.CONSULTATION_RECEIVED, sent),
                first(EventKind.CONSULTATION_ANSWERED, sent),
            )
    return list(found.values())


def answer_terms(
    events: Iterable[Event], law: Law, calendar: WorkingDays
) -> tuple[AnswerTerm, ...]:
    """Return the term of every consultation the law of the day sets one for (第三十二、三十四条)."""
    terms = (_answer_term(each, law, calendar) for each in _consultations(events))
    return tuple(term for term in terms if term is not None)


def _answer_term(each: _Consultation, law: Law, calendar: WorkingDays) -> AnswerTerm | None:
    value = law.find(TERMS[each.party])
    if value is None:
        return None
    count = calendar.add(each.begins_on, law.number(TERMS[each.party]))
    unknown = "对方收到之日未登记，暂自发出之日推算"
    notes = [SILENCE[each.party], "" if each.received_on else unknown]
    return AnswerTerm(each.party, count, value.basis, "；".join(filter(None, notes)))


def pauses(events: Iterable[Event], law: Law, calendar: WorkingDays) -> tuple[Pause, ...]:
    """Return the time each consultation takes out of the reply term (《条例》第三十三条第三款).

    It ends with the answer, or with the party's own term when no answer came in it.
    """
    value = law.get("clocks.pauses")
    parties = value.value if isinstance(value.value, tuple) else ()
    ends = _ends(law)
    return tuple(
        _pause(each, law, calendar, value.basis, ends)
        for each in _consultations(events)
        if each.party in parties
    )


def _ends(law: Law) -> frozenset[str]:
    found = set()
    if law.get("clocks.pause_first_day").value == "day_of_sending":
        found.add("first")
    if law.get("clocks.pause_last_day").value == "day_before_answer":
        found.add("without_last")
    return frozenset(found)


def _pause(
    each: _Consultation, law: Law, calendar: WorkingDays, basis: str, ends: frozenset[str]
) -> Pause:
    term = _answer_term(each, law, calendar)
    last = each.answered_on
    if term is not None and (last is None or last > term.count.due_on):
        last = term.count.due_on
    reason = f"征求{each.party.label}意见，不计入"
    how = "尚未答复，届满日待定" if last is None else f"至 {last}"
    sentence = (
        f"{each.sent_on} 发出征求意见书，{how}，征求{each.party.label}意见的时间不计入（{basis}）"
    )
    return Pause(reason, each.sent_on, last, ends, sentence)
