"""Site maps (网站地图): which addresses there are, in parts that stay as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.apps.organizations import queries as organizations
from gongkai.apps.organizations.models import SiteColumn
from gongkai.apps.publishing.queries import site
from gongkai.core.publishing import vocabularies
from gongkai.core.publishing.topics import Topic
from gongkai.web.portal import addresses, reading
from gongkai.web.portal.catalogues import catalogue_years
from gongkai.web.portal.columns import ColumnTree
from gongkai.web.portal.fronts import policy_years
from gongkai.web.portal.machine_files import MachineFiles

CHUNK = 1000  # documents, or volumes, in one part
FIXED = (
    addresses.HOME,
    addresses.PLATFORM,
    addresses.POLICIES,
    addresses.GAZETTE,
    addresses.TOPICS,
    addresses.CATALOGUE,
    addresses.STANDARD,
    addresses.REPORTS,
    addresses.BODIES,
    addresses.SITE_MAP,
    addresses.ABOUT,
    addresses.APPLYING,
    addresses.ACCESSIBILITY,
)
Page = tuple[str, bytes]


@dataclass(frozen=True)
class SiteMaps:
    """Makes the site map of one site in parts, counted from the oldest."""

    machine: MachineFiles
    topics: tuple[Topic, ...]
    columns: ColumnTree

    @property
    def chunk(self) -> int:
        """Return how many documents, or volumes, one part holds."""
        return CHUNK

    def index(self, last_volumes: Iterable[tuple[SiteColumn, int]]) -> Page:
        """Return the index of all parts, given the last volume of each column."""
        parts = [addresses.SITEMAP_PAGES]
        parts += [addresses.sitemap(n) for n in range(1, chunk_of(site.last_document()) + 1)]
        for column, last in last_volumes:
            chunks = range(1, chunk_of(last) + 1) if last else ()
            parts += [addresses.column_sitemap(column.pk, n) for n in chunks]
        return addresses.SITEMAP_INDEX, self.machine.sitemap_index(parts)

    def pages(self) -> Page:
        """Return the part with everything that is neither a document nor a volume."""
        paths = [*FIXED]
        paths += [addresses.column(reading.address_of(one)) for one in self.columns.rows]
        paths += [addresses.body(one.slug) for one in organizations.bodies()]
        paths += [addresses.topic(one.key) for one in self.topics]
        paths += [addresses.theme(code) for code in vocabularies.vocabularies().themes]
        paths += [addresses.policies_of(year) for year in policy_years()]
        paths += [addresses.standard(year) for year in catalogue_years()]
        return addresses.SITEMAP_PAGES, self.machine.sitemap(map(addresses.link, paths))

    def documents(self, document: int) -> Page:
        """Return the part that a document stands in."""
        chunk = chunk_of(document)
        first = (chunk - 1) * CHUNK + 1
        paths = []
        for key, earlier in site.documents_between(first, first + CHUNK - 1):
            paths.append(addresses.item(key))
            paths += [addresses.edition(key, number) for number in earlier]
        return addresses.sitemap(chunk), self.machine.sitemap(map(addresses.link, paths))

    def volumes(self, column: SiteColumn, volume: int) -> Iterator[Page]:
        """Yield the part that a column's last volume stands in."""
        if volume:
            first = (volume - 1) // CHUNK * CHUNK + 1
            address = reading.address_of(column)
            paths = [
                addresses.link(addresses.column_volume(address, number))
                for number in range(first, volume + 1)
            ]
            part = addresses.column_sitemap(column.pk, chunk_of(volume))
            yield part, self.machine.sitemap(paths)


def chunk_of(number: int) -> int:
    """Return the part in which a number stands, counted from one."""
    return max(1, -(-number // CHUNK))
