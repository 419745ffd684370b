"""The office handles an application: register, correct, refuse in part, sign, serve; by the screens."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

from gongkai.apps.casework.models import Case
from tests.apps.casework.desk import Desk
from tests.apps.factories import County
from tests.journeys.browsing import Visitor, visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(open_county: County) -> Desk:
    return Desk(open_county)


def signed_in(window, live_server, desk: Desk, role: str) -> Visitor:
    """Open a window in which a person has signed in."""
    client = Client()
    client.force_login(desk[role])
    someone = visitor(window)
    cookie = client.cookies["sessionid"].value
    someone.page.context.add_cookies(
        [{"name": "sessionid", "value": cookie, "url": live_server.url}]
    )
    return someone


def looked_at(someone: Visitor, name: str) -> None:
    for width in (1440, 390):
        someone.page.set_viewport_size({"width": width, "height": 900})
        results = Axe().run(someone.page)
        assert results.violations_count == 0, f"{name} {width}\n{results.generate_report()}"
        assert someone.page.evaluate("document.documentElement.scrollWidth") <= width, name
    someone.page.set_viewport_size({"width": 1440, "height": 900})
    someone.picture(name)


def test_from_registering_to_drafting(window, live_server, desk: Desk) -> None:
    clerk = signed_in(window, live_server, desk, "ogi_office")
    page = clerk.page
    page.goto(f"{live_server.url}/office/cases/new/")
    looked_at(clerk, "case-new")
    page.get_by_label("申请渠道").select_option("in_person")
    page.get_by_label("姓名或者名称").fill("周明远")
    page.get_by_label("证件号码").first.fill("110105194912310021")
    page.get_by_label("联系电话").fill("13800001234")
    page.get_by_label("申请公开的内容").fill("2025年城关镇集体土地征收补偿方案")
    page.get_by_role("button", name="登记", exact=True).click()
    page.get_by_role("heading", name="已经登记").wait_for()
    looked_at(clerk, "case-registered")
    page.get_by_role("link", name="办理这件申请").click()
    assert "周明远" not in page.content()
    looked_at(clerk, "case")
    page.get_by_role("link", name="告知补正").click()
    assert page.get_by_label("获取信息的方式、途径").is_checked()
    looked_at(clerk, "case-act")
    page.goto(f"{live_server.url}/office/cases/")
    looked_at(clerk, "cases")
    page.goto(f"{live_server.url}/office/cases/statistics/")
    looked_at(clerk, "case-statistics")
    officer = signed_in(window, live_server, desk, "case_officer")
    page = officer.page
    page.goto(f"{live_server.url}/office/cases/{Case.objects.get().pk}/reply/")
    page.get_by_label("答复种类").select_option("granted.given")
    page.get_by_role("button", name="按这个种类显示要素").click()
    page.get_by_role("button", name="套用模板").click()
    assert "征收补偿方案" in page.get_by_label("答复书全文").input_value()
    page.get_by_role("button", name="保存并检查").click()
    page.get_by_role("heading", name="检查结果").wait_for()
    looked_at(officer, "case-reply")
    assert clerk.complaints == []
    assert officer.complaints == []


def test_reviewed_signed_and_served(window, live_server, desk: Desk) -> None:
    case = desk.reviewing()
    for role, button, choice in (
        ("secrecy_reviewer", "保密审查", "同意"),
        ("ogi_head", "审核通过", ""),
        ("reply_signer", "签发", ""),
    ):
        person = signed_in(window, live_server, desk, role)
        person.page.goto(f"{live_server.url}/office/cases/{case.pk}/")
        person.page.get_by_role("link", name=button, exact=True).click()
        if choice:
            person.page.get_by_label("意见").select_option(label=choice)
        person.page.get_by_role("button", name=f"确认{button}").click()
        person.page.get_by_text("已办理").wait_for()
        assert person.complaints == []
    case.refresh_from_db()
    assert case.state == "serving"
