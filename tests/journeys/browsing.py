"""A browser for the journeys: Debian's Chromium, closed to every host but this machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, Route, sync_playwright

CHROMIUM = os.environ.get("GONGKAI_CHROMIUM", "/usr/bin/chromium")
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Where screenshots for the documentation go; without it none are kept.
PICTURES = os.environ.get("GONGKAI_PICTURES", "")
WIDTHS = (1440, 390)


class Visitor:
    """One person at one browser window; what the page complained of is kept."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.set_default_timeout(30_000)
        page.on("console", lambda m: self._note(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.route("**/*", self._stay_home)

    def _note(self, text: str) -> None:
        # A refused form answers 422 with the page and all reasons; the browser logs that as an error.
        if "status of 422" not in text:
            self.complaints.append(text)

    def _stay_home(self, route: Route) -> None:
        if "//127.0.0.1" in route.request.url or "//localhost" in route.request.url:
            route.continue_()
        else:
            self.complaints.append(f"asked another host: {route.request.url}")
            route.abort()

    def picture(self, name: str) -> None:
        """Keep a screenshot at both widths when pictures are wanted."""
        if not PICTURES:
            return
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 900})
            self.page.screenshot(path=str(Path(PICTURES) / f"{name}-{width}.png"))
        self.page.set_viewport_size({"width": WIDTHS[0], "height": 900})


@contextmanager
def chromium() -> Iterator[Browser]:
    """Open the browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        try:
            yield browser
        finally:
            browser.close()


def visitor(browser: Browser, *, width: int = 1440) -> Visitor:
    """Open a window of its own: its own cookies, its own person."""
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
    return Visitor(context.new_page())
