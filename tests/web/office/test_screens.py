"""Every screen of the back office for every role: it opens or refuses, and it speaks Chinese."""

from __future__ import annotations

import re
from io import BytesIO

import openpyxl
import pytest
from django.test import Client

from gongkai.apps.accounts.models import User
from gongkai.apps.publishing.models import CleanUp
from gongkai.core.publishing.roles import roles
from tests.apps.factories import County, complete_values

pytestmark = pytest.mark.django_db
SCREENS = (
    "", "me/", "documents/", "documents/new/", "releases/", "on-time/", "validity/", "expiring/",
    "stale/", "clean-ups/", "bodies/", "bodies/new/", "people/", "columns/", "columns/new/", "cases/",
    "settings/", "settings/term.normative_document/", "settings/law.clocks.fee_clock/", "trail/",
    "running/", "handbook/", "me/password/", "me/second-factor/",
)  # fmt: skip
CLOSED = {
    "trail/": {"administrator", "supervisor"},
    "running/": {"administrator"},
    "people/": {"administrator"},
    "bodies/new/": {"administrator"},
}
# Names of formats, units and keys that are the same in Chinese text.
KNOWN_LATIN = {
    "Excel", "Word", "WPS", "docx", "xlsx", "pptx", "pdf", "ofd", "SHA", "https", "j", "k", "X", "PDF", "TOTP", "ColumnType", "water", "supply", "bureau",
}  # fmt: skip


@pytest.fixture
def county() -> County:
    made = County()
    made.published(title="关于夏季供水安排的公告")
    made.submitted(title="关于秋季植树的公告")
    return made


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("role", list(roles()))
def test_each_screen_opens_for_the_roles_it_is_for(county: County, role: str) -> None:
    client = signed_in(county[role])
    for screen in SCREENS:
        answer = client.get(f"/office/{screen}")
        allowed = screen not in CLOSED or role in CLOSED[screen]
        assert answer.status_code == (200 if allowed else 403), (role, screen)


def words_on(page: str) -> set[str]:
    """Return the Latin-letter words a person reads on the page: text and labels, no codes."""
    body = re.sub(r"<(script|style|svg|code)\b.*?</\1>", " ", page, flags=re.DOTALL)
    labels = re.findall(r'(?:aria-label|placeholder|title|alt)="([^"]*)"', body)
    text = re.sub(r"<[^>]+>|\b[0-9a-f]{16}\b", " ", body)  # digests are no words
    return set(re.findall(r"[A-Za-z]{2,}", " ".join([text, *labels])))


@pytest.mark.parametrize(
    "role", ["drafter", "first_reviewer", "ogi_office", "administrator", "supervisor"]
)
def test_no_english_is_left_on_the_screens(county: County, role: str) -> None:
    person = county[role]
    client = signed_in(person)
    names = set(re.findall(r"[A-Za-z]+", " ".join(User.objects.values_list("username", flat=True))))
    for screen in SCREENS:
        if screen in CLOSED and role not in CLOSED[screen]:
            continue
        left = words_on(client.get(f"/office/{screen}").content.decode()) - KNOWN_LATIN - names
        assert not left, (screen, sorted(left))


def test_a_list_is_exported_as_a_workbook(county: County) -> None:
    answer = signed_in(county["ogi_office"]).get("/office/releases/?export=xlsx")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert sheet["A1"].value == "名称"
    assert sheet["A2"].value == "关于夏季供水安排的公告"


def test_a_cell_is_never_taken_for_a_formula(county: County) -> None:
    county.published(title="=1+1 的公告")
    answer = signed_in(county["ogi_office"]).get("/office/releases/?export=xlsx")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert sheet["A2"].value == "'=1+1 的公告"


def test_a_person_is_added_and_given_a_role(county: County) -> None:
    client = signed_in(county["administrator"])
    base = f"/office/bodies/{county.office.pk}/"
    page = client.post(f"{base}people/", {"username": "lin", "name": "林某"}, follow=True)
    assert "一次性密码" in page.content.decode()
    person = User.objects.get(username="lin")
    client.post(f"{base}grants/", {"user": person.pk, "role": "drafter", "reason": "县办任命"})
    (grant,) = person.grants.all()
    assert grant.role == "drafter"
    client.post(f"{base}grants/{grant.pk}/end/")
    grant.refresh_from_db()
    assert grant.until is not None


def test_nobody_gives_themselves_a_role(county: County) -> None:
    person = county["administrator"]
    base = f"/office/bodies/{county.office.pk}/"
    page = signed_in(person).post(
        f"{base}grants/", {"user": person.pk, "role": "final_reviewer"}, follow=True
    )
    assert "不能给自己授权" in page.content.decode()
    assert not person.grants.filter(role="final_reviewer").exists()


def test_a_drafter_cannot_manage_staff_by_posting(county: County) -> None:
    base = f"/office/bodies/{county.office.pk}/"
    signed_in(county["drafter"]).post(f"{base}people/", {"username": "x", "name": "某"})
    assert not User.objects.filter(username="x").exists()


def test_a_profile_is_saved_and_says_what_it_still_lacks(county: County) -> None:
    base = f"/office/bodies/{county.office.pk}/"
    client = signed_in(county["ogi_office"])
    page = client.post(f"{base}profile/", {"duties": "主管供水。"}, follow=True).content.decode()
    assert "还缺" in page
    assert "主管供水。" in page


def test_a_body_is_renamed_and_keeps_its_old_name(county: County) -> None:
    base = f"/office/bodies/{county.office.pk}/"
    given = {"name": "青禾县水务局", "since": "2026-11-01", "reason": "机构改革"}
    page = signed_in(county["administrator"]).post(f"{base}rename/", given, follow=True)
    text = page.content.decode()
    assert "青禾县水务局" in text
    assert "青禾县第2单位" in text


def test_a_clean_up_goes_from_list_to_result(county: County) -> None:
    own = {**complete_values("policy_document")["own"], "interpretation_needed": False}
    own["interpretation_reason"] = "内部工作安排，不涉及公众权利义务"
    county.published("policy_document", title="关于印发节水方案的通知", own=own)
    client = signed_in(county["ogi_office"])
    client.post("/office/clean-ups/", {"title": "节水文件清理", "body": county.office.pk})
    made = CleanUp.objects.get()
    for item in made.items.all():
        given = {"item": item.pk, "conclusion": "repeal", "reason": "任务已完成"}
        client.post(f"/office/clean-ups/{made.pk}/", given)
    client.post(f"/office/clean-ups/{made.pk}/", {"close": "1"})
    made.refresh_from_db()
    assert made.closed_at is not None
    assert {item.document.validity for item in made.items.all()} <= {"repealed"}


def test_the_trail_is_verified_on_the_screen(county: County) -> None:
    client = signed_in(county["administrator"])
    page = client.get("/office/trail/check/", follow=True).content.decode()
    assert "全部完整，前后相接" in page
    export = client.post("/office/trail/export/")
    assert b"signature" in export.content


def test_each_task_of_the_handbook_has_a_page(county: County) -> None:
    from gongkai.web.office.handbook import tasks

    client = signed_in(county["drafter"])
    for key, task in tasks().items():
        assert task.title in client.get(f"/office/handbook/{key}/").content.decode()
    assert client.get("/office/handbook/nothing/").status_code == 404
