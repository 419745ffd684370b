"""Where a case stands, from its entries alone."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.calendar.working_days import shipped
from gongkai.core.casework import progress
from gongkai.core.casework.happenings import Happening, in_force, kinds
from gongkai.core.casework.lifecycle import lifecycle
from gongkai.core.law.event_lines import KINDS
from gongkai.core.law.events import Channel, EventKind
from gongkai.core.law.replies import kinds as replies

EXAMPLES = yaml.safe_load(
    (Path(__file__).parents[2] / "examples/casework/progress.yaml").read_text("utf-8")
)["examples"]
OWN = {kind.label: name for name, kind in kinds().items()}


def happenings(lines: list[dict]) -> list[Happening]:
    """Return the entries an example lists; ``line`` is the label, further keys as written."""
    return [
        Happening(entry=number, kind=OWN[line.pop("kind")], on=line.pop("day"), **line)
        for number, line in enumerate([dict(each) for each in lines], 1)
    ]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each["name"])
def test_example(example):
    entries = happenings(example["entries"])
    found = progress.compute(Channel(example["channel"]), entries, shipped())
    shown = {
        "state": lifecycle().states[found.state].label,
        "received_on": found.received_on,
        "due_on": found.due_on,
        "concluded_on": found.concluded_on,
    }
    wanted = {name: example.get(name) for name in shown}
    assert shown == wanted


DAYS = st.dates(date(2024, 1, 2), date(2026, 10, 30))
LAWFUL = sorted(set(KINDS.values()) - {EventKind.REOPENED})
ENTRY = st.builds(
    Happening,
    entry=st.just(0),
    kind=st.sampled_from([kind.value for kind in LAWFUL]),
    on=DAYS,
    until=st.none() | DAYS,
    days=st.none() | st.integers(1, 25),
    consented=st.booleans(),
    outcome=st.sampled_from(sorted(replies())),
)


def numbered(entries: list[Happening]) -> list[Happening]:
    from dataclasses import replace

    return [replace(each, entry=place) for place, each in enumerate(entries, 1)]


@given(st.lists(ENTRY, max_size=8), st.sampled_from(list(Channel)), st.randoms())
def test_an_entry_made_late_with_its_true_date_gives_the_same_clock(entries, channel, random):
    late = list(entries)
    random.shuffle(late)
    in_time = progress.compute(channel, numbered(entries), shipped())
    belated = progress.compute(channel, numbered(late), shipped())
    assert belated.clock == in_time.clock
    assert belated.state == in_time.state
    assert [each.on for each in belated.conclusions] == [each.on for each in in_time.conclusions]


@given(st.lists(ENTRY, min_size=1, max_size=6), st.sampled_from(list(Channel)), DAYS, st.data())
def test_a_corrected_date_counts_as_if_it_had_been_right_at_once(entries, channel, day, data):
    from dataclasses import replace

    wrong = data.draw(st.sampled_from(numbered(entries)))
    right = replace(wrong, on=day)
    corrected = [*numbered(entries), replace(right, entry=99, replaces=wrong.entry)]
    at_once = [right if each.entry == wrong.entry else each for each in numbered(entries)]
    found = progress.compute(channel, corrected, shipped())
    assert found.clock == progress.compute(channel, at_once, shipped()).clock


def test_a_struck_out_entry_never_was():
    entries = [
        Happening(entry=1, kind="handed_in", on=date(2026, 3, 2)),
        Happening(entry=2, kind="extended", on=date(2026, 3, 9), days=20, consented=True),
        Happening(entry=3, kind="struck_out", on=date(2026, 3, 10), replaces=2),
    ]
    assert [each.kind for each in in_force(entries)] == ["handed_in"]


@given(st.lists(DAYS, min_size=2, max_size=6, unique=True))
def test_a_later_receipt_never_falls_due_earlier(days):
    due = [
        progress.compute(
            Channel.IN_PERSON, [Happening(entry=1, kind="handed_in", on=day)], shipped()
        ).due_on
        for day in sorted(days)
    ]
    assert all(one <= other for one, other in pairwise(due))
    assert all(one - day >= timedelta(days=20) for one, day in zip(due, sorted(days), strict=True))
