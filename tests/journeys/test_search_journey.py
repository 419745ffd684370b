"""Finding a policy: by a fragment of its title, its number, a two-character word; by keyboard, without scripts."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

from gongkai.jobs.indexing import Follower
from gongkai.web.portal.refreshing import identity
from tests.apps.factories import AT, County
from tests.journeys.browsing import visitor

pytestmark = pytest.mark.journey
POLICY = "青禾县城镇供水价格管理办法"
NUMBER = "青政发〔2026〕3号"


@pytest.fixture
def searched(open_county: County, tmp_path: Path):
    """A county with a policy among other documents, and its index."""
    open_county.published(
        title=POLICY, document_number=NUMBER, text="<p>阶梯水价每年核定一次。</p>"
    )
    for number in range(24):
        open_county.published(title=f"关于第{number + 1}期用水情况的通报", text="<p>用水平稳。</p>")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "INDEX_ROOT", tmp_path / "index")
        identity.cache_clear()
        Follower(settings.INDEX_ROOT).rebuild(at=AT)
        yield open_county
    identity.cache_clear()


def first(page) -> str:
    return page.locator(".items .title").first.inner_text()


def accessible(page, width: int) -> None:
    results = Axe().run(page)
    assert results.violations_count == 0, f"{page.url} {width}\n{results.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


@pytest.mark.django_db(transaction=True)
def test_a_policy_is_found_in_every_way_people_try(window, live_server, searched) -> None:
    someone = visitor(window)
    page = someone.page
    page.goto(f"{live_server.url}/search")
    for typed in ("水价格管", "青政发[2026]3号", "阶梯"):
        page.get_by_label("搜索本站").fill(typed)
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?q=*")
        assert first(page) == POLICY, typed
        page.get_by_label("搜索本站").fill("")
    page.goto(f"{live_server.url}/search?q=青政发 2026 3号")
    someone.picture("search-number")
    page.get_by_role("link", name="只按字面查找").click()
    assert "现在只按字面查找" in page.locator("main").inner_text()
    page.goto(f"{live_server.url}/search?q=用水")
    page.get_by_role("link", name="2", exact=True).click()
    assert page.locator(".items > li").count() == 4
    someone.picture("search")
    page.goto(f"{live_server.url}/search?q=公水价格")
    page.locator(".empty").get_by_role("link", name="供水价格").click()
    assert first(page) == POLICY
    assert someone.complaints == []


@pytest.mark.django_db(transaction=True)
def test_suggestions_are_chosen_with_the_keyboard(window, live_server, searched) -> None:
    someone = visitor(window)
    page = someone.page
    page.goto(f"{live_server.url}/search")
    box = page.get_by_label("搜索本站")
    box.press_sequentially("供水")
    page.get_by_role("option").first.wait_for()
    someone.picture("search-suggestions")
    accessible(page, 1440)
    box.press("Escape")
    assert page.get_by_role("listbox").count() == 0
    box.press_sequentially("价")
    page.get_by_role("option", name=POLICY).wait_for()
    box.press("ArrowDown")
    chosen = page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    assert chosen.inner_text() == POLICY
    box.press("Enter")
    page.wait_for_url("**/search?q=*")
    assert first(page) == POLICY
    assert someone.complaints == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1440, 390])
def test_the_search_pages_have_no_accessibility_violation(
    window, live_server, searched, width: int
) -> None:
    someone = visitor(window, width=width)
    page = someone.page
    for query in (
        "", "?q=用水", "?q=青政发 2026 3号&kind=announcement", "?q=公水价格", "?q=供水 高铁",
        "?q=用水&page=2&sort=newest",
    ):  # fmt: skip
        page.goto(f"{live_server.url}/search{query}")
        accessible(page, width)
        page.locator("#elder-switch").check(force=True)
        accessible(page, width)
        page.locator("#elder-switch").uncheck(force=True)
    assert someone.complaints == []


@pytest.mark.django_db(transaction=True)
def test_everything_works_without_scripts(window, live_server, searched) -> None:
    context = window.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{live_server.url}/search")
    page.get_by_label("搜索本站").fill("供水价格")
    page.get_by_role("button", name="搜索").click()
    assert first(page) == POLICY
    page.get_by_role("link", name="通知公告").first.click()
    assert "已选" in page.locator("main").inner_text()
    context.close()
