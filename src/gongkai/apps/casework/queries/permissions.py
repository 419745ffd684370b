"""What a person may do with a case and which cases they may read (权限查询)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from gongkai.apps.accounts.models import User
from gongkai.apps.accounts.queries import bodies_where
from gongkai.apps.casework import situations
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.people import Person, day_of
from gongkai.apps.casework.situations import NOTHING, Inputs
from gongkai.apps.organizations.models import PublicBody
from gongkai.core.casework import lifecycle
from gongkai.core.kernel.refusals import Reason

# Whoever handles cases of a body reads them, without the applicant's data unless revealed.
HANDLING = (
    "ogi_office",
    "case_officer",
    "ogi_head",
    "reply_signer",
    "legality_reviewer",
    "secrecy_reviewer",
)
OVERSEEING = ("supervisor",)


@dataclass(frozen=True, slots=True)
class ActShown:
    """One act at a case: its label, its effect on the clock, and why it is not permitted now."""

    name: str
    label: str
    clock: str
    reasons: tuple[Reason, ...]

    @property
    def permitted(self) -> bool:
        """Return whether the person may begin it."""
        return not self.reasons


def permitted_acts(case: Case, *, by: Person, at: datetime) -> list[tuple[str, str]]:
    """Return the acts to show as buttons, with their labels."""
    facts = situations.situation(case, None, by=by, at=at)
    table = lifecycle.lifecycle().acts
    return [(name, table[name].label) for name in lifecycle.offered(facts)]


def acts_of(case: Case, *, by: Person, at: datetime) -> list[ActShown]:
    """Return every act of the table with the reasons that no input could remove (不能办理的原因)."""
    facts = situations.standing(case, by=by, at=at)
    return [
        ActShown(name, act.label, act.clock, lifecycle.standing_reasons(name, facts))
        for name, act in lifecycle.lifecycle().acts.items()
    ]


def may(
    act: str, case: Case, *, by: Person, at: datetime, inputs: Inputs = NOTHING
) -> tuple[Reason, ...]:
    """Return every reason why a person may not do ``act`` with these inputs; none when they may.

    Raises:
        KeyError: There is no such act in ``lifecycle.yaml``.
    """
    return situations.reasons_against(case, act, by=by, at=at, inputs=inputs)


def handling_bodies(user: User, *, at: datetime) -> QuerySet[PublicBody]:
    """Return the bodies whose cases a person handles."""
    return bodies_where(user, HANDLING, on=day_of(at))


def overseen_bodies(user: User, *, at: datetime) -> QuerySet[PublicBody]:
    """Return the bodies whose clocks and outcomes a person oversees, those below included."""
    return bodies_where(user, OVERSEEING, on=day_of(at))


def readable_cases(user: User, *, at: datetime) -> QuerySet[Case]:
    """Return the cases a person may open: those of the bodies where they handle cases."""
    return Case.objects.filter(body__in=handling_bodies(user, at=at).values("pk"))
