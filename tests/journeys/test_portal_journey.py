"""Reading the portal: a policy, its interpretation, its earlier edition; the gazette; old eyes, keyboard, phone.

Only files are served here: no application, no database. What works here works when they are down.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from axe_playwright_python.sync_playwright import Axe
from csp.utils import build_policy
from django.db import transaction
from playwright.sync_api import Browser, Page

from gongkai.web.public.tree_files import TreeFiles
from tests.journeys.browsing import Visitor, visitor
from tests.web.portal.everything import PLAN, Published, everything, written

pytestmark = [pytest.mark.journey, pytest.mark.django_db]
TEMPLATES = (
    "/", "/disclosure/", "/policies/", "/policies/2026.html", "/gazette/", "/topics/",
    "/topics/business.html", "/themes/02.html", "/reports/", "/catalogue/", "/catalogue/standard/",
    "/bodies/", "/bodies/body-2.html", "/columns/news/", "/columns/news/1.html",
    "/columns/statutory/", "/columns/statutory/documents/", "/site-map/", "/about/",
    "/accessibility/", "/404.html",
)  # fmt: skip


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class Readers:
    """The served tree and people who read it."""

    def __init__(self, window: Browser, address: str, published: Published) -> None:
        self.window, self.address, self.published = window, address, published

    def reader(self, path: str = "/", *, width: int = 1440) -> Visitor:
        one = visitor(self.window, width=width)
        one.page.goto(self.address + path)
        return one

    def item(self, name: str) -> str:
        return f"/items/000/{getattr(self.published, name)}.html"


def nothing_else(environ, start):
    start("404 Not Found", [("Content-Type", "text/plain; charset=utf-8")])
    return ["只有文件".encode()]


@pytest.fixture(scope="module")
def readers(
    open_browser, django_db_setup, django_db_blocker, tmp_path_factory
) -> Iterator[Readers]:
    folder = tmp_path_factory.mktemp("portal")
    headers = {"Content-Security-Policy": build_policy()}
    server = make_server("127.0.0.1", 0, nothing_else, server_class=WSGIServer, handler_class=Quiet)
    address = f"http://127.0.0.1:{server.server_port}"
    with django_db_blocker.unblock(), transaction.atomic():
        published = everything()
        root = written(folder, address)
        transaction.set_rollback(True)
    server.set_app(TreeFiles(nothing_else, root, headers=headers))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Readers(open_browser, address, published)
    server.shutdown()
    server.server_close()


def no_violation(page: Page, width: int) -> None:
    results = Axe().run(page)
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


def test_from_the_library_to_a_policy_its_interpretation_and_back(readers):
    one = readers.reader()
    page = one.page
    page.get_by_role("link", name="政策文件库", exact=True).click()
    page.get_by_role("link", name="2026", exact=True).click()
    page.get_by_role("link", name=PLAN, exact=True).click()
    assert page.locator(".banner.valid").inner_text().startswith("现行有效")
    page.get_by_role("link", name=f"《{PLAN}》解读").click()
    page.get_by_role("link", name=PLAN, exact=True).click()
    assert page.locator("h1").inner_text() == PLAN
    with page.expect_download() as downloaded:
        page.get_by_role("link", name="用水登记表.csv").click()
    assert Path(downloaded.value.path()).read_bytes().startswith("户名".encode())
    assert one.complaints == []


def test_an_earlier_edition_is_found_and_says_what_it_is(readers):
    page = readers.reader(readers.item("corrected")).page
    assert "更正名称" in page.locator(".banner.info").inner_text()
    page.get_by_role("link", name="第 1 版").click()
    assert page.locator("h1").inner_text() == "关于夏季供水安排的公告"
    page.get_by_role("link", name="查看现行版本").click()
    assert page.locator("h1").inner_text() == "关于夏秋供水安排的公告"


def test_an_abolished_document_and_a_withdrawn_one_say_so(readers):
    page = readers.reader(readers.item("replaced")).page
    assert "已废止" in page.locator(".banner.abolished").inner_text()
    page.goto(readers.address + readers.item("withdrawn"))
    assert "数字有误，现予撤回。" in page.locator(".banner").inner_text()


def test_the_gazette_is_read_from_issue_to_article(readers):
    one = readers.reader("/gazette/")
    page = one.page
    page.get_by_role("link", name="第 3 期（总第 49 期）").click()
    page.locator(".contents").get_by_role("link", name=PLAN).click()
    assert page.locator("h1").inner_text() == PLAN
    assert one.complaints == []


def test_the_platform_leads_to_every_column(readers):
    one = readers.reader("/disclosure/")
    menu = one.page.locator(".platform-menu")
    for name in menu.get_by_role("link").all_inner_texts():
        menu.get_by_role("link", name=name, exact=True).first.click()
        one.page.wait_for_load_state()
        if "/apply/" not in one.page.url:
            assert one.page.locator("h1").count() == 1, name
        one.page.goto(f"{readers.address}/disclosure/")


def test_elder_mode_is_larger_stronger_and_stays(readers):
    one = readers.reader(readers.item("plan"))
    page = one.page
    before = page.evaluate("getComputedStyle(document.body).fontSize")
    page.get_by_label("长者模式").check(force=True)
    after = page.evaluate("getComputedStyle(document.body).fontSize")
    assert float(after[:-2]) >= 1.25 * float(before[:-2])
    heights = page.eval_on_selector_all(
        ".site-nav a, .page-tools .tool", "all => all.map(one => one.offsetHeight)"
    )
    assert min(heights) >= 56
    page.goto(readers.address)
    assert page.get_by_label("长者模式").is_checked()
    page.goto(readers.address + readers.item("plan"))
    no_violation(page, 1440)
    assert one.complaints == []


def test_the_size_of_the_text_is_chosen_and_remembered(readers):
    page = readers.reader(readers.item("plan")).page
    before = page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('.prose')).fontSize)"
    )
    page.get_by_label("特大").check(force=True)
    page.reload()
    assert page.get_by_label("特大").is_checked()
    after = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.prose')).fontSize)")
    assert after > 1.4 * before


def test_everything_is_reached_with_the_keyboard(readers):
    page = readers.reader(readers.item("plan")).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => { const one = document.activeElement, box = (one.closest("label") || one).getBoundingClientRect();
            return [one.textContent.trim() || one.value || "", box.width > 0 && box.height > 0]; }"""
        )
        reached.append(seen[0])
        assert seen[1], seen
    assert f"《{PLAN}》解读" in reached
    assert "复制引用" in reached


def test_a_link_to_another_site_is_asked_about_first(readers):
    page = readers.reader(readers.item("plan")).page
    said: list[str] = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.get_by_role("link", name="外部规定").click()
    assert said
    assert "elsewhere.example" in said[0]
    assert page.url.endswith(readers.item("plan"))


def test_a_citation_is_copied(readers):
    page = readers.reader(readers.item("plan")).page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="复制引用").click()
    page.get_by_role("button", name="已复制").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert PLAN in copied
    assert copied.endswith(readers.item("plan"))


def test_without_scripts_everything_can_be_read(readers):
    context = readers.window.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(readers.address + readers.item("plan"))
    assert "保障居民用水。" in page.locator(".prose").inner_text()
    assert page.get_by_role("button", name="复制引用").count() == 0
    page.locator("#elder-switch").check(force=True)
    page.get_by_label("大", exact=True).check(force=True)
    page.get_by_role("link", name=f"《{PLAN}》解读").click()
    assert page.locator("h1").inner_text() == f"《{PLAN}》解读"
    context.close()


def test_a_document_prints_without_what_belongs_to_the_screen(readers):
    page = readers.reader(readers.item("plan")).page
    page.emulate_media(media="print")
    for selector in (".site-header", ".site-nav", ".page-tools", ".site-footer", ".qr"):
        assert not page.locator(selector).first.is_visible(), selector
    assert page.locator(".paper h1").is_visible()
    assert page.locator(".citation").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_no_template_has_an_accessibility_violation(readers, width, scheme):
    names = ("plan", "interpretation", "corrected", "replaced", "withdrawn", "issue", "row")
    one = readers.reader(width=width)
    one.page.emulate_media(color_scheme=scheme)
    for path in (*TEMPLATES, *map(readers.item, names)):
        one.page.goto(readers.address + path)
        no_violation(one.page, width)
    assert one.complaints == []
