"""The terms of consultations (征求意见期限): until when whoever was asked may answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.apps.casework import entries, law
from gongkai.apps.casework.models import Case, Consultation
from gongkai.core.casework.happenings import facts
from gongkai.core.law.clocks.pauses import answer_terms
from gongkai.core.law.events import Channel, Party


def due_on(case: Case, consultation: Consultation) -> date | None:
    """Return the last day on which the consulted party may answer; None where the law sets no term."""
    known = facts(Channel(case.channel), entries.happenings_of(case))
    own = [
        event
        for event in known.events
        if event.reference == consultation.reference and event.party == Party(consultation.party)
    ]
    if not own:
        return None
    found = law.law_on(case.received_on or own[0].on)
    terms = answer_terms(own, found, law.calendar())
    return terms[0].count.due_on if terms else None


def open_on(case: Case, today: date) -> Iterator[str]:
    """Yield whom the office still waits for on a day."""
    for one in case.consultations.filter(answer=""):
        last = due_on(case, one)
        if last is None or today <= last:
            yield str(one)
