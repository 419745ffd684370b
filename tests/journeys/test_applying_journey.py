"""A citizen applies, looks how it stands, supplements and withdraws: without an account, by phone too."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from gongkai.apps.casework.models import Case
from gongkai.web.portal.refreshing import identity
from gongkai.web.public.applying import human
from gongkai.web.public.limits import Buckets
from tests.apps.factories import County
from tests.journeys.browsing import Visitor, visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WANTED = "2025年城关镇建设路以北地块的征地补偿安置方案"


@pytest.fixture
def people(open_county: County, monkeypatch):
    """A county that takes applications; nobody waits for the seconds that tell people from programs."""
    monkeypatch.setattr(
        Buckets, "wait", lambda *_, **__: 0
    )  # the server has read its limits already
    monkeypatch.setattr(human, "FEWEST_SECONDS", 0)
    identity.cache_clear()
    yield open_county
    identity.cache_clear()


def accessible(someone: Visitor, width: int) -> None:
    results = Axe().run(someone.page)
    assert results.violations_count == 0, f"{someone.page.url}\n{results.generate_report()}"
    assert someone.page.evaluate("document.documentElement.scrollWidth") <= width
    assert someone.page.locator("h1").count() == 1


def looked_at(someone: Visitor, width: int, name: str) -> None:
    """Check the page, and keep pictures of it once."""
    accessible(someone, width)
    if width == 1440:
        someone.picture(name)


def fill_in(page, people: County) -> None:
    page.get_by_label("向哪个机关申请").select_option(label=people.office.name)
    page.get_by_label("要获取的信息").first.fill(WANTED)
    page.get_by_label("姓名或者名称").fill("周明远")
    page.get_by_label("证件号码").first.fill("110105194912310021")
    page.get_by_label("联系电话").fill("13800001234")
    page.get_by_label("电子数据").check()
    page.get_by_label("网上获取").check()


def told_code(page) -> str:
    """Return the query code on the receipt."""
    label = page.locator("dt", has_text="查询码")
    return label.locator("xpath=following-sibling::dd[1]").inner_text()


@pytest.mark.parametrize("width", [390, 1440])
def test_a_citizen_applies_and_withdraws(window, live_server, people: County, width: int) -> None:
    someone = visitor(window, width=width)
    page = someone.page
    page.goto(f"{live_server.url}/apply/")
    looked_at(someone, width, "apply-form")
    page.get_by_role("button", name="下一步：核对").click()
    assert page.locator(".error-summary li").count() >= 5
    looked_at(someone, width, "apply-mistakes")
    fill_in(page, people)
    page.get_by_role("button", name="下一步：核对").click()
    assert WANTED in page.locator("main").inner_text()
    looked_at(someone, width, "apply-check")
    page.get_by_role("button", name="提交申请").click()
    page.get_by_role("heading", name="申请已经提交").wait_for()
    looked_at(someone, width, "apply-receipt")
    code = told_code(page)
    page.goto(f"{live_server.url}/apply/status/")
    looked_at(someone, width, "apply-look-up")
    page.get_by_label("申请编号").fill(Case.objects.get().reference)
    page.get_by_label("查询码").fill(code)
    page.get_by_role("button", name="查询", exact=True).click()
    page.get_by_role("heading", name="办理进度").wait_for()
    assert "周明远" not in page.content()
    looked_at(someone, width, "apply-status")
    page.locator("summary", has_text="撤回申请").click()
    page.get_by_label("撤回的原因").fill("已经在网站上找到")
    page.get_by_role("button", name="确认撤回").click()
    page.locator("summary", has_text="撤回申请").wait_for(state="detached")
    assert Case.objects.get().state == "concluded"
    accessible(someone, width)
    assert someone.complaints == []


def test_without_scripts_on_a_phone(window, live_server, people: County) -> None:
    context = window.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 800}, locale="zh-CN"
    )
    page = context.new_page()
    page.goto(f"{live_server.url}/apply/")
    fill_in(page, people)
    page.get_by_role("button", name="再加一项内容").click()
    assert page.get_by_label("要获取的信息（第 1 项）").input_value() == WANTED
    page.get_by_label("要获取的信息（第 2 项）").fill("同一地块的征地批复")
    page.get_by_role("button", name="下一步：核对").click()
    page.get_by_role("button", name="提交申请").click()
    page.get_by_role("heading", name="申请已经提交").wait_for()
    assert Case.objects.get().matters.count() == 2
    context.close()
