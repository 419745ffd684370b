"""Rendering of portal pages: values in, bytes out. The same values always give the same bytes."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from gongkai.adapters.writers import qr_code
from gongkai.web.design import environment as design
from gongkai.web.portal import addresses, frame
from gongkai.web.portal.frame import frame_site, stamp
from gongkai.web.portal.model import (
    Body,
    Column,
    Domain,
    Entry,
    File,
    Filled,
    Issue,
    Item,
    Link,
    Listing,
    Section,
    SiteIdentity,
    Withdrawn,
)
from gongkai.web.portal.statements import Parts

__all__ = ["Renderer", "frame_site", "stamp"]
HOME = ("首页", "/")
DISCLOSURE = (HOME, ("政府信息公开", "/disclosure/"))
ABOLISHED = ("repealed", "lapsed")
_OUTSIDE = re.compile(r'<a\b(?P<before>[^>]*?)\bhref="(?P<to>https?://[^"]+)"(?P<after>[^>]*)>')


@dataclass(frozen=True)
class Renderer:
    """Renders every page of one site."""

    site: SiteIdentity

    def _page(self, template: str, path: str, /, **values: Any) -> bytes:
        return frame.page(self.site, template, path, **values)

    def home(
        self, blocks: Sequence[Section], issues: Sequence[Issue], topics: Sequence[Link]
    ) -> bytes:
        """Render the home page: the newest of the main columns, the gazette, the topics."""
        topics = _links(topics)
        return self._page("home", addresses.HOME, blocks=blocks, issues=issues, topics=topics)

    def platform(
        self,
        menu: Sequence[tuple[Link, Sequence[Link]]],
        bodies: Sequence[Link],
        newest: Sequence[Entry],
    ) -> bytes:
        """Render the disclosure platform (政府信息公开平台) with its prescribed menu."""
        return self._page(
            "platform",
            addresses.PLATFORM,
            title="政府信息公开",
            menu=_menu(menu),
            bodies=_links(bodies),
            newest=newest,
            crumbs=[*DISCLOSURE[:1], ("政府信息公开", "")],
        )

    def item(self, item: Item, *, earlier: bool = False) -> bytes:
        """Render a document's page; ``earlier`` for an edition that was replaced."""
        live = addresses.item(item.document)
        path = addresses.edition(item.document, item.number) if earlier else live
        address = f"{self.site.address}{addresses.link(path)}"
        return self._page(
            "item",
            path,
            title=item.title,
            item=item,
            text=with_outside_links(item.html, self.site.domain),
            banner=_validity_kind(item),
            earlier=earlier,
            live_path=addresses.link(live),
            data_path=addresses.link(addresses.item_data(item.document)),
            files=[_file(file) for file in item.files],
            facts=_facts(item),
            linked=_linked(item),
            citation=_citation(item, address),
            mail=f"mailto:?subject={quote(item.title)}&body={quote(f'{item.title} {address}')}",
            page_address=address,
            qr=qr_code.svg(address),
            crumbs=[*_above(item.column), _crumb(item.column), (item.title, "")],
        )

    def withdrawn(self, gone: Withdrawn) -> bytes:
        """Render what stands in the place of a document that was taken back."""
        crumbs = [*_above(gone.column), _crumb(gone.column), ("已撤回", "")]
        path = addresses.item(gone.document)
        return self._page("withdrawn", path, title=gone.title, gone=gone, crumbs=crumbs)

    def column(self, listing: Listing, *, front: bool) -> bytes:
        """Render a column's front page (its newest items) or one of its numbered volumes."""
        column = listing.column
        path = (
            addresses.column(column.address)
            if front
            else addresses.column_volume(column.address, listing.volume)
        )
        return self._page(
            "column",
            path,
            title=column.label if front else f"{column.label}（第 {listing.volume} 卷）",
            listing=listing,
            front=front,
            feed=addresses.link(addresses.column_feed(column.address)),
            data_path=addresses.link(addresses.data_beside(path)),
            menu=_menu(listing.menu),
            pager=_pager(listing, front=front),
            crumbs=[*_above(column), (column.label, "")],
        )

    def body(self, body: Body, columns: Sequence[tuple[str, str]]) -> bytes:
        """Render the page of a public body; ``columns`` with the search for its items."""
        crumbs = [*DISCLOSURE, ("各单位公开", "/bodies/"), (body.name, "")]
        path = addresses.body(body.slug)
        return self._page("body", path, title=body.name, body=body, columns=columns, crumbs=crumbs)

    def bodies(self, groups: Sequence[tuple[str, Sequence[Body]]]) -> bytes:
        """Render the directory of public bodies (机构职能目录), by level."""
        return self._page(
            "bodies",
            addresses.BODIES,
            title="各单位公开和机构职能目录",
            groups=groups,
            crumbs=[*DISCLOSURE, ("各单位公开", "")],
        )

    def sections(
        self,
        path: str,
        title: str,
        sections: Sequence[Section],
        *,
        lead: str = "",
        above: Sequence[tuple[str, str]] = (),
        search: tuple[str, str, str] | None = None,
    ) -> bytes:
        """Render a page of headed lists; ``search`` is label, name and value of a narrowed search."""
        return self._page(
            "sections",
            path,
            title=title,
            sections=[(one, _links(one.links)) for one in sections],
            lead=lead,
            search=search,
            crumbs=[HOME, *above, (title, "")],
        )

    def gazette(self, issues: Sequence[Issue]) -> bytes:
        """Render the list of gazette issues (政府公报), by year."""
        years: dict[str, list[Issue]] = {}
        for one in issues:
            years.setdefault(one.year, []).append(one)
        crumbs = [HOME, ("政府公报", "")]
        return self._page(
            "gazette", addresses.GAZETTE, title="政府公报", years=years, crumbs=crumbs
        )

    def policies(self, **values: Any) -> bytes:
        """Render the front page of the policy library (政策文件库)."""
        crumbs = [HOME, ("政策文件库", "")]
        return self._page(
            "policies", addresses.POLICIES, title="政策文件库", crumbs=crumbs, **values
        )

    def catalogue(self, items: Sequence[Filled]) -> bytes:
        """Render how full the statutory catalogue is (法定主动公开内容填报情况)."""
        crumbs = [*DISCLOSURE, ("公开目录", "")]
        return self._page(
            "catalogue", addresses.CATALOGUE, title="主动公开目录", items=items, crumbs=crumbs
        )

    def standard(
        self, path: str, year: int | None, domains: Sequence[Domain], years: Sequence[Link]
    ) -> bytes:
        """Render the standard catalogue of a year (基层政务公开标准目录) with its fill rates."""
        title = f"{year}年基层政务公开标准目录" if year else "基层政务公开标准目录"
        crumbs = [*DISCLOSURE, ("公开目录", "/catalogue/"), (title, "")]
        years_links = _links(years)
        return self._page(
            "standard", path, title=title, domains=domains, years=years_links, crumbs=crumbs
        )

    def statement(self, path: str, title: str, parts: Parts) -> bytes:
        """Render a page of headed paragraphs: about the site, accessibility."""
        return self._page("statement", path, title=title, parts=parts)

    def site_map(self, trees: Sequence[Any], groups: Sequence[tuple[str, Sequence[Link]]]) -> bytes:
        """Render the site map (网站地图): columns as a tree, then the other pages by group."""
        listed = [(heading, _links(links)) for heading, links in groups]
        crumbs = [HOME, ("网站地图", "")]
        path = addresses.SITE_MAP
        return self._page(
            "site_map", path, title="网站地图", trees=trees, groups=listed, crumbs=crumbs
        )

    def not_found(self) -> bytes:
        """Render the page for an unknown address."""
        return self._page("not_found", addresses.NOT_FOUND, title="没有找到这个页面")


def with_outside_links(text: str, domain: str) -> str:
    """Mark the links that lead away from this site (外部链接): a class, a title that says where to."""

    def marked(match: re.Match[str]) -> str:
        host = urlsplit(html.unescape(match["to"])).netloc
        if host == domain:
            return match[0]
        told = "" if "title=" in match[0] else f' title="站外链接：{html.escape(host)}"'
        return f'<a{match["before"]}href="{match["to"]}"{match["after"]} class="outside"{told}>'

    return _OUTSIDE.sub(marked, text)


def _validity_kind(item: Item) -> str:
    if item.validity is None:
        return ""
    if item.validity.key == "in_force":
        return "valid"
    return "abolished" if item.validity.key in ABOLISHED else "warning"


def _facts(item: Item) -> list[tuple[str, str]]:
    return [
        ("索引号", item.index_number),
        ("主题分类", item.theme),
        ("发布机构", "、".join([item.issuer, *item.joint_issuers])),
        ("成文日期", design.day(item.written_on)),
        ("名称", item.title),
        ("文号", item.document_number),
        ("发布日期", stamp(item.published_at)),
        ("施行日期", design.day(item.effective_on)),
        ("有效期至", design.day(item.expires_on)),
        ("有效性", item.validity.label if item.validity else ""),
        ("体裁", item.genre),
        ("公开类别", item.item_label),
        ("主题词", "、".join(item.keywords)),
        *item.facts,
        ("内容概述", item.summary),
    ]


def _linked(item: Item) -> list[tuple[str, Sequence[Link]]]:
    by_label: dict[str, list[Link]] = {}
    for label, link in item.relations:
        by_label.setdefault(label, []).append(link)
    return [
        ("政策解读", item.interpretations),
        ("解读的文件", item.interprets),
        *by_label.items(),
        ("历史版本", item.editions),
    ]


def _citation(item: Item, address: str) -> str:
    number = f"（{item.document_number}）" if item.document_number else ""
    return f"{item.issuer}：《{item.title}》{number}，{stamp(item.published_at)[:10]}，{address}"


def _file(file: File) -> dict[str, Any]:
    return {
        "name": file.name,
        "url": f"/{file.path}",
        "kind": file.kind,
        "size": file.size,
        "sha256": file.sha256,
    }


def _links(links: Sequence[Link]) -> list[dict[str, str]]:
    return [
        {
            "title": link.title,
            "path": link.path if link.path.startswith("/") else addresses.link(link.path),
            "note": link.note,
        }
        for link in links
    ]


def _menu(menu: Sequence[tuple[Link, Sequence[Link]]]) -> list[tuple[str, str, list[Any]]]:
    return [(one.title, addresses.link(one.path), _links(below)) for one, below in menu]


def _crumb(column: Column) -> tuple[str, str]:
    return column.label, addresses.link(addresses.column(column.address))


def _above(column: Column) -> list[tuple[str, str]]:
    begin = DISCLOSURE if column.platform else (HOME,)
    return [*begin, *((link.title, addresses.link(link.path)) for link in column.above)]


def _pager(listing: Listing, *, front: bool) -> list[tuple[str, str | None, bool]]:
    """Return the pager: newest, newer, this volume, older, oldest. Old volumes never change."""
    if listing.last == 0:
        return []
    address = listing.column.address

    def to(volume: int) -> str:
        return addresses.link(addresses.column_volume(address, volume))

    shown = listing.volume
    pages: list[tuple[str, str | None, bool]] = [
        ("最新", addresses.link(addresses.column(address)), front)
    ]
    if not front and shown < listing.last:
        pages.append(("较新", to(shown + 1), False))
    if not front:
        pages.append((f"第 {shown} 卷", None, True))
    if shown > 1:
        pages += [("较早", to(shown - 1), False), ("最早", to(1), False)]
    return pages
