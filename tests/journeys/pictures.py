"""The pictures of the portal in docs/images, taken from a running demo at both widths.

``python -m tests.journeys.pictures http://127.0.0.1:8000 docs/images``
"""

from __future__ import annotations

import io
import sys
import urllib.parse
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from tests.journeys.browsing import WIDTHS, chromium, visitor

HEIGHT = 1000
COLOURS = 200  # enough for flat pages; keeps each picture small
PAGES = {
    "portal-home": "/",
    "portal-platform": "/disclosure/",
    "portal-column": "/columns/statutory/documents/",
    "portal-library": "/policies/",
    "portal-gazette": "/gazette/",
    "portal-catalogue": "/catalogue/",
    "portal-search": "/search?q=" + urllib.parse.quote("养老"),
}
FOUND_BY = "养老 办法"  # a document in force, with its interpretation


def main(arguments: list[str]) -> int:
    """Take every picture."""
    address, folder = arguments[0].rstrip("/"), Path(arguments[1])
    with chromium() as browser:
        for width in WIDTHS:
            page = visitor(browser, width=width).page
            page.set_viewport_size({"width": width, "height": HEIGHT})
            for name, path in PAGES.items():
                page.goto(address + path)
                keep(page, folder / f"{name}-{width}.png")
            page.goto(f"{address}/search?q={urllib.parse.quote(FOUND_BY)}&validity=in_force")
            page.locator("main .items .title").first.click()
            keep(page, folder / f"portal-item-{width}.png")
            page.locator("#elder-switch").check(force=True)
            keep(page, folder / f"portal-elder-{width}.png")
    return 0


def keep(page: Page, place: Path) -> None:
    """Write what the window shows as a small picture."""
    page.wait_for_load_state()
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.convert("RGB").quantize(COLOURS).save(place, optimize=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
