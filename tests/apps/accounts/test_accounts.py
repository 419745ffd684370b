"""People and roles: dated grants, union of rights, reach, upkeep of bodies and columns."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gongkai.apps.accounts import actions, queries, upkeep
from gongkai.apps.accounts.models import Grant
from gongkai.apps.organizations import queries as organizations
from gongkai.apps.organizations.models import PublicBody, SiteColumn
from gongkai.core.kernel.refusals import Refused
from tests.apps.factories import AT, a_body, a_user, later

TODAY = AT.date()
WEAK = "1" * 6


def test_rights_of_several_roles_add_up(county):
    person = a_user("both", county.office, "drafter", "ogi_office")
    assert queries.roles_at(person, county.office, on=TODAY) == {"drafter", "ogi_office"}
    assert queries.roles_at(person, county.other, on=TODAY) == frozenset()


def test_a_supervisor_reads_everything_below_and_a_drafter_does_not(county):
    above = a_user("above", county.government, "supervisor")
    drafter = a_user("top_drafter", county.government, "drafter")
    village = a_body(9, parent=county.other, level="township")
    assert village in queries.visible_bodies(above, on=TODAY)
    assert queries.roles_at(above, village, on=TODAY) == {"supervisor"}
    assert list(queries.visible_bodies(drafter, on=TODAY)) == [county.government]


def test_a_grant_holds_from_its_first_to_its_last_day(county):
    person = a_user("dated", county.office)
    grant = actions.grant_role(
        user=person, body=county.office, role="drafter", by=actions.SETUP, at=AT
    )
    actions.end_grant(
        grant=grant, last_day=date(2026, 11, 25), reason="调离", by=actions.SETUP, at=AT
    )
    held = [
        bool(queries.roles_at(person, county.office, on=TODAY + timedelta(days=days)))
        for days in (-1, 0, 5, 6)
    ]
    assert held == [False, True, True, False]


def test_a_role_is_granted_once(county):
    person = a_user("once", county.office, "drafter")
    actions.grant_role(user=person, body=county.office, role="drafter", by=actions.SETUP, at=AT)
    assert Grant.objects.filter(user=person).count() == 1


def test_only_an_administrator_manages_staff_and_not_for_themselves(county):
    administrator = county["administrator"]
    with pytest.raises(Refused, match="系统管理员办理"):
        actions.create_user(
            username="new",
            name="新人",
            body=county.office,
            password=None,
            by=county["final_reviewer"],
            at=AT,
        )
    with pytest.raises(Refused, match="不能给自己授权"):
        actions.grant_role(
            user=administrator, body=county.office, role="final_reviewer", by=administrator, at=AT
        )
    person = actions.create_user(
        username="new", name="新人", body=county.office, password=None, by=administrator, at=AT
    )
    actions.grant_role(user=person, body=county.office, role="drafter", by=administrator, at=AT)
    assert person.must_change_password
    with pytest.raises(Refused, match="您没有这一角色"):
        actions.grant_role(user=person, body=county.other, role="drafter", by=administrator, at=AT)


def test_a_weak_password_is_refused_with_every_reason(county):
    with pytest.raises(Refused) as caught:
        actions.set_password(user=county["drafter"], password=WEAK, by=county["drafter"], at=AT)
    assert len(caught.value.reasons) == 3


def test_a_taken_user_name_is_told(county):
    with pytest.raises(Refused, match="已经有人使用"):
        actions.create_user(
            username="drafter",
            name="又",
            body=county.office,
            password=None,
            by=actions.SETUP,
            at=AT,
        )


def test_an_account_that_is_closed_may_nothing_and_stays(county):
    person = county["drafter"]
    actions.deactivate(user=person, reason="退休", by=county["administrator"], at=AT)
    assert queries.roles_at(person, county.office, on=TODAY) == frozenset()
    assert person.grants.count() == 1


def test_administrators_need_a_second_factor(county, settings):
    settings.COUNTY_SETTINGS = {}
    assert queries.needs_second_factor(county["administrator"], on=TODAY)
    assert not queries.needs_second_factor(county["drafter"], on=TODAY)


def test_vacancies_name_the_roles_that_nobody_holds(county):
    a_user("only", county.government, "drafter")
    assert queries.vacancies(county.government, on=TODAY) == [
        "first_reviewer",
        "second_reviewer",
        "final_reviewer",
        "secrecy_reviewer",
    ]
    assert queries.vacancies(county.office, on=TODAY) == []


def test_a_renamed_body_keeps_its_old_name_for_old_days(county):
    upkeep.rename_body(
        body=county.office,
        name="青禾县政务服务局",
        since=date(2026, 6, 1),
        reason="机构改革",
        by=actions.SETUP,
        at=AT,
    )
    assert organizations.name_on(county.office, date(2026, 5, 31)) == "青禾县第2单位"
    assert organizations.name_on(county.office, date(2026, 6, 1)) == "青禾县政务服务局"
    edition = county.submitted(written_on="2026-05-31")
    assert edition.issuer_name == "青禾县第2单位"
    with pytest.raises(Refused, match="不晚于现名称"):
        upkeep.rename_body(
            body=county.office,
            name="又一个名称",
            since=date(2026, 6, 1),
            reason="",
            by=actions.SETUP,
            at=AT,
        )


def test_a_merged_body_takes_no_new_documents(county):
    upkeep.merge_body(
        body=county.office, into=county.other, on=TODAY, reason="撤并", by=actions.SETUP, at=AT
    )
    county.office.refresh_from_db()
    with pytest.raises(Refused, match="撤并"):
        county.draft()
    assert county.office not in organizations.bodies(on=TODAY)
    assert county.office in organizations.bodies()


def test_bodies_are_not_entered_twice(county):
    again = PublicBody(
        code=county.office.code, slug=county.office.slug, name="重", level="department"
    )
    with pytest.raises(Refused) as caught:
        upkeep.create_body(body=again, by=actions.SETUP, at=AT)
    assert len(caught.value.reasons) == 2


def test_a_profile_tells_what_it_lacks(county):
    lacking = dict(organizations.incomplete_profiles(on=TODAY))
    assert lacking[county.office] == [
        "职责",
        "机构设置",
        "办公地址",
        "办公时间",
        "联系电话",
        "负责人姓名",
    ]
    values = dict.fromkeys(county.office.profile.REQUIRED, "已填")
    upkeep.update_profile(body=county.office, values=values, by=county["ogi_office"], at=AT)
    assert county.office not in dict(organizations.incomplete_profiles(on=TODAY))
    with pytest.raises(Refused, match="没有“密码”"):
        upkeep.update_profile(
            body=county.office, values={"密码": "x"}, by=county["ogi_office"], at=AT
        )


def test_the_prescribed_columns_are_installed_once_and_keep_their_names(county):
    count = SiteColumn.objects.count()
    assert upkeep.install_columns(by=actions.SETUP, county=county.government, at=later(1)) == []
    assert SiteColumn.objects.count() == count
    column = SiteColumn.objects.get(code="A20-07")
    with pytest.raises(Refused, match="法定栏目"):
        upkeep.change_column(column=column, values={"label": "钱"}, by=actions.SETUP, at=AT)
    with pytest.raises(Refused, match="不能停用"):
        upkeep.retire_column(column=column, on=TODAY, by=actions.SETUP, at=AT)


def test_columns_are_offered_by_kind_and_only_while_in_use(county):
    offered = organizations.columns_for("news", on=TODAY)
    assert [one.code for one in offered] == ["news"]
    values = {"label": "专题", "kinds": ["news"], "order": 999}
    own = upkeep.add_column(name="topic", values=values, by=actions.SETUP, at=AT)
    assert [one.code for one in organizations.columns_for("news", on=TODAY)] == ["news", "topic"]
    upkeep.retire_column(column=own, on=TODAY, by=actions.SETUP, at=AT)
    assert [one.code for one in organizations.columns_for("news", on=TODAY)] == ["news"]
