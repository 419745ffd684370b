"""The invented county as data (演示数据): its bodies, names for its people, what they work on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.core.kernel import data

PACKAGE = "gongkai.jobs.demo"


@dataclass(frozen=True, slots=True)
class DemoBody:
    """A public body: ``mark`` begins its document numbers (机关代字), ``theme`` is its usual theme."""

    slug: str
    code: str
    name: str
    short_name: str
    mark: str
    level: str
    theme: str
    address: str
    telephone: str
    duties: str
    structure: str


@dataclass(frozen=True, slots=True)
class DemoCounty:
    """The county: bodies with the government first, and names to make people from."""

    county: str
    region: str
    identifier: str
    founded_on: date
    bodies: tuple[DemoBody, ...]
    surnames: str
    given_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a body works on; every text about it is put together from these sentences."""

    body: str
    name: str
    theme: str
    column: str
    keywords: list[str]
    aim: str
    scope: str
    measures: tuple[str, str, str, str]
    event: str
    notice: str


@dataclass(frozen=True, slots=True)
class _Subjects:
    subjects: tuple[Subject, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """An announcement for a column that no subject fills; ``days`` before the demo's last day."""

    body: str
    column: str
    title: str
    theme: str
    keywords: list[str]
    summary: str
    lines: tuple[str, ...]
    days: int


@dataclass(frozen=True, slots=True)
class _Notices:
    notices: tuple[Notice, ...]


def county() -> DemoCounty:
    """Return the county."""
    return data.load(PACKAGE, "county.yaml", DemoCounty)


def subjects() -> tuple[Subject, ...]:
    """Return every subject, in the order of the file."""
    return data.load(PACKAGE, "subjects.yaml", _Subjects).subjects


def notices() -> tuple[Notice, ...]:
    """Return every announcement, in the order of the file."""
    return data.load(PACKAGE, "notices.yaml", _Notices).notices
