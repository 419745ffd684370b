"""Nobody approves what they wrote, by any path."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from gongkai.apps.accounts.actions import SETUP, grant_role
from gongkai.apps.publishing import actions
from gongkai.apps.publishing.models import Edition, Review
from gongkai.core.kernel.refusals import Refused
from gongkai.core.publishing.roles import roles
from tests.apps.factories import AT, SECRECY

STEPS = ("first_review", "secrecy_review", "second_review", "final_review")


def give_every_role(county, person):
    for role in roles():
        grant_role(user=person, body=county.office, role=role, by=SETUP, at=AT)


def approve(edition, by):
    answers = SECRECY if edition.state == "secrecy_review" else None
    return actions.approve(
        edition=edition, seen=edition.version, secrecy_answers=answers, by=by, at=AT
    )


@pytest.mark.parametrize("step", STEPS)
def test_the_drafter_with_every_role_approves_no_step(county, step):
    edition = county.in_state(step)
    give_every_role(county, county["drafter"])
    with pytest.raises(Refused) as caught:
        approve(edition, county["drafter"])
    assert [reason.code for reason in caught.value.reasons] == ["publishing.own_draft"]
    assert caught.value.reasons[0].sentence.startswith("您参与起草了这一稿")


def test_a_reviewer_who_added_an_attachment_has_become_an_author(county):
    reviewer = county["first_reviewer"]
    grant_role(user=reviewer, body=county.office, role="drafter", by=SETUP, at=AT)
    edition = county.draft()
    actions.attach(
        edition=edition,
        seen=edition.version,
        name="说明.txt",
        content="供水检修范围".encode(),
        by=reviewer,
        at=AT,
    )
    edition.refresh_from_db()
    edition = actions.submit(edition=edition, seen=edition.version, by=county["drafter"], at=AT)
    with pytest.raises(Refused, match="您参与起草了这一稿"):
        approve(edition, reviewer)


def test_an_author_of_an_earlier_round_stays_an_author(county):
    second = county["second_reviewer"]
    grant_role(user=second, body=county.office, role="drafter", by=SETUP, at=AT)
    edition = county.draft()
    edition = actions.save_draft(
        edition=edition, seen=edition.version, values={"summary": "改"}, by=second, at=AT
    )
    edition = actions.submit(edition=edition, seen=edition.version, by=county["drafter"], at=AT)
    edition = actions.send_back(
        edition=edition, seen=edition.version, remark="补充", by=county["first_reviewer"], at=AT
    )
    edition = actions.submit(edition=edition, seen=edition.version, by=county["drafter"], at=AT)
    for role in ("first_reviewer", "secrecy_reviewer"):
        edition = approve(edition, county[role])
    with pytest.raises(Refused, match="您参与起草了这一稿"):
        approve(edition, second)


def test_one_person_does_not_approve_two_ranks(county):
    person = county["first_reviewer"]
    edition = approve(county.submitted(), person)
    edition = approve(edition, county["secrecy_reviewer"])
    give_every_role(county, person)
    with pytest.raises(Refused) as caught:
        approve(edition, person)
    assert [reason.code for reason in caught.value.reasons] == ["publishing.same_reviewer"]


def verdict(edition: Edition, by, step=None, digest=None) -> Review:
    return Review(
        edition=edition,
        round=edition.round,
        step=step or edition.state,
        verdict="approve",
        digest=digest or edition.digest,
        reviewer=by,
        at=AT,
    )


@pytest.mark.parametrize("step", STEPS)
def test_the_database_refuses_an_approval_by_an_author(county, step):
    edition = county.in_state(step)
    with pytest.raises(DatabaseError, match="nobody_approves_their_own"), transaction.atomic():
        verdict(edition, county["drafter"]).save()


def test_the_database_refuses_bulk_approvals_by_an_author(county):
    edition = county.in_state("first_review")
    with pytest.raises(DatabaseError, match="nobody_approves_their_own"), transaction.atomic():
        Review.objects.bulk_create([verdict(edition, county["drafter"])])


def test_the_database_refuses_two_ranks_by_one_person(county):
    edition = approve(county.submitted(), county["first_reviewer"])
    edition = approve(edition, county["secrecy_reviewer"])
    with pytest.raises(DatabaseError, match=r"three_different_people|UNIQUE"), transaction.atomic():
        verdict(edition, county["first_reviewer"]).save()


def test_the_database_refuses_an_approval_of_another_text(county):
    edition = county.in_state("first_review")
    with pytest.raises(DatabaseError, match="review_judges"), transaction.atomic():
        verdict(edition, county["first_reviewer"], digest="0" * 64).save()


def test_the_database_refuses_an_approval_of_a_step_not_in_hand(county):
    edition = county.in_state("first_review")
    with pytest.raises(DatabaseError, match="review_judges"), transaction.atomic():
        verdict(edition, county["final_reviewer"], step="final_review").save()


@pytest.mark.parametrize("state", ["drafting", "first_review", "final_review"])
def test_the_database_publishes_nothing_without_three_people(county, state):
    edition = county.in_state(state)
    rows = Edition.objects.filter(pk=edition.pk)
    for target in ("approved", "scheduled", "published", "kept"):
        with pytest.raises(DatabaseError, match="three_people"), transaction.atomic():
            rows.update(state=target)


def test_the_database_takes_no_edition_that_is_born_published(county):
    edition = county.draft()
    edition.pk, edition.number, edition.state = None, 2, "published"
    with pytest.raises(DatabaseError, match="begins_as_draft"), transaction.atomic():
        edition.save(force_insert=True)


def test_approvals_are_void_once_the_text_has_changed(county):
    edition = county.reviewed("approved")
    edition = actions.send_back(
        edition=edition, seen=edition.version, remark="改一个数", by=county["ogi_office"], at=AT
    )
    edition = actions.save_draft(
        edition=edition,
        seen=edition.version,
        values={"text": "<p>改过的正文</p>"},
        by=county["drafter"],
        at=AT,
    )
    edition = actions.submit(edition=edition, seen=edition.version, by=county["drafter"], at=AT)
    assert edition.round == 2
    with pytest.raises(DatabaseError, match="three_people"), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(state="approved")
    again = approve(edition, county["first_reviewer"])
    assert again.state == "secrecy_review"
