"""Coming in: second factor, forced change of password, sessions elsewhere."""

from __future__ import annotations

import html
import re
import time
from base64 import b32decode

import pytest
from django.test import Client
from django_otp.oath import TOTP

from gongkai.apps.accounts.models import SignIn, User
from tests.apps.factories import County

pytestmark = pytest.mark.django_db
PASSWORD = "shan-shui-2026-qinghe"  # noqa: S105 - a made-up county


@pytest.fixture
def county() -> County:
    return County()


def given_password(person: User, *, forced: bool = False) -> User:
    person.set_password(PASSWORD)
    person.must_change_password = forced
    person.save()
    return person


def sign_in(person: User, **more: str):
    client = Client()
    given = {"username": person.username, "password": PASSWORD, **more}
    return client, client.post("/office/login/", given)


def code_of(key: str, *, ahead: int = 0) -> str:
    clock = TOTP(b32decode(key))
    clock.time = time.time() + 30 * ahead
    return f"{clock.token():06d}"


def enrol(client: Client) -> tuple[str, list[str]]:
    """Switch the second factor on through the pages; return the key and the recovery codes."""
    page = client.get("/office/me/second-factor/").content.decode()
    key = re.search(r'class="key"><code>([A-Z2-7 ]+)</code>', page)[1].replace(" ", "")
    assert "data:image/svg+xml" in html.unescape(page)
    done = client.post("/office/me/second-factor/", {"code": code_of(key)}).content.decode()
    return key, re.findall(r"<code>([0-9A-Z]{5}-[0-9A-Z]{5})</code>", done)


def test_a_code_is_asked_at_the_next_sign_in_on_every_address(county: County) -> None:
    person = given_password(county["drafter"])
    key, codes = enrol(sign_in(person)[0])
    assert len(codes) == 10
    client, _ = sign_in(person)
    for address in ("", "documents/", "me/", "handbook/", "documents/new/"):
        answer = client.get(f"/office/{address}")
        assert answer.url.startswith("/office/second-factor/"), address
    posted = client.post("/office/me/recovery-codes/")
    assert posted.url == "/office/second-factor/"
    wrong = client.post("/office/second-factor/", {"code": "000000"})
    assert wrong.status_code == 422
    assert "验证码不对" in wrong.content.decode()
    right = {"code": code_of(key, ahead=1), "next": "/office/documents/"}
    assert client.post("/office/second-factor/", right).url == "/office/documents/"
    assert client.get("/office/documents/").status_code == 200


def test_a_recovery_code_lets_in_and_says_how_many_are_left(county: County) -> None:
    person = given_password(county["drafter"])
    _, codes = enrol(sign_in(person)[0])
    client, _ = sign_in(person)
    page = client.post("/office/second-factor/", {"code": codes[3]}, follow=True).content.decode()
    assert "还剩 9 个" in page


def test_after_the_code_no_address_of_another_site_is_followed(county: County) -> None:
    person = given_password(county["drafter"])
    key, _ = enrol(sign_in(person)[0])
    client, _ = sign_in(person)
    given = {"code": code_of(key, ahead=1), "next": "https://elsewhere.example/"}
    assert client.post("/office/second-factor/", given).url == "/office/"


def test_a_role_that_needs_it_must_set_it_before_anything_else(county: County, settings) -> None:
    settings.COUNTY_SETTINGS = {}
    client, _ = sign_in(given_password(county["administrator"]))
    assert client.get("/office/bodies/").url == "/office/me/second-factor/"
    enrol(client)
    assert client.get("/office/bodies/").status_code == 200


def test_a_password_from_somebody_else_must_be_changed_first(county: County) -> None:
    person = given_password(county["drafter"], forced=True)
    client, _ = sign_in(person)
    assert client.get("/office/documents/").url == "/office/me/password/"
    assert "请先修改密码" in client.get("/office/me/password/").content.decode()
    new = "qing-he-xian-2026"
    given = {"present": PASSWORD, "new": new, "again": new}
    assert client.post("/office/me/password/", given).url == "/office/me/"
    assert client.get("/office/documents/").status_code == 200


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"present": "wrong", "new": "qing-he-xian-2026", "again": "qing-he-xian-2026"}, "当前密码不对"),
        ({"present": PASSWORD, "new": "qing-he-xian-2026", "again": "other"}, "不一致"),
        ({"present": PASSWORD, "new": PASSWORD, "again": PASSWORD}, "与当前密码相同"),
        ({"present": PASSWORD, "new": "12345678901", "again": "12345678901"}, "数字"),
    ],
)  # fmt: skip
def test_a_bad_new_password_is_refused_with_the_reason(county: County, given, said) -> None:
    client, _ = sign_in(given_password(county["drafter"]))
    answer = client.post("/office/me/password/", given)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert User.objects.get(pk=county["drafter"].pk).check_password(PASSWORD)


def test_a_session_elsewhere_is_seen_and_ended(county: County) -> None:
    person = given_password(county["drafter"])
    elsewhere, _ = sign_in(person)
    here, _ = sign_in(person)
    other = SignIn.objects.order_by("pk").first()
    assert f"/office/me/sign-ins/{other.pk}/end/" in here.get("/office/me/").content.decode()
    here.post(f"/office/me/sign-ins/{other.pk}/end/")
    assert here.get("/office/").status_code == 200
    assert elsewhere.get("/office/").status_code == 302


def test_nobody_ends_the_session_of_somebody_else(county: County) -> None:
    sign_in(given_password(county["drafter"]))
    client, _ = sign_in(given_password(county["first_reviewer"]))
    row = SignIn.objects.get(user=county["drafter"])
    assert client.post(f"/office/me/sign-ins/{row.pk}/end/").status_code == 404


def test_a_new_password_ends_every_other_session(county: County) -> None:
    person = given_password(county["drafter"])
    elsewhere, _ = sign_in(person)
    here, _ = sign_in(person)
    new = "qing-he-xian-2026"
    here.post("/office/me/password/", {"present": PASSWORD, "new": new, "again": new})
    assert here.get("/office/").status_code == 200
    assert elsewhere.get("/office/").status_code == 302
