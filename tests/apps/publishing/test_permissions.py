"""The table of permissions, carried out act by act: role × state × act."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from django.db import transaction

from gongkai.apps.publishing.models import Edition
from gongkai.core.kernel.refusals import Refused
from gongkai.core.publishing.lifecycle import lifecycle, permitted_roles
from gongkai.core.publishing.roles import roles
from tests.apps.factories import IN_STATE, a_user
from tests.apps.publishing.acts import ACTS

TABLE = yaml.safe_load(
    (Path(__file__).parents[2] / "examples/publishing/permissions.yaml").read_text("utf-8")
)["states"]
SYSTEM = {"release", "supersede"}
NEEDS_OTHER_CONTENT = {("approved", "keep")}


class RolledBackError(Exception):
    """Takes an act back, so that the next cell of the table starts from the same state."""


def outcome(state: Edition, act: str, by: object) -> set[str] | None:
    """Do one act and take it back; return the codes of the refusal, none when it was done."""
    try:
        with transaction.atomic():
            ACTS[act](Edition.objects.get(pk=state.pk), by)
            raise RolledBackError
    except RolledBackError:
        return None
    except Refused as refusal:
        return {reason.code for reason in refusal.reasons}


@pytest.mark.parametrize("state", sorted(IN_STATE))
def test_each_role_does_exactly_what_the_table_permits(county, state):
    kind = "policy_document" if state == "published" else "announcement"
    edition = (
        county.published(kind, own={**POLICY}) if state == "published" else county.in_state(state)
    )
    assert edition.kind == kind
    fresh = {role: a_user(f"new_{role}", county.office, role) for role in roles()}
    for act in ACTS:
        for role, person in fresh.items():
            permitted = role in TABLE[state].get(act, ())
            codes = outcome(edition, act, person)
            if (state, act) in NEEDS_OTHER_CONTENT:
                assert "publishing.role" in (codes or ()) or role in (
                    "final_reviewer",
                    "ogi_office",
                )
            elif permitted:
                assert codes is None, (state, act, role, codes)
            else:
                assert codes, (state, act, role)
                assert codes & {"publishing.role", "publishing.state"}, (state, act, role, codes)


POLICY = {"genre": "notice", "interpretation_needed": False, "interpretation_reason": "内容简明"}


def test_the_table_and_the_life_cycle_say_the_same():
    for name, state in lifecycle().states.items():
        told = {act: set(who) for act, who in TABLE[name].items()}
        known = {act: set(permitted_roles(name, act)) for act in state.acts if act not in SYSTEM}
        if name == "approved":
            known.pop("keep")
        assert told == known, name


def test_a_person_with_every_role_elsewhere_may_do_nothing_here(county):
    edition = county.in_state("first_review")
    for act in ACTS:
        assert outcome(edition, act, county.outsider), act


def test_a_role_that_has_ended_gives_no_right(county):
    from datetime import date

    from gongkai.apps.accounts.actions import SETUP, end_grant
    from tests.apps.factories import AT

    person = county["first_reviewer"]
    edition = county.in_state("first_review")
    grant = person.grants.get()
    grant.since = date(2026, 1, 1)
    grant.save(update_fields=("since",))
    end_grant(grant=grant, last_day=date(2026, 11, 19), reason="调离", by=SETUP, at=AT)
    assert outcome(edition, "approve", person) == {"publishing.role"}


def test_an_account_that_was_closed_gives_no_right(county):
    person = county["first_reviewer"]
    edition = county.in_state("first_review")
    person.is_active = False
    person.save(update_fields=("is_active",))
    assert outcome(edition, "approve", person) == {"publishing.role"}
