"""Which pages the public tree holds and which a change touches (页面关系).

A change touches the document's own pages, the last pages of its column, the fronts that show the
newest, and the machine files beside them: the same number of files however large the site is.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gongkai.apps.organizations import queries as organizations
from gongkai.apps.organizations.models import SiteColumn
from gongkai.apps.publishing import files
from gongkai.apps.publishing.models import Edition
from gongkai.apps.publishing.queries import site
from gongkai.apps.publishing.queries.site import Shown
from gongkai.core.publishing.topics import Topic, prescribed_topics
from gongkai.web.portal import addresses, reading
from gongkai.web.portal.columns import ColumnTree
from gongkai.web.portal.fronts import Change, Fronts
from gongkai.web.portal.machine_files import MachineFiles
from gongkai.web.portal.model import Listing, Section
from gongkai.web.portal.rendering import Renderer
from gongkai.web.portal.site_maps import SiteMaps, chunk_of
from gongkai.web.portal.standing_pages import StandingPages

PER_VOLUME = 20
OF_EACH = 3  # editions of each column below, on a front page
BATCH = 250  # documents read from the database at once
Page = tuple[str, bytes]


@dataclass(frozen=True)
class Tree:
    """Renders the pages of the public tree from the database."""

    render: Renderer
    static: Path
    topics: tuple[Topic, ...] = field(default_factory=prescribed_topics)

    def touched(self, document: int) -> dict[str, bytes | None]:
        """Return every file that a change of one document touches; None: to be removed."""
        work = Work(self, ColumnTree())
        shown = site.shown([document])[0]
        pages: dict[str, bytes | None] = dict(work.document(shown))
        if shown.live is None:
            pages[addresses.item_data(document)] = None
            for earlier in shown.earlier:
                pages[addresses.edition(document, earlier.number)] = None
        placements = [(work.columns.one(one.pk), slot) for one, slot in site.placements(document)]
        for column, slot in placements:
            pages.update(work.in_column(column, slot))
        history = site.history(document)
        for body in {one.body for one in history}:
            pages.update([work.standing.body(body)])
        for other in site.shown(sorted(site.linked_documents(shown))):
            pages.update(work.document(other))
        change = Change.of(history, [column.code for column, _ in placements])
        pages.update(work.fronts.touched(change))
        pages.update([work.maps.documents(document), work.site_map_index()])
        if change.of_policy or change.catalogue_years:
            pages.update([work.maps.pages()])
        return pages

    def touched_by_body(self, body: int) -> dict[str, bytes | None]:
        """Return every file that a change of a body's profile touches."""
        work = Work(self, ColumnTree())
        row = organizations.bodies().get(pk=body)
        return dict([work.standing.body(row), work.standing.directory()])

    def whole(self) -> Iterator[Page]:
        """Yield every file of the tree, details before lists."""
        work = Work(self, ColumnTree())
        for keys in _batches(site.shown_documents()):
            for shown in site.shown(keys):
                yield from work.document(shown)
        for column in work.columns.rows:
            yield from work.column(column)
        for body in organizations.bodies():
            yield work.standing.body(body)
        for chunk in range(1, chunk_of(site.last_document()) + 1):
            yield work.maps.documents(chunk * work.maps.chunk)
        yield from work.fronts.whole()
        yield from work.standing.whole()
        yield work.maps.pages()
        yield work.site_map_index()


class Work:
    """One change or one rebuild: the columns are read once, the pages made from them."""

    def __init__(self, tree: Tree, columns: ColumnTree) -> None:
        self.columns = columns
        self._render = tree.render
        self._machine = MachineFiles(tree.render.site)
        self.fronts = Fronts(self._render, self._machine, tree.topics, columns)
        self.maps = SiteMaps(self._machine, tree.topics, columns)
        self.standing = StandingPages(
            self._render, self._machine, tree.topics, columns, tree.static
        )

    def document(self, shown: Shown) -> Iterator[Page]:
        """Yield the pages of one document: live edition, data, earlier editions, attachments."""
        if shown.live is None:
            if shown.withdrawn is not None:
                page = self._render.withdrawn(reading.withdrawn(shown.withdrawn))
                yield addresses.item(shown.document), page
            return
        item = reading.item(shown.live, shown)
        yield from _files(shown.live)
        yield addresses.item(shown.document), self._render.item(item)
        yield addresses.item_data(shown.document), self._machine.item(item)
        for earlier in shown.earlier:
            yield from _files(earlier)
            path = addresses.edition(shown.document, earlier.number)
            yield path, self._render.item(reading.item(earlier, shown), earlier=True)

    def in_column(self, column: SiteColumn, slot: int) -> Iterator[Page]:
        """Yield the pages of a column that a document in a slot touches."""
        last = _volume_of(site.last_slot(column.pk))
        volume = _volume_of(slot)
        above: SiteColumn | None = column
        while above is not None:
            yield from self._front(above)
            above = above.parent
        # The volume before a new one gains its way to the newer volume.
        for number in {volume, volume - 1} - {0}:
            yield from self._volume(column, number, last)
        if volume == last:
            yield from self.maps.volumes(column, last)

    def column(self, column: SiteColumn) -> Iterator[Page]:
        """Yield every page of a column."""
        yield from self._front(column)
        last = _volume_of(site.last_slot(column.pk))
        for number in range(1, last + 1):
            yield from self._volume(column, number, last)
        for number in range(self.maps.chunk, last + self.maps.chunk, self.maps.chunk):
            yield from self.maps.volumes(column, min(number, last))

    def site_map_index(self) -> Page:
        """Return the index of the site map's parts."""
        slots = site.last_slots()
        return self.maps.index((one, _volume_of(slots.get(one.pk, 0))) for one in self.columns.rows)

    def _front(self, column: SiteColumn) -> Iterator[Page]:
        last = _volume_of(site.last_slot(column.pk))
        value = reading.column(column)
        listing = Listing(
            column=value,
            volume=last,
            last=last,
            entries=reading.entries(self.columns.newest(column, PER_VOLUME)),
            sections=tuple(self._section(one) for one in self.columns.children(column)),
            menu=self.columns.menu() if value.platform else (),
        )
        path = addresses.column(value.address)
        yield path, self._render.column(listing, front=True)
        yield addresses.data_beside(path), self._machine.listing(listing, path)
        newest = self.columns.newest_under(column, PER_VOLUME)
        feed = addresses.column_feed(value.address)
        title = f"{value.label} - {self._render.site.name}"
        yield feed, self._machine.atom(feed, title, path, reading.entries(newest))

    def _section(self, column: SiteColumn) -> Section:
        link = self.columns.link(column)
        entries = reading.entries(self.columns.newest_under(column, OF_EACH))
        return Section(link.title, entries, more=addresses.link(link.path))

    def _volume(self, column: SiteColumn, number: int, last: int) -> Iterator[Page]:
        first = (number - 1) * PER_VOLUME + 1
        value = reading.column(column)
        listing = Listing(
            column=value,
            volume=number,
            # An old volume only knows whether there is a newer one, so that it need not change.
            last=min(last, number + 1),
            entries=reading.entries(site.slots(column.pk, first, first + PER_VOLUME - 1)),
            menu=self.columns.menu() if value.platform else (),
        )
        path = addresses.column_volume(value.address, number)
        yield path, self._render.column(listing, front=False)
        yield addresses.data_beside(path), self._machine.listing(listing, path)


def _files(edition: Edition) -> Iterator[Page]:
    for attachment in edition.attachments.all():
        stored = attachment.file
        path = addresses.attachment(stored.released_digest, f"x.{stored.extension}")
        yield path, files.released_path(stored).read_bytes()


def _batches(keys: Iterator[int]) -> Iterator[list[int]]:
    while batch := list(itertools.islice(keys, BATCH)):
        yield batch


def _volume_of(slot: int) -> int:
    return -(-slot // PER_VOLUME)
