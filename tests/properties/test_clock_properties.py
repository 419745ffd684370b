"""Laws of the clocks that hold for every history of a case."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from gongkai.core.calendar.working_days import shipped
from gongkai.core.law import clocks, parameters
from gongkai.core.law.clocks import CaseFacts, Clock
from gongkai.core.law.events import Channel, Event, EventKind, Party

RECEIPTS = st.dates(date(2019, 5, 15), date(2026, 3, 31))
ANY_RECEIPT = st.dates(date(2008, 5, 1), date(2026, 3, 31))
LATER = [kind for kind in EventKind if kind not in clocks.receipt.ARRIVAL]


@st.composite
def histories(draw: st.DrawFn, after: date) -> list[Event]:
    """Draw later events of a case, some of them senseless."""
    events = []
    for _ in range(draw(st.integers(0, 6))):
        on = after + timedelta(days=draw(st.integers(0, 90)))
        until = draw(st.none() | st.integers(1, 120).map(lambda days, on=on: on + timedelta(days)))
        events.append(
            Event(
                draw(st.sampled_from(LATER)),
                on,
                until=until,
                days=draw(st.none() | st.integers(1, 30)),
                party=draw(st.sampled_from(list(Party))),
                reference=draw(st.sampled_from(["", "甲", "乙"])),
                consented=draw(st.booleans()),
            )
        )
    return events


def _clock(received_on: date, events: list[Event]) -> Clock:
    handed_in = Event(EventKind.HANDED_IN, received_on)
    return clocks.compute(CaseFacts(Channel.IN_PERSON, (handed_in, *events)), shipped())


@given(st.data(), ANY_RECEIPT, st.integers())
def test_the_order_of_late_entered_events_is_irrelevant(
    data: st.DataObject, received_on: date, seed: int
) -> None:
    events = data.draw(histories(received_on))
    shuffled = list(events)
    random.Random(seed).shuffle(shuffled)
    assert _clock(received_on, events) == _clock(received_on, shuffled)
    assert _clock(received_on, events) == _clock(received_on, events + shuffled)


@given(st.data(), RECEIPTS, st.integers(0, 40))
def test_a_later_receipt_never_falls_due_earlier(
    data: st.DataObject, received_on: date, later: int
) -> None:
    second = received_on + timedelta(days=later)
    events = data.draw(histories(second))
    early, late = _clock(received_on, events), _clock(second, events)
    assume(early.reply is not None and late.reply is not None)
    assert early.reply is not None
    assert late.reply is not None
    assert early.reply.due_on <= late.reply.due_on


@given(st.data(), ANY_RECEIPT)
def test_every_due_date_is_explained_to_the_day(data: st.DataObject, received_on: date) -> None:
    clock = _clock(received_on, data.draw(histories(received_on)))
    for deadline in filter(None, (clock.reply, *clock.others)):
        counted = [day for day in deadline.listed if day.number is not None]
        if deadline.working_days is not None and not deadline.note.startswith("按普通期限"):
            assert len(counted) == deadline.working_days
            assert counted[-1].day.on == deadline.due_on
        assert deadline.basis


@given(st.data(), ANY_RECEIPT)
def test_the_term_is_never_shorter_than_the_law_gives(
    data: st.DataObject, received_on: date
) -> None:
    clock = _clock(received_on, data.draw(histories(received_on)))
    assume(clock.reply is not None and clock.reply.working_days is not None)
    assert clock.reply is not None
    law = parameters.at(received_on)
    least = shipped().add(received_on, law.number("clocks.reply")).due_on
    assert clock.reply.due_on >= least


@given(st.data(), RECEIPTS)
def test_a_pause_never_brings_the_due_date_forward(data: st.DataObject, received_on: date) -> None:
    events = data.draw(histories(received_on))
    without = [e for e in events if e.kind is not EventKind.CONSULTED]
    paused, plain = _clock(received_on, events), _clock(received_on, without)
    assume(paused.reply is not None and plain.reply is not None)
    assert paused.reply is not None
    assert plain.reply is not None
    assert paused.reply.due_on >= plain.reply.due_on


@given(st.data(), RECEIPTS)
def test_an_objection_names_what_the_event_would_add(
    data: st.DataObject, received_on: date
) -> None:
    events = data.draw(histories(received_on))
    facts = CaseFacts(Channel.IN_PERSON, (Event(EventKind.HANDED_IN, received_on), *events))
    added = Event(EventKind.EXTENDED, received_on + timedelta(days=400), days=20)
    reasons = clocks.objections(facts, added, shipped())
    after = clocks.compute(replace(facts, events=(*facts.events, added)), shipped())
    assert set(reasons) <= set(after.problems)
