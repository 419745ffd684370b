"""Counting visits without watching anybody (访问统计): days, pages and counts; no addresses, no persons."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

FLOOR = 5  # fewer visits of a page in a day than this are told as "other pages" only
ROBOT = re.compile(
    r"bot\b|spider|crawl|slurp|curl|wget|python-|java/|go-http|okhttp|httpclient|monitor|scan|headless|^-?$",
    re.IGNORECASE,
)
PAGE = re.compile(r"/(?:[^.]*|.*\.html)")
MACHINE = re.compile(r"/(?:office|static|healthz|files|assets|api)(?:/|$)")
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of an access log, without whatever could tell who it was."""

    on: date
    path: str
    method: str
    status: int
    agent: str


@dataclass(frozen=True, slots=True)
class Count:
    """How often a page (``path``) or a group of pages was read on a day."""

    on: date
    path: str
    visits: int


def is_visit(hit: Hit) -> bool:
    """Return whether a person read a page: no robot, no picture, no staff, an answer that is a page."""
    return (
        hit.method == "GET"
        and hit.status in (200, 304)
        and PAGE.fullmatch(hit.path) is not None
        and MACHINE.match(hit.path) is None
        and ROBOT.search(hit.agent) is None
    )


def counted(hits: Iterable[Hit], *, floor: int = FLOOR) -> list[Count]:
    """Return the visits of each day and page; pages with fewer than ``floor`` are added up as ``other``.

    The day's whole number is the sum of its lines: nothing is left out, only not told apart.
    """
    pages: Counter[tuple[date, str]] = Counter(
        (one.on, one.path.removesuffix("index.html")) for one in hits if is_visit(one)
    )
    return withheld(pages, floor=floor)


def withheld(pages: Mapping[tuple[date, str], int], *, floor: int = FLOOR) -> list[Count]:
    """Return counts of pages with rare ones added up."""
    told: Counter[tuple[date, str]] = Counter()
    for (on, path), visits in pages.items():
        told[on, path if visits >= floor else OTHER] += visits
    return [Count(on, path, visits) for (on, path), visits in sorted(told.items())]
