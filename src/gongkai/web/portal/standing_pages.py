"""Pages that follow the set-up of the site and not its documents (固定页面)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongkai.apps.organizations import queries as organizations
from gongkai.apps.organizations.models import PublicBody, SiteColumn
from gongkai.core.publishing.topics import Topic
from gongkai.web.portal import addresses, open_data, reading_bodies, statements
from gongkai.web.portal.columns import ColumnTree
from gongkai.web.portal.machine_files import MachineFiles, json_bytes
from gongkai.web.portal.model import Body, Link
from gongkai.web.portal.rendering import Renderer

ASSETS = (".css", ".js", ".svg", ".ico", ".png")
Page = tuple[str, bytes]


@dataclass(frozen=True)
class StandingPages:
    """Makes the standing pages of one site."""

    render: Renderer
    machine: MachineFiles
    topics: tuple[Topic, ...]
    columns: ColumnTree
    static: Path

    def whole(self) -> Iterator[Page]:
        """Yield every standing page and the files that the look is made of."""
        site = self.render.site
        yield self.directory()
        yield addresses.SITE_MAP, self._site_map()
        for path, title, parts in (
            (addresses.ABOUT, "关于本站", statements.about(site)),
            (addresses.APPLYING, "依申请公开", statements.applying(site)),
            (addresses.ACCESSIBILITY, "无障碍说明", statements.accessibility(site)),
        ):
            yield path, self.render.statement(path, title, parts)
        yield addresses.OPEN_DATA, json_bytes(open_data.description(site))
        yield addresses.NOT_FOUND, self.render.not_found()
        yield addresses.ROBOTS, self.machine.robots()
        yield from self._assets()

    def body(self, body: PublicBody) -> Page:
        """Return the page of a public body."""
        columns = [
            (leaf.label, f"/search?body={body.slug}&column={leaf.code}&sort=newest")
            for one in self._statutory()
            for leaf in self._leaves(one)
        ]
        return addresses.body(body.slug), self.render.body(reading_bodies.body(body), columns)

    def directory(self) -> Page:
        """Return the directory of public bodies (机构职能目录)."""
        groups: dict[str, list[Body]] = {}
        for one in organizations.bodies().select_related("profile"):
            groups.setdefault(one.get_level_display(), []).append(reading_bodies.line(one))
        return addresses.BODIES, self.render.bodies(list(groups.items()))

    def _statutory(self) -> list[SiteColumn]:
        top = self.columns.get("statutory")
        return self.columns.children(top) if top else []

    def _leaves(self, column: SiteColumn) -> list[SiteColumn]:
        return [one for one in self.columns.below(column) if not self.columns.children(one)]

    def _site_map(self) -> bytes:
        bodies = [Link(one.name, addresses.body(one.slug)) for one in organizations.bodies()]
        topics = [Link(one.label, addresses.topic(one.key)) for one in self.topics]
        groups = [("专题专栏", topics), ("各单位公开", bodies)]
        trees = [self._branch(one) for one in self.columns.children(None)]
        return self.render.site_map(trees, groups)

    def _branch(self, column: SiteColumn) -> tuple[str, str, list[Any]]:
        link = self.columns.link(column)
        below = [self._branch(one) for one in self.columns.children(column)]
        return link.title, addresses.link(link.path), below

    def _assets(self) -> Iterator[Page]:
        for path in sorted(self.static.glob("*.*")):
            if path.suffix in ASSETS:
                yield f"static/design/{path.name}", path.read_bytes()
