"""What counts as a visit, and that rare pages are not told apart."""

from datetime import date

import pytest

from gongkai.core.publishing.visits import Count, Hit, counted, is_visit

DAY = date(2026, 11, 20)
BROWSER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0"


def hit(path="/", **values):
    return Hit(
        **({"on": DAY, "path": path, "method": "GET", "status": 200, "agent": BROWSER} | values)
    )


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (hit("/"), True),
        (hit("/items/000/1.html"), True),
        (hit("/columns/news/"), True),
        (hit("/search"), True),
        (hit("/items/000/1.html", status=304), True),
        (hit("/items/000/1.html", status=404), False),
        (hit("/items/000/1.html", method="HEAD"), False),
        (hit("/items/000/1.json"), False),
        (hit("/files/ab/abc.pdf"), False),
        (hit("/assets/portal.css"), False),
        (hit("/office/"), False),
        (hit("/healthz"), False),
        (hit("/", agent="Mozilla/5.0 (compatible; Baiduspider/2.0)"), False),
        (hit("/", agent="curl/8.0"), False),
        (hit("/", agent=""), False),
    ],
)
def test_a_visit_is_a_page_read_by_a_person(one, expected):
    assert is_visit(one) is expected


def test_pages_read_rarely_are_added_up():
    hits = [hit("/items/000/1.html")] * 5 + [hit("/items/000/2.html")] * 4 + [hit("/a/")] * 2
    assert counted(hits) == [Count(DAY, "/items/000/1.html", 5), Count(DAY, "other", 6)]


def test_a_folder_and_its_index_are_one_page():
    hits = [hit("/columns/news/")] * 3 + [hit("/columns/news/index.html")] * 3
    assert counted(hits) == [Count(DAY, "/columns/news/", 6)]


def test_days_stay_apart():
    hits = [hit()] * 5 + [hit(on=date(2026, 11, 21))] * 6
    assert [(one.on.day, one.visits) for one in counted(hits)] == [(20, 5), (21, 6)]
