"""Review: remarks, secrecy form, opinions, legality review, what an approval holds."""

from __future__ import annotations

import pytest

from gongkai.apps.accounts.actions import SETUP, grant_role
from gongkai.apps.publishing import actions, desk, queries
from gongkai.apps.publishing.models import Edition
from gongkai.apps.publishing.situations import Inputs
from gongkai.core.kernel.refusals import Refused
from tests.apps.factories import AT, SECRECY


def approve(edition, by, **more):
    return actions.approve(edition=edition, seen=edition.version, by=by, at=AT, **more)


def test_an_approval_holds_the_digest_of_exactly_the_text(county):
    edition = county.reviewed("approved")
    kept = Edition.objects.get(pk=edition.pk)
    assert {one.digest for one in queries.approvals_of(kept)} == {desk.digest_of(kept)}
    assert [one.step for one in queries.approvals_of(kept)] == [
        "first_review",
        "secrecy_review",
        "second_review",
        "final_review",
    ]


def test_sending_back_needs_a_remark(county):
    edition = county.in_state("second_review")
    with pytest.raises(Refused, match="没有写明意见"):
        actions.send_back(
            edition=edition, seen=edition.version, remark=" ", by=county["second_reviewer"], at=AT
        )


def test_the_secrecy_form_is_answered_in_full_and_an_objection_stops(county):
    edition = county.in_state("secrecy_review")
    with pytest.raises(Refused) as caught:
        approve(edition, county["secrecy_reviewer"])
    assert len(caught.value.reasons) == len(SECRECY)
    with pytest.raises(Refused, match="涉及个人隐私且未作处理"):
        approve(
            edition,
            county["secrecy_reviewer"],
            secrecy_answers=SECRECY | {"personal_privacy": True},
        )


def test_an_open_opinion_holds_the_final_approval_up(county):
    edition = county.in_state("second_review")
    opinion = actions.ask_opinion(
        edition=edition,
        seen=edition.version,
        asked=county.other,
        question="涉及贵单位职责",
        by=county["second_reviewer"],
        at=AT,
    )
    edition.refresh_from_db()
    edition = approve(edition, county["second_reviewer"])
    with pytest.raises(Refused, match="还没有答复"):
        approve(edition, county["final_reviewer"])
    actions.answer_opinion(
        opinion=opinion, answer="object", remark="数字不一致", by=county.outsider, at=AT
    )
    with pytest.raises(Refused, match="不同意公开"):
        approve(edition, county["final_reviewer"])


def test_an_opinion_that_agrees_lets_it_go_on_and_is_given_once(county):
    edition = county.in_state("final_review")
    opinion = actions.ask_opinion(
        edition=edition,
        seen=edition.version,
        asked=county.other,
        by=county["final_reviewer"],
        at=AT,
    )
    actions.answer_opinion(opinion=opinion, answer="agree", remark="", by=county.outsider, at=AT)
    with pytest.raises(Refused, match="已经答复"):
        actions.answer_opinion(
            opinion=opinion, answer="object", remark="改口", by=county.outsider, at=AT
        )
    edition.refresh_from_db()
    assert approve(edition, county["final_reviewer"]).state == "approved"


def test_an_opinion_is_answered_by_the_body_that_was_asked(county):
    edition = county.in_state("final_review")
    opinion = actions.ask_opinion(
        edition=edition,
        seen=edition.version,
        asked=county.other,
        by=county["final_reviewer"],
        at=AT,
    )
    with pytest.raises(Refused, match="您没有这一角色"):
        actions.answer_opinion(
            opinion=opinion, answer="agree", remark="", by=county["ogi_office"], at=AT
        )
    actions.recall_opinion(opinion=opinion, remark="不涉及该单位", by=county["ogi_office"], at=AT)
    edition.refresh_from_db()
    assert approve(edition, county["final_reviewer"]).state == "approved"


def test_a_normative_document_passes_legality_review_first(county):
    edition = county.reviewed("final_review", "normative_document")
    with pytest.raises(Refused, match="合法性审核"):
        approve(edition, county["final_reviewer"])
    opinion = actions.ask_opinion(
        edition=edition,
        seen=edition.version,
        asked=county.office,
        kind="legality",
        by=county["final_reviewer"],
        at=AT,
    )
    actions.answer_opinion(
        opinion=opinion, answer="agree", remark="合法", by=county["legality_reviewer"], at=AT
    )
    edition.refresh_from_db()
    assert approve(edition, county["final_reviewer"]).state == "approved"


def test_a_legality_reviewer_who_drafted_gives_no_opinion(county):
    grant_role(
        user=county["drafter"], body=county.office, role="legality_reviewer", by=SETUP, at=AT
    )
    edition = county.reviewed("final_review", "normative_document")
    opinion = actions.ask_opinion(
        edition=edition,
        seen=edition.version,
        asked=county.office,
        kind="legality",
        by=county["final_reviewer"],
        at=AT,
    )
    with pytest.raises(Refused, match="您参与起草了这一稿"):
        actions.answer_opinion(
            opinion=opinion, answer="agree", remark="", by=county["drafter"], at=AT
        )


def test_the_reasons_beforehand_are_the_reasons_of_the_act(county):
    edition = county.in_state("secrecy_review")
    by = county["first_reviewer"]
    beforehand = queries.may("approve", edition, by=by, at=AT, inputs=Inputs())
    with pytest.raises(Refused) as caught:
        approve(edition, by)
    assert caught.value.reasons == beforehand


def test_buttons_are_offered_by_role_and_not_to_authors(county):
    edition = county.in_state("first_review")
    offered = queries.offered_acts(edition, by=county["first_reviewer"], at=AT)
    assert offered == [("approve", "初审通过"), ("send_back", "退回修改")]
    assert queries.offered_acts(edition, by=county["drafter"], at=AT) == [("recall", "撤回提交")]
    assert queries.offered_acts(edition, by=county["supervisor"], at=AT) == []


def test_every_act_leaves_a_trace(county):
    edition = county.published()
    told = [entry.action.rpartition(".")[2] for entry in queries.timeline(edition)]
    assert told == [
        "created",
        "submitted",
        "approved",
        "approved",
        "approved",
        "approved",
        "published",
    ]
    last = queries.timeline(edition).last()
    assert last.actor == "final_reviewer某（final_reviewer）"
    assert last.details()["digest"] == edition.digest
