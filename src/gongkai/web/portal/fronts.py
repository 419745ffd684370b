"""Pages that show the newest of the site (各处首页): home, platform, library, gazette, topics.

Each is bounded, so that a publication costs the same however large the site is; those that follow
one kind, theme or topic are only made anew when a document of that sort changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import prefetch_related_objects

from gongkai.apps.organizations import queries as organizations
from gongkai.apps.publishing.models import Edition
from gongkai.apps.publishing.queries import site
from gongkai.core.publishing import vocabularies
from gongkai.core.publishing.topics import Part, Topic
from gongkai.web.portal import addresses, reading
from gongkai.web.portal.catalogues import Catalogues, MayBePage, years_of_rows
from gongkai.web.portal.columns import ColumnTree
from gongkai.web.portal.frame import ZONE
from gongkai.web.portal.machine_files import MachineFiles
from gongkai.web.portal.model import Issue, Link, Section
from gongkai.web.portal.rendering import Renderer

NEWEST = 8
FEED = 30
IN_BLOCK = 6
IN_YEAR = 500  # documents on the page of a year; the search has the rest
ISSUES = 400
REPORTS = 600
IN_THEME = 40
HOME_BLOCKS = ("news", "notices", "interpretation")
POLICY_KINDS = (("normative_document", "行政规范性文件"), ("policy_document", "其他政策文件"))
Page = tuple[str, bytes]


@dataclass(frozen=True)
class Change:
    """What a changed document is and was: where it stood, of what kind, theme and year."""

    columns: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()
    catalogue_years: frozenset[int] = frozenset()

    @classmethod
    def of(cls, editions: Iterable[Edition], columns: Iterable[str]) -> Change:
        """Return what the public editions of a document say."""
        public = list(editions)
        moments = [one.published_at for one in public if one.published_at]
        return cls(
            columns=frozenset(columns),
            kinds=frozenset(one.kind for one in public),
            themes=frozenset(one.theme for one in public),
            years=frozenset(moment.astimezone(ZONE).year for moment in moments),
            catalogue_years=years_of_rows(public),
        )

    @property
    def of_policy(self) -> bool:
        """Return whether the policy library shows it."""
        return any(kind in self.kinds for kind, _ in POLICY_KINDS)


@dataclass
class Fronts:
    """Makes the fronts of one site, for one change or one rebuild."""

    render: Renderer
    machine: MachineFiles
    topics: tuple[Topic, ...]
    columns: ColumnTree = field(default_factory=ColumnTree)

    def touched(self, change: Change) -> Iterator[MayBePage]:
        """Yield the fronts that a change of one document touches."""
        yield from self._always()
        if change.of_policy:
            yield from self._policies()
            for year in change.years:
                yield addresses.policies_of(year), self._policies_of(year)
        yield from self._by_kind(change.kinds)
        yield from self._themes(code[:2] for code in change.themes if code)
        for topic in self.topics:
            if topic.touched_by(
                columns=set(change.columns), kinds=set(change.kinds), themes=set(change.themes)
            ):
                yield self._topic(topic)
        yield from Catalogues(self.render, self.columns).touched(
            change.columns, change.catalogue_years
        )

    def whole(self) -> Iterator[Page]:
        """Yield every front."""
        yield from self._always()
        yield from self._policies()
        for year in policy_years():
            page = self._policies_of(year)
            if page is not None:
                yield addresses.policies_of(year), page
        yield from self._by_kind({"gazette_issue", "annual_report"})
        yield from self._themes(vocabularies.vocabularies().themes)
        for topic in self.topics:
            yield self._topic(topic)
        yield self._topics()
        yield from Catalogues(self.render, self.columns).whole()

    def _always(self) -> Iterator[Page]:
        newest = reading.entries(site.newest(count=FEED))
        title = f"{self.render.site.name}最新公开信息"
        yield addresses.HOME, self._home()
        yield addresses.PLATFORM, self._platform()
        yield addresses.FEED, self.machine.atom(addresses.FEED, title, addresses.HOME, newest)
        yield addresses.RSS, self.machine.rss(title, newest)

    def _home(self) -> bytes:
        policies = [one for kind, _ in POLICY_KINDS for one in _of_kind(kind, IN_BLOCK)]
        policies.sort(key=lambda one: (one.published_at, one.pk), reverse=True)
        first = reading.entries(policies[:IN_BLOCK])
        blocks = [Section("最新文件", first, more=addresses.link(addresses.POLICIES))]
        for code in HOME_BLOCKS:
            column = self.columns.get(code)
            if column is not None:
                link = self.columns.link(column)
                entries = reading.entries(self.columns.newest(column, IN_BLOCK))
                blocks.append(Section(link.title, entries, more=addresses.link(link.path)))
        topics = [Link(one.label, addresses.topic(one.key)) for one in self.topics]
        return self.render.home(blocks, _issues(4), topics)

    def _platform(self) -> bytes:
        statutory = self.columns.get("statutory")
        editions = self.columns.newest_under(statutory, NEWEST) if statutory else []
        bodies = [Link(one.name, addresses.body(one.slug)) for one in organizations.bodies()]
        return self.render.platform(self.columns.menu(), bodies, reading.entries(editions))

    def _policies(self) -> Iterator[Page]:
        sections = [
            Section(
                label,
                reading.entries(_of_kind(kind, 10)),
                more=f"/search?kind={kind}&sort=newest",
            )
            for kind, label in POLICY_KINDS
        ]
        years = policy_years()
        page = self.render.policies(
            sections=sections,
            kinds=POLICY_KINDS,
            validities=list(vocabularies.vocabulary("validity").items()),
            bodies=[(one.slug, one.name) for one in organizations.bodies()],
            themes=[(code, one.label) for code, one in vocabularies.vocabularies().themes.items()],
            years=[(year, addresses.link(addresses.policies_of(year))) for year in years],
        )
        yield addresses.POLICIES, page

    def _policies_of(self, year: int) -> bytes | None:
        sections = []
        for kind, label in POLICY_KINDS:
            editions = site.newest(kind=kind, year=year, count=IN_YEAR)
            more = (
                f"/search?kind={kind}&year={year}&sort=newest" if len(editions) == IN_YEAR else ""
            )
            if editions:
                sections.append(Section(label, reading.entries(editions), more=more))
        if not sections:
            return None
        return self.render.sections(
            addresses.policies_of(year),
            f"{year}年发布的政策文件",
            sections,
            above=[("政策文件库", addresses.link(addresses.POLICIES))],
        )

    def _by_kind(self, kinds: Iterable[str]) -> Iterator[Page]:
        if "gazette_issue" in kinds:
            yield addresses.GAZETTE, self.render.gazette(_issues(ISSUES))
        if "annual_report" in kinds:
            yield addresses.REPORTS, self._reports()

    def _reports(self) -> bytes:
        years: dict[str, list[Edition]] = {}
        for one in _of_kind("annual_report", REPORTS):
            year = one.own.get("year")
            years.setdefault(f"{year} 年度" if year else "其他", []).append(one)
        sections = [
            Section(label, reading.entries(editions))
            for label, editions in sorted(years.items(), reverse=True)
        ]
        lead = (
            "各单位历年的政府信息公开工作年度报告，依《政府信息公开条例》第四十九条、第五十条公布。"
        )
        return self.render.sections(
            addresses.REPORTS,
            "政府信息公开年度报告",
            sections,
            lead=lead,
            above=[("政府信息公开", addresses.link(addresses.PLATFORM))],
            search=("查年度报告", "kind", "annual_report"),
        )

    def _themes(self, codes: Iterable[str]) -> Iterator[Page]:
        labels = vocabularies.vocabularies().themes
        for code in sorted(set(codes) & set(labels)):
            editions = _of_themes(Part("", themes=(code,)).all_themes(), IN_THEME)
            section = Section("最新公开", reading.entries(editions))
            path = addresses.theme(code)
            page = self.render.sections(
                path,
                labels[code].label,
                [section] if editions else [],
                lead="按主题分类列出的最新信息；更早的可以搜索。",
                above=[("专题专栏", addresses.link(addresses.TOPICS))],
            )
            yield path, page

    def _topics(self) -> Page:
        topics = tuple(Link(one.label, addresses.topic(one.key)) for one in self.topics)
        themes = tuple(
            Link(one.label, addresses.theme(code))
            for code, one in vocabularies.vocabularies().themes.items()
        )
        sections = [Section("专题", links=topics), Section("主题分类", links=themes)]
        return addresses.TOPICS, self.render.sections(addresses.TOPICS, "专题专栏", sections)

    def _topic(self, topic: Topic) -> Page:
        path = addresses.topic(topic.key)
        sections = [self._part(part) for part in topic.parts]
        above = [("专题专栏", addresses.link(addresses.TOPICS))]
        page = self.render.sections(path, topic.label, sections, lead=topic.words, above=above)
        return path, page

    def _part(self, part: Part) -> Section:
        if part.levels:
            bodies = [one for one in organizations.bodies() if one.level in part.levels]
            links = tuple(Link(one.name, addresses.body(one.slug)) for one in bodies)
            return Section(part.label, links=links)
        columns = [one for code in part.columns if (one := self.columns.get(code))]
        editions = {one.pk: one for each in columns for one in self.columns.newest(each, IN_BLOCK)}
        editions |= {one.pk: one for kind in part.kinds for one in _of_kind(kind, IN_BLOCK)}
        editions |= {one.pk: one for one in _of_themes(part.all_themes(), IN_BLOCK)}
        newest = sorted(editions.values(), key=lambda one: (one.published_at, one.pk), reverse=True)
        more = addresses.link(self.columns.link(columns[0]).path) if len(columns) == 1 else ""
        return Section(part.label, reading.entries(newest[:IN_BLOCK]), more=more)


def policy_years() -> list[int]:
    """Return the years that have a page in the policy library, newest first."""
    years = {year for kind, _ in POLICY_KINDS for year in site.years_of(kind)}
    return sorted(years, reverse=True)


def _of_kind(kind: str, count: int) -> list[Edition]:
    return site.newest(kind=kind, count=count)


def _of_themes(codes: Iterable[str], count: int) -> list[Edition]:
    found = [one for code in codes for one in site.newest(theme=code, count=count)]
    found.sort(key=lambda one: (one.published_at, one.pk), reverse=True)
    return found[:count]


def _issues(count: int) -> list[Issue]:
    issues = []
    editions = site.newest(kind="gazette_issue", count=count)
    prefetch_related_objects(editions, "attachments__file")
    for one in editions:
        papers = [reading.file(each) for each in one.attachments.all() if each.role == "file"]
        issues.append(
            Issue(
                year=f"{one.own.get('year') or ''} 年".strip(),
                label=_issue_label(one),
                path=addresses.link(addresses.item(one.document_id)),
                issued_on=str(one.own.get("issued_on") or ""),
                count=len(one.own.get("contents") or ()),
                file=next((paper for paper in papers if paper.kind == "PDF"), None),
            )
        )
    return issues


def _issue_label(edition: Edition) -> str:
    number, total = edition.own.get("issue"), edition.own.get("total_issue")
    if not number:
        return edition.title
    return f"第 {number} 期" + (f"（总第 {total} 期）" if total else "")
