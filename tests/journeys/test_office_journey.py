"""The back office as a place to work: the second factor, several at once with the keyboard, saved views."""

from __future__ import annotations

import time
from base64 import b32decode

import pytest
from axe_playwright_python.sync_playwright import Axe
from django_otp.oath import TOTP

from gongkai.apps.publishing.models import Edition
from tests.journeys.browsing import Visitor, visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PASSWORD = "shan-shui-2026-qinghe"  # noqa: S105 - a made-up county


@pytest.fixture
def address(live_server) -> str:
    return live_server.url


def sign_in(window, address: str, user) -> Visitor:
    user.set_password(PASSWORD)
    user.save()
    one = visitor(window)
    one.page.goto(f"{address}/office/login/")
    one.page.get_by_label("用户名").fill(user.username)
    one.page.get_by_label("密码").fill(PASSWORD)
    one.page.get_by_role("button", name="登录").click()
    one.page.wait_for_load_state()
    return one


def looked_at(one: Visitor, name: str) -> None:
    """Keep a picture, and let axe walk the page at both widths."""
    one.picture(name)
    for width in (390, 1440):
        one.page.set_viewport_size({"width": width, "height": 900})
        results = Axe().run(one.page)
        assert results.violations_count == 0, f"{name}\n{results.generate_report()}"
        assert one.page.evaluate("document.documentElement.scrollWidth") <= width, name


def code_of(key: str, *, ahead: int) -> str:
    clock = TOTP(b32decode(key))
    clock.time = time.time() + 30 * ahead
    return f"{clock.token():06d}"


def test_a_device_is_added_and_asked_for(window, address, open_county) -> None:
    person = open_county["drafter"]
    first = sign_in(window, address, person)
    first.page.goto(f"{address}/office/me/second-factor/")
    looked_at(first, "second-factor")
    key = first.page.locator(".key code").inner_text().replace(" ", "")
    first.page.get_by_label("验证码").fill(code_of(key, ahead=0))
    first.page.get_by_role("button", name="启用").click()
    assert first.page.locator(".codes code").count() == 10
    looked_at(first, "recovery-codes")
    second = sign_in(window, address, person)
    assert "/office/second-factor/" in second.page.url
    looked_at(second, "verify")
    second.page.get_by_label("验证码").fill(code_of(key, ahead=1))
    second.page.get_by_role("button", name="验证").click()
    second.page.wait_for_url("**/office/")
    assert first.complaints + second.complaints == []


def test_several_are_approved_at_once_with_the_keyboard(window, address, open_county) -> None:
    waiting = [open_county.submitted(title=f"第{number}号停水公告") for number in (1, 2)]
    draft = open_county.draft(title="还没有提交的公告")
    one = sign_in(window, address, open_county["first_reviewer"])
    page = one.page
    page.goto(f"{address}/office/documents/")
    looked_at(one, "list")
    for _ in range(3):
        page.keyboard.press("j")
        page.keyboard.press("x")
    assert page.locator("[data-chosen]").inner_text() == "已选 3 件"
    page.get_by_label("成批办理").select_option("approve")
    page.get_by_role("button", name="看一看再确认").click()
    text = page.locator("main").inner_text()
    assert "将审核通过的 2 件" in text
    assert "不能审核通过的 1 件" in text
    looked_at(one, "bulk")
    page.get_by_role("button", name="确认").click()
    assert "没有确认已逐件看过" in page.locator(".error-summary").inner_text()
    page.get_by_label("逐件看过").check()
    page.get_by_role("button", name="确认").click()
    assert "办成 2 件" in page.locator("main").inner_text()
    looked_at(one, "bulk-result")
    states = dict(Edition.objects.values_list("pk", "state"))
    assert [states[edition.pk] for edition in (*waiting, draft)] == [
        "secrecy_review",
        "secrecy_review",
        "drafting",
    ]
    page.keyboard.press("?")
    page.wait_for_url("**/office/handbook/keyboard/")
    assert one.complaints == []


def test_files_are_sent_one_by_one_and_a_refusal_is_named(window, address, open_county) -> None:
    draft = open_county.draft()
    one = sign_in(window, address, open_county["drafter"])
    page = one.page
    page.goto(f"{address}/office/editions/{draft.pk}/edit/")
    page.locator("#f-file").set_input_files(
        [
            {"name": "名单.pdf", "mimeType": "application/pdf", "buffer": b"MZ not a pdf"},
            {"name": "计划.txt", "mimeType": "text/plain", "buffer": "供水计划".encode()},
        ]
    )
    page.get_by_role("button", name="上传").click()
    page.locator(".uploads li", has_text="计划.txt：已添加").wait_for()
    assert "名单.pdf：" in page.locator(".uploads .error").inner_text()
    assert [row.name for row in draft.attachments.all()] == ["计划.txt"]
    assert one.complaints == []
