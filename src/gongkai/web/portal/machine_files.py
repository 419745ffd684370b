"""Files for machines (机器可读文件): data beside each page, feeds, site maps."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import format_datetime
from typing import Any
from xml.sax.saxutils import escape

from gongkai.web.portal import addresses
from gongkai.web.portal.frame import ZONE
from gongkai.web.portal.model import Entry, Item, Link, Listing, Rows, SiteIdentity

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NEVER = datetime(2000, 1, 1, tzinfo=ZONE)  # a feed needs a date even before anything was published


@dataclass(frozen=True)
class MachineFiles:
    """Makes the files of one site that programs read."""

    site: SiteIdentity

    def item(self, item: Item) -> bytes:
        """Return the open-data form of a document (``gongkai.item/1``)."""
        return json_bytes(
            {
                "schema": "gongkai.item/1",
                "url": self._url(addresses.item(item.document)),
                "index_number": item.index_number,
                "title": item.title,
                "document_number": item.document_number,
                "kind": item.kind,
                "issuer": item.issuer,
                "joint_issuers": list(item.joint_issuers),
                "body": item.body_name,
                "theme": item.theme,
                "genre": item.genre,
                "item": item.item_label,
                "written_on": _iso(item.written_on),
                "effective_on": _iso(item.effective_on),
                "expires_on": _iso(item.expires_on),
                "published_on": _moment(item.published_at),
                "validity": item.validity.key if item.validity else None,
                "keywords": list(item.keywords),
                "summary": item.summary,
                "edition": item.number,
                "html": item.html,
                "facts": dict(item.facts),
                "tables": [_table(one) for one in item.tables] + _contents(item),
                "editions": [self._absolute(link) for link in item.editions],
                "attachments": [
                    {
                        "name": one.name,
                        "url": f"{self.site.address}/{one.path}",
                        "size": one.size,
                        "sha256": one.sha256,
                    }
                    for one in item.files
                ],
                "interpretations": [self._absolute(link) for link in item.interpretations],
                "interprets": [self._absolute(link) for link in item.interprets],
            }
        )

    def listing(self, listing: Listing, path: str) -> bytes:
        """Return the open-data form of a column's page (``gongkai.list/1``)."""
        entries = [*listing.entries, *(e for part in listing.sections for e in part.entries)]
        return json_bytes(
            {
                "schema": "gongkai.list/1",
                "url": self._url(path),
                "column": listing.column.code,
                "label": listing.column.label,
                "items": [self._line(entry) for entry in entries],
            }
        )

    def _line(self, entry: Entry) -> dict[str, Any]:
        return {
            "title": entry.title,
            "url": self._url(entry.path),
            "data": self._url(entry.path.removesuffix(".html") + ".json"),
            "document_number": entry.document_number,
            "body": entry.body_name,
            "kind": entry.kind_label,
            "published_on": _moment(entry.published_at),
            "validity": entry.validity.key if entry.validity else None,
        }

    def atom(self, path: str, title: str, page: str, entries: Sequence[Entry]) -> bytes:
        """Return an Atom feed (订阅) of the newest items that ``page`` lists."""
        lines = "".join(self._atom_entry(one) for one in entries)
        updated = entries[0].published_at if entries else NEVER
        feed = (
            f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">\n'
            f"<title>{escape(title)}</title>\n<id>{escape(self._url(page))}</id>\n"
            f'<link href="{escape(self._url(page))}"/>\n'
            f'<link rel="self" href="{escape(self._url(path))}"/>\n'
            f"<updated>{_second(updated)}</updated>\n"
            f"<author><name>{escape(self.site.sponsor)}</name></author>\n{lines}</feed>\n"
        )
        return (HEAD + feed).encode()

    def _atom_entry(self, one: Entry) -> str:
        url = escape(self._url(one.path))
        author = escape(one.body_name or self.site.sponsor)
        return (
            f"<entry><title>{escape(one.title)}</title><id>{url}</id>"
            f'<link href="{url}"/><updated>{_second(one.published_at)}</updated>'
            f"<author><name>{author}</name></author></entry>\n"
        )

    def rss(self, title: str, entries: Sequence[Entry]) -> bytes:
        """Return an RSS 2.0 feed of the newest items of the whole site."""
        lines = "".join(
            f"<item><title>{escape(one.title)}</title><link>{escape(self._url(one.path))}</link>"
            f"<guid>{escape(self._url(one.path))}</guid>"
            f"<pubDate>{format_datetime(one.published_at.astimezone(ZONE))}</pubDate></item>\n"
            for one in entries
        )
        channel = (
            f'<rss version="2.0"><channel>\n<title>{escape(title)}</title>\n'
            f"<link>{escape(self.site.address)}/</link>\n<description>{escape(title)}</description>\n"
            f"<language>zh-CN</language>\n{lines}</channel></rss>\n"
        )
        return (HEAD + channel).encode()

    def sitemap(self, paths: Iterable[str]) -> bytes:
        """Return one part of the site map."""
        lines = "".join(
            f"<url><loc>{self.site.address}{escape(path)}</loc></url>\n" for path in paths
        )
        return _map("urlset", lines)

    def sitemap_index(self, parts: Iterable[str]) -> bytes:
        """Return the index of the site map's parts."""
        lines = "".join(
            f"<sitemap><loc>{self.site.address}/{part}</loc></sitemap>\n" for part in parts
        )
        return _map("sitemapindex", lines)

    def robots(self) -> bytes:
        """Return what crawlers are told: everything but staff pages and endless search results."""
        lines = ("User-agent: *", "Disallow: /office/", "Disallow: /search", "")
        return "\n".join([*lines, f"Sitemap: {self._url(addresses.SITEMAP_INDEX)}", ""]).encode()

    def _url(self, path: str) -> str:
        return f"{self.site.address}{addresses.link(path)}"

    def _absolute(self, link: Link) -> str:
        return link.path if "://" in link.path else f"{self.site.address}/{link.path}"


def json_bytes(value: Any) -> bytes:
    """Return JSON with a fixed order and a last line break."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _table(rows: Rows) -> dict[str, Any]:
    return {
        "label": rows.label,
        "header": list(rows.header),
        "rows": [list(row) for row in rows.rows],
    }


def _contents(item: Item) -> list[dict[str, Any]]:
    if not item.contents:
        return []
    rows = tuple((part.section, *line) for part in item.contents for line in part.titles)
    return [_table(Rows("目录", ("栏目", "篇名", "页码", "网址"), rows))]


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _moment(value: datetime) -> str:
    return value.astimezone(ZONE).isoformat(timespec="minutes")


def _second(value: datetime) -> str:
    return value.astimezone(ZONE).isoformat(timespec="seconds")


def _map(root: str, lines: str) -> bytes:
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'{HEAD}<{root} xmlns="{space}">\n{lines}</{root}>\n'.encode()
