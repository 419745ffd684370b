"""What the journeys share: a browser, and a county whose transactions really commit."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from gongkai.apps.trail import guards
from tests.apps.factories import County
from tests.journeys.browsing import chromium


@pytest.fixture(scope="session")
def open_browser() -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread; the tests use the database from it, one by one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with chromium() as browser:
        yield browser


@pytest.fixture
def window(open_browser: Browser) -> Iterator[Browser]:
    """One browser for all; what a test opened is closed behind it, its connections to the server too."""
    yield open_browser
    for context in list(open_browser.contexts):
        context.close()


@pytest.fixture
def open_county(transactional_db) -> Iterator[County]:
    """A county behind a running server; emptying the tables afterwards needs the guards off."""
    yield County()
    guards.remove()
