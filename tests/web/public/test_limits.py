"""Limits, health and the pages that say why not."""

import json

import pytest
from django.db import DatabaseError
from django.http import HttpResponse
from django.test import Client, RequestFactory

from gongkai.apps.outbox import queries
from gongkai.web.public import limits
from gongkai.web.public.limits import BodyLimit, Buckets, Rate, RateLimit, client


def _well(_):
    return HttpResponse("ok")


def test_a_bucket_empties_fills_again_and_says_how_long_to_wait():
    buckets = Buckets(Rate("/search", ("GET",), per_minute=60, burst=2))
    assert [buckets.wait("a", now=0.0) for _ in range(3)] == [0, 0, 1]
    assert buckets.wait("b", now=0.0) == 0
    assert buckets.wait("a", now=0.5) == 1
    assert buckets.wait("a", now=1.5) == 0


def test_a_bucket_holds_no_more_than_the_burst():
    buckets = Buckets(Rate("/search", ("GET",), per_minute=60, burst=2))
    buckets.wait("a", now=0.0)
    assert [buckets.wait("a", now=3600.0) for _ in range(3)] == [0, 0, 1]


def test_only_so_many_addresses_are_remembered(monkeypatch):
    monkeypatch.setattr(limits, "REMEMBERED", 3)
    buckets = Buckets(Rate("/search", ("GET",), per_minute=1, burst=1))
    for number in range(4):
        buckets.wait(str(number), now=0.0)
    assert buckets.wait("3", now=0.0) > 0
    assert buckets.wait("0", now=0.0) == 0


@pytest.mark.parametrize(
    ("trusted", "told", "expected"),
    [
        ([], "10.1.1.1", "127.0.0.1"),
        (["127.0.0.1"], "6.6.6.6, 10.1.1.1", "10.1.1.1"),
        (["127.0.0.1"], "", "127.0.0.1"),
    ],
)
def test_only_a_trusted_proxy_tells_the_address(settings, trusted, told, expected):
    settings.TRUSTED_PROXIES = trusted
    headers = {"HTTP_X_FORWARDED_FOR": told} if told else {}
    assert client(RequestFactory().get("/", **headers)) == expected


@pytest.mark.django_db
def test_who_asks_too_often_is_told_when_to_come_back(settings):
    settings.RATE_LIMITS = [("/healthz", ("GET",), 6, 2)]
    browser = Client()
    answers = [browser.get("/healthz") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 1 <= int(answers[2]["Retry-After"]) <= 10
    assert "秒后重试" in answers[2].content.decode()
    assert "<h1>访问过于频繁</h1>" in answers[2].content.decode()


def test_other_methods_do_not_count():
    rate = Rate("/office/login/", ("POST",), 1, 1)
    assert not rate.meant(RequestFactory().get("/office/login/"))
    assert rate.meant(RequestFactory().post("/office/login/"))
    assert RateLimit(_well)(RequestFactory().get("/")).content == b"ok"


@pytest.mark.django_db
@pytest.mark.parametrize(("size", "status"), [(100, 200), (101, 413)])
def test_a_body_over_the_limit_is_refused(settings, size, status):
    settings.REQUEST_BODY_LIMIT = 100
    answer = BodyLimit(_well)(RequestFactory().post("/", b"x" * size, content_type="text/plain"))
    assert answer.status_code == status


@pytest.mark.django_db
def test_a_form_that_is_too_large_for_django_is_refused_in_the_same_words(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
    form = {"username": "x" * 1_100_000, "password": "y"}
    answer = Client().post("/office/login/", form)
    assert answer.status_code == 413
    assert "1 MB" in answer.content.decode()


@pytest.mark.django_db
def test_health_names_every_part():
    answer = Client().get("/healthz")
    assert answer.status_code == 200
    told = json.loads(answer.content)
    assert told["status"] == "ok"
    assert told["database"] == "ok"
    assert told["outbox"] == {"pending": 0, "oldest_seconds": 0}
    assert told["search"] == {"documents": 0, "lag_seconds": 0}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pending", "oldest", "dead", "failing"),
    [(3, 20, 0, []), (3, 601, 0, ["outbox"]), (0, 0, 1, ["outbox"])],
)
def test_a_stuck_outbox_is_named(monkeypatch, pending, oldest, dead, failing):
    state = queries.OutboxState(pending, oldest, dead)
    monkeypatch.setattr(queries, "state", lambda **_: state)
    answer = Client().get("/healthz")
    assert answer.status_code == (503 if failing else 200)
    assert json.loads(answer.content).get("failing", []) == failing


@pytest.mark.django_db
def test_a_lost_database_is_named(monkeypatch):
    def lost(at):
        raise DatabaseError(f"gone at {at}")

    monkeypatch.setattr(queries, "state", lost)
    answer = Client().get("/healthz")
    assert answer.status_code == 503
    told = json.loads(answer.content)
    assert (told["status"], told["failing"], told["database"]) == (
        "failing",
        ["database"],
        "failing",
    )


@pytest.mark.django_db
def test_an_unknown_path_gets_a_page_in_the_frame(settings, tmp_path):
    settings.SITE_ROOT = tmp_path
    answer = Client().get("/no/such/page")
    assert answer.status_code == 404
    assert "<h1>没有找到这个页面</h1>" in answer.content.decode()
    assert '<main id="main"' in answer.content.decode()
    (tmp_path / "404.html").write_text("<h1>找不到</h1>", "utf-8")
    assert Client().get("/no/such/page").content.decode() == "<h1>找不到</h1>"


@pytest.mark.django_db
def test_a_stale_form_is_explained():
    answer = Client(enforce_csrf_checks=True).post("/healthz")
    assert answer.status_code == 403
    assert "表单已经失效" in answer.content.decode()
