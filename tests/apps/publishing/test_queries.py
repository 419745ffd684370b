"""Work lists, libraries, registers and figures."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.apps.publishing import actions, queries
from gongkai.apps.publishing.models import Edition
from tests.apps.factories import AT, IN_STATE, a_user, later

POLICY = {"genre": "notice", "interpretation_needed": False, "interpretation_reason": "内容简明"}


BARE = ("legality_reviewer", "supervisor", "administrator")  # roles of publishing without a list


def keys(rows) -> list[int]:
    return [row.pk for row in rows]


def test_each_person_sees_what_waits_for_them(county):
    made = {state: make(county) for state, make in IN_STATE.items()}
    waiting = {
        role: {row.state for row in queries.worklist(person, at=AT)}
        for role, person in county.people.items()
    }
    # Roles of casework find nothing here.
    assert {role: states for role, states in waiting.items() if states or role in BARE} == {
        "drafter": {"drafting"},
        "first_reviewer": {"first_review"},
        "secrecy_reviewer": {"secrecy_review"},
        "second_reviewer": {"second_review"},
        "final_reviewer": {"final_review", "approved"},
        "legality_reviewer": set(),
        "ogi_office": {"approved"},
        "supervisor": set(),
        "administrator": set(),
    }
    assert made["drafting"] in queries.worklist(county["drafter"], at=AT)


def test_an_author_is_not_shown_their_own_draft_for_review(county):
    county.in_state("first_review")
    from gongkai.apps.accounts.actions import SETUP, grant_role

    grant_role(user=county["drafter"], body=county.office, role="first_reviewer", by=SETUP, at=AT)
    assert list(queries.worklist(county["drafter"], at=AT)) == []


def test_lists_show_only_the_bodies_one_may_read(county):
    edition = county.draft()
    assert keys(queries.editions(county["supervisor"], at=AT)) == [edition.pk]
    assert keys(queries.editions(county.outsider, at=AT)) == []
    nobody = a_user("nobody", county.office)
    assert keys(queries.editions(nobody, at=AT)) == []


@pytest.mark.parametrize(
    ("narrow", "found"),
    [
        ({"states": ("drafting",)}, {"draft"}),
        ({"kinds": ("policy_document",)}, {"policy"}),
        ({"words": "供水保障"}, {"policy"}),
        ({"words": "〔2026〕12号"}, {"policy"}),
        ({"validity": "in_force"}, {"policy"}),
        ({"columns": ("notices",)}, {"draft"}),
        ({"since": date(2026, 11, 21)}, set()),
    ],
)
def test_lists_are_narrowed(county, narrow, found):
    made = {"draft": county.draft(), "policy": county.published("policy_document", own=POLICY)}
    rows = queries.editions(county["ogi_office"], at=AT, narrow=queries.EditionFilter(**narrow))
    assert set(keys(rows)) == {made[name].pk for name in found}


def test_a_list_takes_few_statements(county, django_assert_num_queries):
    for _ in range(5):
        county.draft()
    with django_assert_num_queries(2):
        rows = queries.editions(county["ogi_office"], at=AT)[:20]
        shown = [(str(row.body), row.state_label, str(row.changed_by)) for row in rows]
    assert shown == [("青禾县第2单位", "起草", "drafter某")] * 5


def test_late_and_nearly_late_work_is_told(county):
    late = county.draft(formed_on="2026-10-10")
    soon = county.draft(formed_on="2026-10-26")
    county.draft(formed_on="2026-11-19")
    by = county["ogi_office"]
    assert keys(queries.overdue(by, at=AT)) == [late.pk]
    assert keys(queries.due_soon(by, at=AT, days=5)) == [soon.pk]


def test_the_on_time_rate_counts_releases_with_a_term(county):
    county.published()
    county.published(formed_on="2026-09-01")
    (row,) = queries.on_time(since=date(2026, 11, 1), until=date(2026, 11, 30))
    assert (row.body, row.judged, row.in_time, row.rate) == (county.office, 2, 1, 0.5)


def test_counts_by_kind_and_level_count_each_document_once(county):
    county.in_state("superseded")
    county.published("news")
    period = {"since": date(2026, 11, 1), "until": date(2026, 11, 30)}
    assert queries.kind_counts(**period) == {"announcement": 1, "news": 1}
    assert queries.level_counts(**period) == {"department": 2}
    assert queries.register_rows(body=county.office, **period).count() == 3


def test_the_figures_of_normative_documents_balance(county):
    county.published("policy_document", own=POLICY)
    old = normative(county, "2024-03-01")
    normative(county, "2026-03-01")
    by = county["ogi_office"]
    actions.set_validity(
        edition=old,
        seen=old.version,
        validity="repealed",
        since=date(2026, 6, 1),
        reason="已被替代",
        by=by,
        at=AT,
    )
    balance = queries.validity_balance(2026)
    assert (balance.at_start, balance.made, balance.repealed, balance.lapsed, balance.at_end) == (
        1,
        1,
        1,
        0,
        1,
    )
    assert balance.balances
    assert keys(queries.validity_library(validity="repealed", normative_only=True)) == [old.pk]


def normative(county, written_on: str) -> Edition:
    edition = county.reviewed("final_review", "normative_document", written_on=written_on)
    opinion = actions.ask_opinion(
        edition=edition,
        seen=edition.version,
        asked=county.office,
        kind="legality",
        by=county["final_reviewer"],
        at=AT,
    )
    actions.answer_opinion(
        opinion=opinion, answer="agree", remark="", by=county["legality_reviewer"], at=AT
    )
    edition.refresh_from_db()
    edition = actions.approve(
        edition=edition, seen=edition.version, by=county["final_reviewer"], at=AT
    )
    from tests.apps.publishing.test_release import an_interpretation

    an_interpretation(county, edition.document)
    released = actions.publish(
        edition=edition, seen=edition.version, by=county["final_reviewer"], at=AT
    )
    return released[0]


def test_columns_without_news_are_stale_and_empty_ones_say_so(county):
    county.published("news")
    stale = {row.column.code: row for row in queries.stale_columns(on=date(2026, 11, 21))}
    assert "news" not in stale
    assert stale["notices"].last_on is None
    later_on = {row.column.code: row for row in queries.stale_columns(on=date(2026, 12, 10))}
    assert later_on["news"].days == 20


def test_what_a_body_is_asked_for_is_shown_to_it_and_may_be_read(county):
    edition = county.in_state("second_review")
    actions.ask_opinion(
        edition=edition,
        seen=edition.version,
        asked=county.other,
        by=county["second_reviewer"],
        at=AT,
    )
    assert keys(queries.readable_editions(county.outsider, at=AT)) == [edition.pk]
    assert queries.opinions_waiting(county.outsider, at=AT).get().edition == edition
    assert not queries.opinions_waiting(county["ogi_office"], at=AT).exists()


def test_documents_whose_validity_ends_soon_are_told(county):
    soon = county.published("policy_document", own=POLICY, expires_on="2027-03-01")
    county.published("policy_document", own=POLICY, expires_on="2028-03-01")
    rows = queries.expiring(county["ogi_office"], on=date(2026, 11, 20), within_days=180)
    assert keys(rows) == [soon.pk]


def test_the_timetable_is_shown_in_order(county):
    first, second = county.in_state("scheduled"), county.in_state("scheduled")
    assert keys(queries.scheduled(county["supervisor"], at=later(1))) == [first.pk, second.pk]


def test_related_documents_are_found_from_both_ends(county):
    target = county.published()
    edition = county.draft()
    actions.relate(
        edition=edition,
        seen=edition.version,
        kind="related",
        target=target.document,
        by=county["drafter"],
        at=AT,
    )
    edition.refresh_from_db()
    from tests.apps.publishing.test_release import led, publish

    publish(county, led(county, edition, "approved"))
    edition.refresh_from_db()
    assert queries.related_documents(edition) == [("相关", target.document)]
    assert queries.related_documents(target) == [("反向关联", edition.document)]
