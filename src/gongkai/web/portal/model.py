"""What the pages of the portal show: plain values, read once, rendered without the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class SiteIdentity:
    """Who runs the site (网站标识): what the prescribed tags and the footer say."""

    name: str
    address: str  # https://… without a slash at the end
    identifier: str  # 网站标识码, ten digits
    sponsor: str
    operator: str
    licence: str = ""  # ICP备案号
    security_record: str = ""  # 公安机关备案
    telephone: str = ""
    place: str = ""
    licence_address: str = ""  # where each mark can be verified; without one it is plain text
    security_address: str = ""
    mark_address: str = ""  # 党政机关标识
    correction_address: str = ""  # 我为政府网站找错; without one, this site's own page

    @property
    def domain(self) -> str:
        """Return the host name, for the tag SiteDomain."""
        return self.address.partition("://")[2]


@dataclass(frozen=True, slots=True)
class Link:
    """A titled link to a page of the tree, with the day it was published."""

    title: str
    path: str
    published_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """An attachment as a reader sees it: size in bytes, ``path`` in the tree."""

    name: str
    path: str
    kind: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column (栏目) and the columns above it, outermost first."""

    code: str
    label: str
    address: str
    type: str = ""
    description: str = ""
    keywords: str = ""
    basis: str = ""
    above: tuple[Link, ...] = ()
    platform: bool = False  # stands on the prescribed disclosure platform (政府信息公开平台)


@dataclass(frozen=True, slots=True)
class Validity:
    """Whether a document is in force (有效性): key, words, and what made it so."""

    key: str
    label: str
    since: date | None = None
    reason: str = ""
    by: Link | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One published document in its live edition."""

    document: int
    edition: int
    number: int
    kind: str
    kind_label: str
    family: str
    title: str
    html: str
    summary: str
    keywords: tuple[str, ...]
    index_number: str
    document_number: str
    issuer: str
    joint_issuers: tuple[str, ...]
    body_name: str
    body_slug: str
    theme: str
    genre: str
    item_label: str
    written_on: date | None
    effective_on: date | None
    expires_on: date | None
    published_at: datetime
    source: str
    column: Column
    validity: Validity | None = None
    facts: tuple[tuple[str, str], ...] = ()
    tables: tuple[Rows, ...] = ()
    contents: tuple[Contents, ...] = ()
    files: tuple[File, ...] = ()
    interpretations: tuple[Link, ...] = ()
    interprets: tuple[Link, ...] = ()
    relations: tuple[tuple[str, Link], ...] = ()
    editions: tuple[Link, ...] = ()
    change_note: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """A small table of a kind's own fields (议题, 目录, 清单)."""

    label: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """A section of a gazette issue (公报栏目): title, page and, when it is on this site, address."""

    section: str
    titles: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A document that was taken back (撤回): its page says so, and no more than the law asks."""

    document: int
    title: str
    index_number: str
    withdrawn_at: datetime
    note: str
    column: Column


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list."""

    title: str
    path: str
    published_at: datetime
    body_name: str = ""
    document_number: str = ""
    validity: Validity | None = None
    kind_label: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of a page: entries or links, and where there is more."""

    heading: str
    entries: tuple[Entry, ...] = ()
    links: tuple[Link, ...] = ()
    more: str = ""  # an address
    words: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A column's volume: ``volume`` of ``last``, counted from the oldest; entries newest first.

    ``sections`` of a front page show the newest of the columns below; ``menu`` is the platform's.
    """

    column: Column
    volume: int
    last: int
    entries: tuple[Entry, ...]
    sections: tuple[Section, ...] = ()
    menu: tuple[tuple[Link, tuple[Link, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """A gazette issue (公报一期) in the list of issues."""

    year: str
    label: str
    path: str
    issued_on: str
    count: int  # articles
    file: File | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """How full an item of the statutory catalogue is (填报情况): columns, those with content."""

    label: str
    path: str
    columns: int
    filled: int
    newest: datetime | None = None
    empty: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Matter:
    """A row of the standard catalogue (标准目录事项); ``filled`` is none when no column is named."""

    path: str
    cells: tuple[str, ...]
    filled: bool | None


@dataclass(frozen=True, slots=True)
class Domain:
    """A field of the standard catalogue (领域) with its matters and fill rates by level."""

    label: str
    matters: tuple[Matter, ...]
    rates: tuple[tuple[str, int, int], ...]  # level, matters with content, matters with a column


@dataclass(frozen=True, slots=True)
class Body:
    """A public body and what it must tell of itself (机构职能)."""

    slug: str
    name: str
    level: str
    facts: tuple[tuple[str, str], ...]
    duties: str
    structure: str
    former_names: tuple[str, ...] = ()
    newest: tuple[Entry, ...] = ()
    guides: tuple[Entry, ...] = ()
    reports: tuple[Entry, ...] = ()
