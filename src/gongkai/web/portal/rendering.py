"""Rendering of portal pages: values in, bytes out. The same values always give the same bytes."""

from __future__ import annotations

import functools
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import jinja2
import segno

from gongkai.web.design import environment as design
from gongkai.web.portal import addresses
from gongkai.web.portal.model import Body, Entry, File, Item, Link, Listing, SiteIdentity, Withdrawn

ZONE = ZoneInfo("Asia/Shanghai")
NAVIGATION = (
    ("首页", "/"),
    ("政府信息公开", "/disclosure/"),
    ("政策文件库", "/policies/"),
    ("政府公报", "/gazette/"),
    ("年度报告", "/reports/"),
    ("依申请公开", "/apply/"),
)
FOOTER = (
    ("网站地图", "/site-map/"),
    ("关于本站", "/about/"),
    ("无障碍说明", "/accessibility/"),
    ("订阅（Atom）", "/feed.atom"),
    ("开放数据接口", "/api/openapi.json"),
)
DISCLOSURE = (("首页", "/"), ("政府信息公开", "/disclosure/"))


@dataclass(frozen=True)
class Renderer:
    """Renders every page of one site."""

    site: SiteIdentity

    def _page(self, template: str, path: str, /, **values: Any) -> bytes:
        site = frame_site(self.site)
        here = addresses.link(path)
        values.setdefault("title", self.site.name)
        text = (
            _environment()
            .get_template(f"portal/{template}.html")
            .render(site=site, here=here, **values)
        )
        return text.encode()

    def home(self, blocks: Sequence[tuple[str, str, Sequence[Entry]]]) -> bytes:
        """Render the home page; ``blocks`` are heading, address of more, newest entries."""
        return self._page("home", addresses.HOME, blocks=blocks)

    def platform(
        self, statutory: Sequence[Link], bodies: Sequence[Link], newest: Sequence[Entry]
    ) -> bytes:
        """Render the disclosure platform (政府信息公开平台) with its prescribed parts."""
        doors = (
            ("政府信息公开指南", "/columns/guide/", "信息分类、获取方式、公开工作机构"),
            ("政府信息公开制度", "/columns/rules/", "条例、审查、申请办理等制度"),
            ("政府信息公开年报", "/reports/", "历年年度报告"),
            ("依申请公开", "/apply/", "怎样申请、多久答复、向谁咨询"),
            ("法定主动公开内容", "#statutory", "条例第二十条、第二十一条所列事项"),
            ("政策文件库", "/policies/", "按文号、主题、有效性查找"),
        )
        return self._page(
            "platform",
            addresses.PLATFORM,
            title="政府信息公开",
            doors=doors,
            statutory=_links(statutory),
            bodies=_links(bodies),
            newest=newest,
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
            earlier=earlier,
            live_path=addresses.link(live),
            data_path=addresses.link(addresses.item_data(item.document)),
            files=[_file(file) for file in item.files],
            facts=_facts(item),
            linked=_linked(item),
            citation=_citation(item, address),
            qr=_qr(address),
            crumbs=[*_crumbs(item.column.above), _crumb(item.column), (item.title, "")],
        )

    def item_data(self, item: Item) -> bytes:
        """Return the open-data form of a document (``gongkai.item/1``)."""
        return json_bytes(
            {
                "schema": "gongkai.item/1",
                "url": f"{self.site.address}{addresses.link(addresses.item(item.document))}",
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
                "published_on": item.published_at.astimezone(ZONE).isoformat(timespec="minutes"),
                "validity": item.validity.key if item.validity else None,
                "keywords": list(item.keywords),
                "summary": item.summary,
                "edition": item.number,
                "html": item.html,
                "facts": dict(item.facts),
                "attachments": [
                    {
                        "name": f.name,
                        "url": f"{self.site.address}/{f.path}",
                        "size": f.size,
                        "sha256": f.sha256,
                    }
                    for f in item.files
                ],
                "interpretations": [self._absolute(link) for link in item.interpretations],
                "interprets": [self._absolute(link) for link in item.interprets],
            }
        )

    def _absolute(self, link: Link) -> str:
        return link.path if "://" in link.path else f"{self.site.address}/{link.path}"

    def withdrawn(self, gone: Withdrawn) -> bytes:
        """Render what stands in the place of a document that was taken back."""
        crumbs = [*_crumbs(gone.column.above), _crumb(gone.column), ("已撤回", "")]
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
        crumbs = [*_crumbs(column.above), (column.label, "")]
        return self._page(
            "column",
            path,
            title=column.label,
            listing=_with_links(listing),
            volume_page=not front,
            pager=_pager(listing, front=front),
            crumbs=crumbs,
        )

    def body(self, body: Body) -> bytes:
        """Render the page of a public body (机构职能)."""
        return self._page("body", addresses.body(body.slug), title=body.name, body=body)

    def links(
        self, path: str, title: str, groups: Sequence[tuple[str, Sequence[Link]]], *, lead: str = ""
    ) -> bytes:
        """Render a page of grouped links: bodies, site map, gazette, reports."""
        listed = [(heading, _links(links)) for heading, links in groups if links]
        crumbs = [("首页", "/"), (title, "")]
        return self._page("links", path, title=title, groups=listed, lead=lead, crumbs=crumbs)

    def policies(self, **values: Any) -> bytes:
        """Render the front page of the policy library (政策文件库)."""
        return self._page("policies", addresses.POLICIES, title="政策文件库", **values)

    def statement(self, path: str, title: str, parts: Sequence[tuple[str, Sequence[str]]]) -> bytes:
        """Render a page of headed paragraphs: about the site, accessibility."""
        return self._page("statement", path, title=title, parts=parts)

    def not_found(self) -> bytes:
        """Render the page for an unknown address."""
        return self._page("not_found", addresses.NOT_FOUND, title="没有找到这个页面")

    def feed(self, entries: Sequence[Entry]) -> bytes:
        """Render the Atom feed of the newest items."""
        updated = entries[0].published_at if entries else datetime(2000, 1, 1, tzinfo=ZONE)
        text = (
            _environment()
            .get_template("portal/feed.xml")
            .render(site=self.site, entries=entries, updated=updated)
        )
        return text.encode()

    def sitemap(self, paths: Iterable[str]) -> bytes:
        """Render one part of the site map for machines."""
        lines = "".join(
            f"<url><loc>{self.site.address}{_escaped(path)}</loc></url>\n" for path in paths
        )
        return _xml("urlset", lines)

    def sitemap_index(self, parts: Iterable[str]) -> bytes:
        """Render the index of the site map's parts."""
        lines = "".join(
            f"<sitemap><loc>{self.site.address}/{part}</loc></sitemap>\n" for part in parts
        )
        return _xml("sitemapindex", lines)


@functools.cache
def _environment() -> jinja2.Environment:
    built = design.environment(
        loader=jinja2.ChoiceLoader(
            [
                jinja2.PackageLoader("gongkai.web.portal", "jinja"),
                jinja2.PackageLoader("gongkai.web.design", "jinja"),
            ]
        ),
        autoescape=True,
        auto_reload=False,
    )
    built.filters["stamp"] = stamp
    return built


def stamp(value: datetime | None) -> str:
    """Return a moment as the page tags ask for it: 2026-07-19 07:16."""
    return f"{value.astimezone(ZONE):%Y-%m-%d %H:%M}" if value else ""


def json_bytes(value: Any) -> bytes:
    """Return JSON with a fixed order and a last line break."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def frame_site(site: SiteIdentity) -> dict[str, Any]:
    """Return what the frame of a portal page needs to know of the site."""
    return {
        "name": site.name,
        "address": site.address,
        "domain": site.domain,
        "identifier": site.identifier,
        "sponsor": site.sponsor,
        "operator": site.operator,
        "licence": site.licence,
        "security_record": site.security_record,
        "telephone": site.telephone,
        "place": site.place,
        "navigation": NAVIGATION,
        "footer_links": FOOTER,
    }


def _facts(item: Item) -> list[tuple[str, str]]:
    return [
        ("索引号", item.index_number),
        ("发布机构", "、".join([item.issuer, *item.joint_issuers])),
        ("文号", item.document_number),
        ("成文日期", design.day(item.written_on)),
        ("发布日期", stamp(item.published_at)),
        ("施行日期", design.day(item.effective_on)),
        ("有效期至", design.day(item.expires_on)),
        ("有效性", item.validity.label if item.validity else ""),
        ("主题分类", item.theme),
        ("体裁", item.genre),
        ("公开类别", item.item_label),
        ("关键词", "、".join(item.keywords)),
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


@functools.lru_cache(maxsize=64)
def _qr(address: str) -> str:
    out = io.BytesIO()
    # One fixed mask: choosing the best of eight costs more than the rest of the page.
    segno.make(address, error="m", mask=3).save(
        out, kind="svg", scale=4, border=2, xmldecl=False, svgns=True, omitsize=False, light="#fff"
    )
    return out.getvalue().decode()


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


def _with_links(listing: Listing) -> dict[str, Any]:
    return {
        "column": listing.column,
        "volume": listing.volume,
        "entries": listing.entries,
        "children": _links(listing.children),
    }


def _crumb(column: Any) -> tuple[str, str]:
    return column.label, addresses.link(addresses.column(column.address))


def _crumbs(above: Sequence[Link]) -> list[tuple[str, str]]:
    return [*DISCLOSURE, *((link.title, addresses.link(link.path)) for link in above)]


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


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _escaped(path: str) -> str:
    return path.replace("&", "&amp;").replace("<", "&lt;")


def _xml(root: str, lines: str) -> bytes:
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<{root} xmlns="{space}">\n{lines}</{root}>\n'.encode()
