"""A supervisor audits the reports of some bodies and sends the page on; it is read on a phone."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from gongkai.adapters.writers.report_html import write_html
from gongkai.adapters.writers.report_text import write_text
from gongkai.core.reporting.specimens import sound_report
from tests.damage.prose_defects import other_number_received
from tests.damage.table_defects import row_total_wrong

pytestmark = pytest.mark.journey

SIZES = {"phone": (390, 844), "desk": (1440, 900)}


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Audit a sound report and two faulty ones with the command, as a person would."""
    folder = tmp_path_factory.mktemp("reports")
    chance = random.Random(7)
    row, prose = sound_report(11, year=2023), sound_report(12, year=2022)
    (folder / "表格.txt").write_text(write_text([row_total_wrong(row, chance)]), "utf-8")
    (folder / "正文.html").write_text(write_html([other_number_received(prose, chance)]), "utf-8")
    (folder / "无误.txt").write_text(write_text([sound_report(13, year=2023).paper]), "utf-8")
    output = folder.parent / "核查结果.html"
    command = [sys.executable, "-m", "gongkai.cli.main", "audit", str(folder)]
    run = subprocess.run(
        [*command, "--format", "html", "--output", str(output)], capture_output=True, text=True
    )
    assert run.returncode == 1, run.stderr
    return output


@pytest.fixture
def browser(window: Browser) -> Browser:
    return window


def opened(browser: Browser, file: Path, size: str, **options: object) -> Page:
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, **options)
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto(file.as_uri())
    return page


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_has_no_accessibility_violation(browser, page_file, size, scheme):
    page = opened(browser, page_file, size, color_scheme=scheme)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("size", SIZES)
def test_the_page_fits_the_screen_and_asks_nobody(browser, page_file, size):
    page = opened(browser, page_file, size)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    assert asked == [page_file.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") == SIZES[size][0]


def test_from_finding_to_place_and_back_without_script(browser, page_file):
    page = opened(browser, page_file, "phone", java_script_enabled=False)
    finding = page.locator("article.finding", has_text="T3-02").first
    finding.locator("figcaption a").first.click()
    target = page.locator("td:target")
    assert target.is_visible()
    target.locator("a.ref").first.click()
    assert page.locator("article:target").is_visible()


def test_prose_is_quoted_with_the_figure_marked(browser, page_file):
    page = opened(browser, page_file, "desk")
    finding = page.locator("article.finding", has_text="P-01").first
    figure = finding.locator("blockquote mark").first.inner_text()
    finding.get_by_role("link", name="看原文").first.click()
    assert figure in page.locator(".sentence:target mark").all_inner_texts()


def test_the_keyboard_reaches_the_filter_and_it_hides_what_is_not_asked(browser, page_file):
    page = opened(browser, page_file, "desk")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.get_by_label("全部").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.get_by_label("只看错误").is_checked()
    assert page.locator("article.finding.error").first.is_visible()
    assert not any(note.is_visible() for note in page.locator("article.finding.note").all())


def test_the_page_prints_in_one_column(browser, page_file, tmp_path):
    page = opened(browser, page_file, "desk")
    page.emulate_media(media="print")
    assert page.locator(".beside").first.evaluate("e => getComputedStyle(e).display") == "block"
    assert not page.locator("fieldset").is_visible()
    page.pdf(path=tmp_path / "核查结果.pdf", format="A4")
    assert (tmp_path / "核查结果.pdf").read_bytes().startswith(b"%PDF")
