"""What is entered in a case (办理经过): dated entries, of which some move the clock and some the reply.

An entry is never changed. A wrong one is replaced by a later entry that names it, so the clock can
be computed anew and everybody can see what was believed when.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.core.kernel import data
from gongkai.core.law.clocks import CaseFacts
from gongkai.core.law.events import CLOSING, LABELS, Channel, Event, EventKind, Party

STRUCK_OUT = "struck_out"
CLOSINGS = frozenset(kind.value for kind in CLOSING)
LAWFUL = frozenset(kind.value for kind in EventKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One entry: ``entry`` is its place in the order of entering, ``on`` its true date.

    ``replaces`` names the entry that this one corrects. ``outcome`` is the kind of reply that a
    closing entry carries. The other fields are those of ``law.events.Event``.
    """

    entry: int
    kind: str
    on: date
    until: date | None = None
    days: int | None = None
    party: Party = Party.THIRD_PARTY
    reference: str = ""
    consented: bool = False
    replaces: int | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entry: its label for the office; ``told`` is the sentence for the applicant."""

    label: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class _Kinds:
    own: Mapping[str, Kind]
    told: Mapping[EventKind, str]


@functools.cache
def kinds() -> Mapping[str, Kind]:
    """Return every kind of entry: those that the law counts and the office's own.

    Raises:
        data.DataError: The file does not fit.
    """
    table = data.load("gongkai.core.casework", "happenings.yaml", _Kinds)
    lawful = {kind.value: Kind(label, table.told.get(kind, "")) for kind, label in LABELS.items()}
    return {**lawful, **table.own}


def in_force(happenings: Iterable[Happening]) -> tuple[Happening, ...]:
    """Return the entries that stand, in the order of entering: without replaced and struck-out ones."""
    ordered = sorted(happenings, key=lambda each: each.entry)
    replaced = {each.replaces for each in ordered if each.replaces is not None}
    return tuple(each for each in ordered if each.entry not in replaced and each.kind != STRUCK_OUT)


def lawful(happening: Happening) -> Event:
    """Return an entry as the clock reads it.

    Raises:
        ValueError: The clock does not know this kind.
    """
    return Event(
        kind=EventKind(happening.kind),
        on=happening.on,
        until=happening.until,
        days=happening.days,
        party=happening.party,
        reference=happening.reference,
        consented=happening.consented,
    )


def facts(channel: Channel, happenings: Iterable[Happening]) -> CaseFacts:
    """Return what the clock is computed from; the order of entering does not matter."""
    standing = in_force(happenings)
    return CaseFacts(channel, tuple(lawful(each) for each in standing if each.kind in LAWFUL))
