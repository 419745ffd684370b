"""Lists: order, saved views, tabs, workbook; how many statements a page costs."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.apps.accounts.models import SavedView
from tests.apps.factories import County, a_user

pytestmark = pytest.mark.django_db
LISTS = (
    "documents/", "documents/?tab=waiting", "documents/?tab=overdue", "documents/?state=published",
    "documents/?q=供水", "documents/?sort=due_at", "releases/", "on-time/", "validity/", "expiring/",
    "stale/", "bodies/", "clean-ups/", "columns/", "settings/", "trail/", "people/",
)  # fmt: skip


@pytest.fixture
def county() -> County:
    return County()


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def order_of(page: str, *titles: str) -> list[str]:
    return sorted(titles, key=page.index)


def test_a_list_is_sorted_both_ways_by_link(county: County) -> None:
    county.published(title="甲公告")
    county.published(title="乙公告")
    client = signed_in(county["drafter"])
    up = client.get("/office/documents/?sort=changed_at").content.decode()
    down = client.get("/office/documents/?sort=-changed_at").content.decode()
    assert order_of(up, "甲公告", "乙公告") == ["甲公告", "乙公告"]
    assert order_of(down, "甲公告", "乙公告") == ["乙公告", "甲公告"]
    assert 'aria-sort="ascending"' in up
    assert "sort=-changed_at" in up


def test_nobody_sorts_by_what_is_no_column(county: County) -> None:
    county.published()
    client = signed_in(county["drafter"])
    for asked in ("created_by__password", "-text", "?", "changed_at,id"):
        assert client.get("/office/documents/", {"sort": asked}).status_code == 200


@pytest.mark.parametrize("page", ["0", "-1", "x", "٣", "99999999999999999999"])
def test_any_page_number_is_answered(county: County, page: str) -> None:
    assert signed_in(county["drafter"]).get("/office/documents/", {"page": page}).status_code == 200


def test_tabs_show_what_waits_and_what_is_scheduled(county: County) -> None:
    county.submitted(title="等初审的公告")
    county.in_state("scheduled")
    client = signed_in(county["first_reviewer"])
    waiting = client.get("/office/documents/?tab=waiting").content.decode()
    assert "等初审的公告" in waiting
    assert "供水管网检修" not in waiting
    assert "定时待发" in client.get("/office/documents/?tab=scheduled").content.decode()


def save(client: Client, name: str, query: str, **more: str):
    given = {"screen": "documents", "name": name, "query": query, **more}
    return client.post("/office/views/", given | {"next": f"/office/documents/?{query}"})


def test_a_view_is_saved_shown_and_forgotten(county: County) -> None:
    client = signed_in(county["drafter"])
    answer = save(client, "我的初审件", "state=first_review&sort=due_at")
    assert answer.url == "/office/documents/?state=first_review&sort=due_at"
    page = client.get("/office/documents/").content.decode()
    assert 'href="?state=first_review&amp;sort=due_at">我的初审件</a>' in page
    view = SavedView.objects.get()
    client.post(f"/office/views/{view.pk}/forget/")
    assert not SavedView.objects.exists()


def test_a_shared_view_is_seen_in_the_body_only_and_deleted_by_its_owner_only(
    county: County,
) -> None:
    save(signed_in(county["drafter"]), "本局在办", "state=drafting", shared="1")
    save(signed_in(county["drafter"]), "我自己的", "state=approved")
    colleague = signed_in(county["first_reviewer"])
    page = colleague.get("/office/documents/").content.decode()
    assert "本局在办" in page
    assert "我自己的" not in page
    assert "本局在办" not in signed_in(county.outsider).get("/office/documents/").content.decode()
    view = SavedView.objects.get(name="本局在办")
    assert colleague.post(f"/office/views/{view.pk}/forget/").status_code == 404


def test_the_same_name_is_overwritten_and_a_nameless_view_refused(county: County) -> None:
    client = signed_in(county["drafter"])
    save(client, "在办", "state=drafting")
    save(client, "在办", "state=approved")
    assert SavedView.objects.get().query == "state=approved"
    page = client.post("/office/views/", {"screen": "documents", "name": " "}, follow=True)
    assert "视图名称应当是" in page.content.decode()


def test_the_workbook_holds_what_the_filters_leave_in_the_asked_order(county: County) -> None:
    county.published(title="甲公告")
    county.published(title="乙公告")
    county.submitted(title="丙公告")
    client = signed_in(county["drafter"])
    answer = client.get("/office/documents/?state=published&sort=changed_at&export=xlsx")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["甲公告", "乙公告"]


def test_no_list_costs_more_than_ten_statements(county: County) -> None:
    for number in range(3):
        county.published(title=f"第{number}号公告")
        county.submitted(title=f"第{number}号供水公告")
    top = a_user(
        "top", county.government, "administrator", "supervisor", "ogi_office", "final_reviewer"
    )
    client = signed_in(top)
    client.get("/office/me/")  # the gate looks once a session
    costs = {}
    for address in LISTS:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(f"/office/{address}").status_code == 200, address
        costs[address] = len(seen.captured_queries)
    assert max(costs.values()) <= 10, costs
