"""The shell of the back office: who gets in, what each person finds there."""

import pytest
from django.test import Client

from tests.apps.factories import County

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> County:
    return County()


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_stranger_is_asked_to_sign_in() -> None:
    answer = Client().get("/office/documents/")
    assert answer.status_code == 302
    assert answer.url == "/office/login/?next=/office/documents/"


def test_signing_in_leads_where_the_person_wanted_to_go(county: County) -> None:
    person = county["drafter"]
    person.set_password("shan-shui-2026-qinghe")
    person.save()
    answer = Client().post(
        "/office/login/",
        {"username": person.username, "password": "shan-shui-2026-qinghe", "next": "/office/me/"},
    )
    assert (answer.status_code, answer.url) == (302, "/office/me/")


def test_signing_in_never_leads_to_another_site(county: County) -> None:
    person = county["drafter"]
    person.set_password("shan-shui-2026-qinghe")
    person.save()
    answer = Client().post(
        "/office/login/",
        {
            "username": person.username,
            "password": "shan-shui-2026-qinghe",
            "next": "https://elsewhere.example/",
        },
    )
    assert answer.url == "/office/"


def test_a_wrong_password_is_said_in_plain_words(county: County) -> None:
    answer = Client().post(
        "/office/login/", {"username": county["drafter"].username, "password": "wrong"}
    )
    assert "用户名或密码不对" in answer.content.decode()


def test_a_reviewer_finds_what_waits(county: County) -> None:
    edition = county.submitted(title="关于夏季供水安排的公告")
    page = signed_in(county["first_reviewer"]).get("/office/").content.decode()
    assert "关于夏季供水安排的公告" in page
    assert f"/office/editions/{edition.pk}/" in page


def test_the_list_shows_only_bodies_a_person_may_read(county: County) -> None:
    county.submitted(title="关于夏季供水安排的公告")
    inside = signed_in(county["drafter"]).get("/office/documents/").content.decode()
    outside = signed_in(county.outsider).get("/office/documents/").content.decode()
    assert "关于夏季供水安排的公告" in inside
    assert "关于夏季供水安排的公告" not in outside


@pytest.mark.parametrize(
    "query", ["?q=供水", "?state=first_review", "?kind=announcement", "?page=1"]
)
def test_filters_find(county: County, query: str) -> None:
    county.submitted(title="关于夏季供水安排的公告")
    page = signed_in(county["drafter"]).get(f"/office/documents/{query}").content.decode()
    assert "关于夏季供水安排的公告" in page


@pytest.mark.parametrize(
    "query", ["?q=供电", "?state=published", "?kind=news", "?page=2", "?page=x&q=供电"]
)
def test_filters_leave_out(county: County, query: str) -> None:
    county.submitted(title="关于夏季供水安排的公告")
    page = signed_in(county["drafter"]).get(f"/office/documents/{query}").content.decode()
    assert "没有符合条件的信息" in page


def test_me_lists_the_roles(county: County) -> None:
    assert "初审" in signed_in(county["first_reviewer"]).get("/office/me/").content.decode()
