"""What a letter is made from (文书要素): plain data, filled by whoever knows the case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from gongkai.core.law import grounds

Detail = str | int | date


@dataclass(frozen=True, slots=True)
class WithheldPart:
    """One part that is not released: what it is, the ground, which kind of it, why."""

    what: str
    ground: str
    reason: str
    kind: str = ""

    @property
    def article(self) -> str:
        """Return the article of the ground.

        Raises:
            KeyError: There is no such ground.
        """
        return grounds.grounds()[self.ground].article

    @property
    def named(self) -> str:
        """Return the ground as a letter names it: 第三方合法权益（个人隐私）.

        Raises:
            KeyError: There is no such ground, or no such kind of it.
        """
        ground = grounds.grounds()[self.ground]
        return f"{ground.label}（{ground.kinds[self.kind]}）" if self.kind else ground.label


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """Everything the templates merge; what is not known is left empty and stands as 【待填】.

    ``body`` is the public body as it signs, ``dated_on`` the day of the letter, which decides the
    law in force. ``details`` holds what only some kinds need, by the keys of ``fields_of``.
    ``addressee`` is whom the letter goes to when it is not the applicant (third party, co-maker),
    ``addressee_natural`` whether that is a natural person.
    """

    body: str
    dated_on: date
    number: str = ""
    applicant: str = ""
    natural_person: bool = True
    addressee: str = ""
    addressee_natural: bool = False
    request: str = ""
    case_number: str = ""
    received_on: date | None = None
    supplement_asked_on: date | None = None
    supplemented_on: date | None = None
    extended_on: date | None = None
    extended_to: date | None = None
    consulted_on: date | None = None
    consultation_ended_on: date | None = None
    reasons: str = ""
    supply: str = ""
    attachments: tuple[str, ...] = ()
    withheld: tuple[WithheldPart, ...] = ()
    reconsideration_body: str = ""
    court: str = ""
    online_reconsideration: str = ""
    served_online: bool = False
    contact: str = ""
    circumstances: frozenset[str] = frozenset()
    details: Mapping[str, Detail] = field(default_factory=dict)

    @property
    def situation(self) -> frozenset[str]:
        """Return the circumstances, those that follow from other facts included."""
        present = {
            "supplement_asked": self.supplement_asked_on,
            "supplemented": self.supplemented_on,
            "extended": self.extended_on,
            "consulted": self.consulted_on,
            "consultation_ended": self.consultation_ended_on,
            "contact": self.contact,
            "attachments": self.attachments,
            "served_online": self.served_online,
            "withheld": self.withheld,
            "reasons": self.reasons,
            "remedies_known": self.reconsideration_body and self.court,
        }
        derived = {name for name, value in present.items() if value}
        derived |= {f"has_{key}" for key, value in self.details.items() if value != ""}
        return self.circumstances | derived

    def dates(self) -> frozenset[date]:
        """Return every date among the facts."""
        own = (
            self.dated_on,
            self.received_on,
            self.supplement_asked_on,
            self.supplemented_on,
            self.extended_on,
            self.extended_to,
            self.consulted_on,
            self.consultation_ended_on,
        )
        more = (value for value in self.details.values() if isinstance(value, date))
        return frozenset(day for day in (*own, *more) if day is not None)
