"""Acts on several editions: shown first with what cannot and why, then each by itself."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory

from gongkai.apps.accounts import actions as accounts
from gongkai.apps.publishing import actions
from gongkai.apps.publishing.models import Edition, Review
from gongkai.core.publishing.lifecycle import acts, lifecycle, permitted_roles
from gongkai.core.publishing.roles import roles
from gongkai.web.office.bulk import NAMES, Row, done
from gongkai.web.office.editions.acting import given_in
from tests.apps.factories import AT, IN_STATE, County, a_user

pytestmark = pytest.mark.django_db
ASKED = {
    "remark": "情况有变",
    "ground": "inaccurate",
    "release_at": "2030-01-01T09:00",
    "read": "1",
}


@pytest.fixture
def county() -> County:
    return County()


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def fresh(edition: Edition) -> Edition:
    return Edition.objects.get(pk=edition.pk)


def post(client: Client, act: str, *editions: Edition, **more: str):
    rows = [f"{one.pk}.{one.version}" for one in editions]
    return client.post("/office/bulk/", {"act": act, "row": rows, **more})


def do(client: Client, act: str, *editions: Edition, **more: str):
    return post(client, act, *editions, confirmed="1", **(ASKED | more))


def test_nothing_happens_before_it_is_confirmed(county: County) -> None:
    one, other = county.submitted(), county.submitted()
    page = post(signed_in(county["first_reviewer"]), "approve", one, other).content.decode()
    assert "将审核通过的 2 件" in page
    assert {fresh(one).state, fresh(other).state} == {"first_review"}


def test_those_that_cannot_are_named_with_their_reasons(county: County) -> None:
    good, draft = county.submitted(), county.draft()
    later = county.reviewed("final_review")
    page = post(signed_in(county["first_reviewer"]), "approve", good, draft, later).content.decode()
    assert "将审核通过的 1 件" in page
    assert "不能审核通过的 2 件" in page
    assert "现处于" in page or "不能" in page


def test_each_is_done_by_itself_with_its_own_trace(county: County) -> None:
    editions = [county.submitted() for _ in range(3)]
    page = do(signed_in(county["first_reviewer"]), "approve", *editions).content.decode()
    assert "办成 3 件" in page
    assert {fresh(one).state for one in editions} == {"secrecy_review"}
    assert Review.objects.filter(verdict="approve").count() == 3


def test_one_that_fails_does_not_hold_up_the_others(county: County) -> None:
    good, changed = county.submitted(), county.submitted()
    seen = Edition.objects.get(pk=changed.pk)
    actions.send_back(
        edition=changed, seen=changed.version, remark="改", by=county["first_reviewer"], at=AT
    )
    page = do(signed_in(county["first_reviewer"]), "approve", good, seen).content.decode()
    assert "办成 1 件，没有办成 1 件" in page
    assert "已在" in page
    assert fresh(good).state == "secrecy_review"
    assert fresh(changed).state == "drafting"


def test_approving_asks_whether_each_was_read(county: County) -> None:
    edition = county.submitted()
    given = {key: value for key, value in ASKED.items() if key != "read"}
    answer = post(signed_in(county["first_reviewer"]), "approve", edition, confirmed="1", **given)
    assert answer.status_code == 422
    assert "没有确认已逐件看过" in answer.content.decode()
    assert fresh(edition).state == "first_review"


def test_the_secrecy_review_is_never_done_in_bulk(county: County) -> None:
    edition = county.reviewed("secrecy_review")
    client = signed_in(county["secrecy_reviewer"])
    assert "不能审核通过的 1 件" in post(client, "approve", edition).content.decode()
    do(client, "approve", edition)
    assert fresh(edition).state == "secrecy_review"


@pytest.mark.parametrize(
    "step", ["first_review", "secrecy_review", "second_review", "final_review"]
)
def test_nobody_approves_their_own_draft_in_bulk(county: County, step: str) -> None:
    edition = county.in_state(step)
    author = county["drafter"]
    for role in roles():
        accounts.grant_role(user=author, body=county.office, role=role, by=accounts.SETUP, at=AT)
    client = signed_in(author)
    assert "不能审核自己的稿件" in post(client, "approve", edition).content.decode()
    page = do(client, "approve", edition).content.decode()
    assert "没有办成 1 件" in page
    assert fresh(edition).state == step


def test_an_edition_of_another_body_is_not_even_named(county: County) -> None:
    edition = county.submitted(title="关于夏季供水安排的公告")
    answer = do(signed_in(county.outsider), "approve", edition)
    assert answer.status_code == 422
    assert "关于夏季供水安排的公告" not in answer.content.decode()
    assert fresh(edition).state == "first_review"


def test_more_than_a_page_is_refused(county: County) -> None:
    edition = county.submitted()
    rows = [f"{edition.pk}.{number}" for number in range(41)]
    client = signed_in(county["first_reviewer"])
    assert client.post("/office/bulk/", {"act": "approve", "row": rows}).status_code == 200
    assert client.post("/office/bulk/", {"act": "approve"}).status_code == 422
    assert client.post("/office/bulk/", {"act": "keep", "row": rows}).status_code == 404


def test_the_way_back_never_leads_outside(county: County) -> None:
    edition = county.submitted()
    client = signed_in(county["first_reviewer"])
    for wanted in ("https://elsewhere.example/", "//elsewhere.example/", "/items/"):
        assert wanted not in post(client, "approve", edition, next=wanted).content.decode()
    kept = post(client, "approve", edition, next="/office/documents/?state=first_review")
    assert "/office/documents/?state=first_review" in kept.content.decode()


def permitted(state: str, act: str, role: str) -> bool:
    return act in acts(state) and role in permitted_roles(state, act)


@pytest.mark.parametrize("state", sorted(IN_STATE))
def test_each_role_does_in_bulk_exactly_what_it_may_do_singly(county: County, state: str) -> None:
    """Role × state × act: the bulk door permits nothing that the life cycle does not."""
    edition = county.in_state(state)
    people = {role: a_user(f"new_{role}", county.office, role) for role in roles()}
    given, _ = given_in(RequestFactory().post("/", ASKED))
    for act in NAMES:
        for role, person in people.items():
            if permitted(state, act, role):
                continue
            request = RequestFactory().post("/office/bulk/")
            request.user = person
            row = done(request, act, Row(edition, edition.version, []), given)
            assert row.against, (state, act, role)
    assert fresh(edition).version == edition.version


@pytest.mark.parametrize("role", list(roles()))
def test_the_list_offers_only_acts_of_the_role(county: County, role: str) -> None:
    county.submitted()
    page = signed_in(county[role]).get("/office/documents/").content.decode()
    for act in NAMES:
        may = any(
            act in state.acts and role in state.acts[act].who
            for state in lifecycle().states.values()
        )
        assert (f'<option value="{act}">' in page) == may, (role, act)
