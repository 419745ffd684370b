"""Which pages the public tree holds and which a change touches (页面关系).

A change touches the document's own pages, the last pages of its column, the fronts that show the
newest, and the machine files beside them: the same number of files however large the site is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gongkai.apps.organizations import queries as organizations
from gongkai.apps.organizations.models import PublicBody, SiteColumn
from gongkai.apps.publishing import files
from gongkai.apps.publishing.models import Edition
from gongkai.apps.publishing.queries import site
from gongkai.core.publishing import vocabularies
from gongkai.web.portal import addresses, open_data, reading, statements
from gongkai.web.portal.model import Entry, Link, Listing
from gongkai.web.portal.rendering import Renderer, json_bytes

PER_VOLUME = 20
CHUNK = 1000  # documents, or volumes, in one part of the site map
NEWEST = 8
FEED = 30
HOME_BLOCKS = (
    ("政务动态", "news"),
    ("通知公告", "notices"),
    ("政策解读", "interpretation"),
)
POLICY_KINDS = (("行政规范性文件", "normative_document"), ("其他政策文件", "policy_document"))
FIXED = (
    addresses.HOME,
    addresses.PLATFORM,
    addresses.POLICIES,
    addresses.GAZETTE,
    addresses.REPORTS,
    addresses.BODIES,
    addresses.SITE_MAP,
    addresses.ABOUT,
    addresses.APPLYING,
    addresses.ACCESSIBILITY,
)
Page = tuple[str, bytes]


@dataclass(frozen=True)
class Tree:
    """Renders the pages of the public tree from the database."""

    render: Renderer
    static: Path

    def touched(self, document: int) -> dict[str, bytes | None]:
        """Return every file that a change of one document touches; None: to be removed."""
        pages: dict[str, bytes | None] = dict(self._document(document))
        live = site.live_edition(document)
        if live is None:
            pages[addresses.item_data(document)] = None
            for earlier in site.earlier_editions(document):
                pages[addresses.edition(document, earlier.number)] = None
        edition = live or site.withdrawn_edition(document)
        for column, slot in site.placements(document):
            pages.update(self._in_column(column, slot))
        if edition is not None:
            pages.update(self._body(edition.body))
        for other in self._linked(document):
            pages.update(self._document(other))
        pages.update(self._sitemap_chunk(document))
        pages.update(self._fronts())
        return pages

    def whole(self) -> Iterator[Page]:
        """Yield every file of the tree, details before lists."""
        for document in site.shown_documents():
            yield from self._document(document)
        for column in site.shown_columns():
            yield from self._column(column)
        for body in organizations.bodies():
            yield from self._body(body)
        for chunk in range(1, _chunk_of(site.last_document()) + 1):
            yield from self._sitemap_chunk((chunk - 1) * CHUNK + 1)
        yield from self._fronts()
        yield from self._fixed()
        yield from self._assets()

    def _document(self, document: int) -> Iterator[Page]:
        live = site.live_edition(document)
        if live is None:
            gone = site.withdrawn_edition(document)
            if gone is not None:
                yield addresses.item(document), self.render.withdrawn(reading.withdrawn(gone))
            return
        shown = reading.item(live)
        yield from self._files(live)
        yield addresses.item(document), self.render.item(shown)
        yield addresses.item_data(document), self.render.item_data(shown)
        if live.number > 1:
            for earlier in site.earlier_editions(document):
                yield from self._files(earlier)
                path = addresses.edition(document, earlier.number)
                yield path, self.render.item(reading.item(earlier), earlier=True)

    def _files(self, edition: Edition) -> Iterator[Page]:
        for attachment in edition.attachments.all():
            stored = attachment.file
            path = addresses.attachment(stored.released_digest, f"x.{stored.extension}")
            yield path, files.released_path(stored).read_bytes()

    def _linked(self, document: int) -> set[int]:
        """Return the documents whose pages show this one."""
        edition = site.live_edition(document) or site.withdrawn_edition(document)
        named = {one.target_id for one in edition.relations.all()} if edition else set()
        naming = {one.edition.document_id for one in site.relations_to(document)}
        return {key for key in named | naming if key is not None} - {document}

    def _in_column(self, column: SiteColumn, slot: int) -> Iterator[Page]:
        last = _volume_of(site.last_slot(column.pk))
        volume = _volume_of(slot)
        yield from self._column_fronts(column)
        # The volume before a new one gains its way to the newer volume.
        for number in {volume, volume - 1} - {0}:
            yield self._volume(column, number, last)
        if volume == last:
            yield from self._column_sitemap(column, last)

    def _column(self, column: SiteColumn) -> Iterator[Page]:
        yield self._front(column)
        last = _volume_of(site.last_slot(column.pk))
        for number in range(1, last + 1):
            yield self._volume(column, number, last)
        for number in range(CHUNK, last + CHUNK, CHUNK):
            yield from self._column_sitemap(column, min(number, last))

    def _column_fronts(self, column: SiteColumn | None) -> Iterator[Page]:
        while column is not None:
            yield self._front(column)
            column = column.parent

    def _front(self, column: SiteColumn) -> Page:
        children = [one for one in site.shown_columns() if one.parent_id == column.pk]
        last = _volume_of(site.last_slot(column.pk))
        newest = [site.newest(column=one.pk, count=3) for one in children]
        own = site.newest(column=column.pk, count=PER_VOLUME)
        editions = own + [one for some in newest for one in some]
        listing = Listing(
            column=reading.column(column),
            volume=last,
            last=last,
            entries=tuple(reading.entry(one) for one in editions),
            children=tuple(
                Link(one.label, addresses.column(reading.address_of(one))) for one in children
            ),
        )
        return addresses.column(reading.address_of(column)), self.render.column(listing, front=True)

    def _volume(self, column: SiteColumn, number: int, last: int) -> Page:
        first = (number - 1) * PER_VOLUME + 1
        editions = site.slots(column.pk, first, first + PER_VOLUME - 1)
        listing = Listing(
            column=reading.column(column),
            volume=number,
            # An old volume only knows whether there is a newer one, so that it need not change.
            last=min(last, number + 1),
            entries=tuple(reading.entry(one) for one in editions),
        )
        path = addresses.column_volume(reading.address_of(column), number)
        return path, self.render.column(listing, front=False)

    def _body(self, body: PublicBody) -> Iterator[Page]:
        yield addresses.body(body.slug), self.render.body(reading.body(body))

    def _fronts(self) -> Iterator[Page]:
        """Yield the pages that show the newest of the whole site."""
        columns = {one.code: one for one in site.shown_columns()}
        newest = [reading.entry(one) for one in site.newest(count=FEED)]
        yield addresses.HOME, self.render.home(self._home_blocks(columns))
        yield addresses.PLATFORM, self._platform(columns.values(), newest[:NEWEST])
        yield addresses.POLICIES, self._policies()
        yield addresses.GAZETTE, self._kind_page(addresses.GAZETTE, "政府公报", "gazette_issue")
        yield (
            addresses.REPORTS,
            self._kind_page(addresses.REPORTS, "政府信息公开年度报告", "annual_report"),
        )
        yield addresses.FEED, self.render.feed(newest)
        yield addresses.SITEMAP_INDEX, self._sitemap_index(columns.values())

    def _home_blocks(self, columns: dict[str, SiteColumn]) -> list[tuple[str, str, list[Entry]]]:
        blocks = []
        for heading, code in HOME_BLOCKS:
            if code in columns:
                entries = _entries(site.newest(column=columns[code].pk, count=6))
                blocks.append(
                    (
                        heading,
                        addresses.link(addresses.column(reading.address_of(columns[code]))),
                        entries,
                    )
                )
        policies = [one for _, kind in POLICY_KINDS for one in site.newest(kind=kind, count=6)]
        policies.sort(key=lambda one: (one.published_at, one.pk), reverse=True)
        blocks.insert(0, ("最新文件", addresses.link(addresses.POLICIES), _entries(policies[:6])))
        return blocks

    def _platform(self, columns: Iterable[SiteColumn], newest: list[Entry]) -> bytes:
        listed = list(columns)
        statutory = [
            Link(one.label, addresses.column(reading.address_of(one)))
            for one in listed
            if one.parent is not None and one.parent.code == "statutory"
        ]
        bodies = [Link(one.name, addresses.body(one.slug)) for one in organizations.bodies()]
        return self.render.platform(statutory, bodies, newest)

    def _policies(self) -> bytes:
        blocks = [
            (
                heading,
                f"/search?kind={kind}&sort=newest",
                _entries(site.newest(kind=kind, count=10)),
            )
            for heading, kind in POLICY_KINDS
        ]
        dates = [entry.published_at.year for _, _, entries in blocks for entry in entries]
        newest = max(dates, default=2019)
        return self.render.policies(
            blocks=blocks,
            validities=list(vocabularies.vocabulary("validity").items()),
            bodies=[(one.slug, one.name) for one in organizations.bodies()],
            years=list(range(newest, newest - 10, -1)),
        )

    def _kind_page(self, path: str, title: str, kind: str) -> bytes:
        groups: dict[str, list[Link]] = {}
        for edition in site.newest(kind=kind, count=400):
            link = Link(edition.title, addresses.item(edition.document_id), edition.published_at)
            year = str(edition.own.get("year") or edition.own.get("report_year") or "")
            groups.setdefault(f"{year} 年" if year else "其他", []).append(link)
        return self.render.links(path, title, sorted(groups.items(), reverse=True))

    def _fixed(self) -> Iterator[Page]:
        """Yield the pages that follow the set-up of the site and not its documents."""
        bodies: dict[str, list[Link]] = {}
        for one in organizations.bodies():
            bodies.setdefault(one.get_level_display(), []).append(
                Link(one.name, addresses.body(one.slug))
            )
        yield (
            addresses.BODIES,
            self.render.links(addresses.BODIES, "各单位公开", list(bodies.items())),
        )
        yield (
            addresses.SITE_MAP,
            self.render.links(
                addresses.SITE_MAP, "网站地图", [*self._column_groups(), *bodies.items()]
            ),
        )
        site_identity = self.render.site
        yield (
            addresses.ABOUT,
            self.render.statement(addresses.ABOUT, "关于本站", statements.about(site_identity)),
        )
        yield (
            addresses.APPLYING,
            self.render.statement(
                addresses.APPLYING, "依申请公开", statements.applying(site_identity)
            ),
        )
        yield addresses.OPEN_DATA, json_bytes(open_data.description(site_identity))
        yield (
            addresses.ACCESSIBILITY,
            self.render.statement(
                addresses.ACCESSIBILITY, "无障碍说明", statements.accessibility(site_identity)
            ),
        )
        yield addresses.NOT_FOUND, self.render.not_found()
        yield addresses.SITEMAP_PAGES, self.render.sitemap(self._fixed_addresses())

    def _fixed_addresses(self) -> list[str]:
        paths = [*FIXED]
        paths += [addresses.column(reading.address_of(one)) for one in site.shown_columns()]
        paths += [addresses.body(one.slug) for one in organizations.bodies()]
        return [addresses.link(path) for path in paths]

    def _column_groups(self) -> list[tuple[str, list[Link]]]:
        groups: dict[str, list[Link]] = {}
        for one in site.shown_columns():
            top = one
            while top.parent is not None:
                top = top.parent
            link = Link(one.label, addresses.column(reading.address_of(one)))
            groups.setdefault(top.label, []).append(link)
        return list(groups.items())

    def _assets(self) -> Iterator[Page]:
        for path in sorted(self.static.glob("*.*")):
            if path.suffix in (".css", ".js", ".svg", ".ico", ".png"):
                yield f"static/design/{path.name}", path.read_bytes()

    def _sitemap_chunk(self, document: int) -> Iterator[Page]:
        chunk = _chunk_of(document)
        first = (chunk - 1) * CHUNK + 1
        paths = []
        for key, earlier in site.documents_between(first, first + CHUNK - 1):
            paths.append(addresses.link(addresses.item(key)))
            paths += [addresses.link(addresses.edition(key, number)) for number in earlier]
        yield addresses.sitemap(chunk), self.render.sitemap(paths)

    def _column_sitemap(self, column: SiteColumn, volume: int) -> Iterator[Page]:
        if volume:
            first = (volume - 1) // CHUNK * CHUNK + 1
            address = reading.address_of(column)
            paths = [
                addresses.link(addresses.column_volume(address, number))
                for number in range(first, volume + 1)
            ]
            path = addresses.column_sitemap(column.pk, _chunk_of(volume))
            yield path, self.render.sitemap(paths)

    def _sitemap_index(self, columns: Iterable[SiteColumn]) -> bytes:
        parts = [addresses.SITEMAP_PAGES]
        parts += [addresses.sitemap(n) for n in range(1, _chunk_of(site.last_document()) + 1)]
        for column in columns:
            last = _volume_of(site.last_slot(column.pk))
            chunks = range(1, _chunk_of(last) + 1) if last else ()
            parts += [addresses.column_sitemap(column.pk, n) for n in chunks]
        return self.render.sitemap_index(parts)


def _entries(editions: list[Edition]) -> list[Entry]:
    return [reading.entry(one) for one in editions]


def _volume_of(slot: int) -> int:
    return -(-slot // PER_VOLUME)


def _chunk_of(number: int) -> int:
    return max(1, -(-number // CHUNK))
