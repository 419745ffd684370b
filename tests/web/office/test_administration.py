"""Columns, settings, people and new bodies on the screen: who may, what is refused, what is said."""

from __future__ import annotations

import pytest
from django.test import Client

from gongkai.apps.accounts import actions as accounts
from gongkai.apps.accounts.models import CountySetting, User
from gongkai.apps.organizations.models import PublicBody, SiteColumn
from tests.apps.factories import AT, County, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> County:
    made = County()
    made.people["top"] = a_user("top", made.government, "administrator")
    return made


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


COLUMN = {"name": "water", "label": "供水专题", "order": "1000", "kinds": ["news"]}


def test_a_column_is_added_renamed_retired_and_reopened(county: County) -> None:
    client = signed_in(county["top"])
    answer = client.post("/office/columns/new/", COLUMN)
    column = SiteColumn.objects.get(code="water")
    assert answer.url == f"/office/columns/{column.pk}/"
    client.post(answer.url, {**COLUMN, "label": "节水专题", "update_within_days": "30"})
    column.refresh_from_db()
    assert (column.label, column.update_within_days) == ("节水专题", 30)
    client.post(f"{answer.url}retire/")
    assert "停用" in client.get("/office/columns/").content.decode()
    client.post(f"{answer.url}retire/", {"reopen": "1"})
    column.refresh_from_db()
    assert column.retired_on is None


def test_the_tree_reads_from_above_with_terms_at_the_column(county: County) -> None:
    client = signed_in(county["drafter"])
    page = client.get("/office/columns/").content.decode()
    assert page.index("法定主动公开内容") < page.index("行政法规、规章和规范性文件")
    assert 'class="depth-2"' in page
    column = SiteColumn.objects.get(code="A20-01-normative")
    page = client.get(f"/office/columns/{column.pk}/").content.decode()
    assert "行政规范性文件上网" in page
    assert '<form method="post"' not in page.split("<main")[1]


def test_a_refused_column_keeps_what_was_typed(county: County) -> None:
    client = signed_in(county["top"])
    answer = client.post(
        "/office/columns/new/", {**COLUMN, "name": "供水", "description": "说明甲"}
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "小写字母、数字和连字符组成" in page
    assert "说明甲" in page


def test_who_may_not_manage_columns_changes_none(county: County) -> None:
    client = signed_in(county["drafter"])
    answer = client.post("/office/columns/new/", COLUMN)
    assert "您没有这一角色" in answer.content.decode()
    assert not SiteColumn.objects.filter(code="water").exists()


def test_settings_show_source_trust_and_default(county: County) -> None:
    page = signed_in(county["drafter"]).get("/office/settings/").content.decode()
    for words in ("行政规范性文件上网", "县级制度，由本县设定", "3 个工作日", "待核实", "按年"):
        assert words in page
    narrowed = signed_in(county["drafter"]).get("/office/settings/", {"group": "索引号"})
    assert "行政规范性文件上网" not in narrowed.content.decode()


def test_a_setting_is_changed_with_a_reason_and_restored(county: County) -> None:
    client = signed_in(county["top"])
    address = "/office/settings/term.normative_document/"
    bare = client.post(address, {"value": "0"})
    assert bare.status_code == 422
    for words in ("没有写明依据", "应当是 1 至 3660 之间的整数"):
        assert words in bare.content.decode()
    client.post(address, {"value": "5", "reason": "县政府办公室通知"})
    page = client.get(address).content.decode()
    assert "5 个工作日" in page
    assert "县政府办公室通知" in page
    client.post(address, {"restore": "1", "reason": "通知废止"})
    assert not CountySetting.objects.exists()


def test_nobody_else_changes_a_setting(county: County) -> None:
    client = signed_in(county["ogi_office"])
    address = "/office/settings/term.normative_document/"
    assert "系统管理员办理" in client.get(address).content.decode()
    assert client.post(address, {"value": "5", "reason": "通知"}).status_code == 422
    assert client.get("/office/settings/term.nothing/").status_code == 404


def test_people_are_listed_for_administrators_and_narrowed(county: County) -> None:
    client = signed_in(county["top"])
    page = client.get("/office/people/", {"role": "drafter"}).content.decode()
    assert "drafter某" in page
    assert "supervisor某" not in page
    assert client.get("/office/people/", {"factor": "yes"}).status_code == 200
    assert signed_in(county["ogi_office"]).get("/office/people/").status_code == 403


def test_an_administrator_sets_a_password_that_must_be_changed(county: County) -> None:
    person = county["drafter"]
    page = signed_in(county["top"]).post(
        f"/office/people/{person.pk}/", {"act": "password"}, follow=True
    )
    assert "一次性密码是" in page.content.decode()
    assert User.objects.get(pk=person.pk).must_change_password


def test_an_account_is_closed_and_opened_again(county: County) -> None:
    person, client = county["drafter"], signed_in(county["top"])
    address = f"/office/people/{person.pk}/"
    client.post(address, {"act": "deactivate", "reason": "调离"})
    assert not User.objects.get(pk=person.pk).is_active
    client.post(address, {"act": "reactivate", "reason": "调回"})
    assert User.objects.get(pk=person.pk).is_active
    page = client.post(address, {"act": "nothing"}, follow=True).content.decode()
    assert "没有这一事项" in page


def test_an_administrator_of_one_body_finds_nobody_elsewhere(county: County) -> None:
    client = signed_in(county["administrator"])
    assert client.get(f"/office/people/{county.outsider.pk}/").status_code == 404


def test_a_body_is_entered_and_what_is_taken_is_refused(county: County) -> None:
    client = signed_in(county["top"])
    given = {
        "name": "青禾县水务局", "code": "11990000000000077X", "slug": "water-bureau",
        "level": "department", "parent": county.government.pk, "order": "70",
    }  # fmt: skip
    assert client.post("/office/bodies/new/", given).status_code == 302
    assert PublicBody.objects.get(slug="water-bureau").path.startswith(county.government.path)
    again = client.post("/office/bodies/new/", given)
    assert again.status_code == 422
    assert again.content.decode().count("已经用于另一单位") == 2


def test_who_is_no_administrator_enters_no_body(county: County) -> None:
    assert signed_in(county["ogi_office"]).get("/office/bodies/new/").status_code == 403


def test_a_reset_second_factor_signs_the_person_out(county: County) -> None:
    from tests.apps.accounts.test_second_factor import KEY, code_at

    person = county["drafter"]
    accounts.confirm_second_factor(user=person, key=KEY, code=code_at(AT), at=AT)
    page = signed_in(county["top"]).post(
        f"/office/people/{person.pk}/",
        {"act": "second_factor", "reason": "手机遗失，已当面核对"},
        follow=True,
    )
    assert "已重置" in page.content.decode()
