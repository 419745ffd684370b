"""The public tree made from the database: what a change touches, and that it equals a rebuild."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gongkai.adapters.site.signing import Signer
from gongkai.adapters.site.verify import verify
from gongkai.adapters.site.writer import SiteWriter
from gongkai.apps.organizations.models import Profile
from gongkai.apps.publishing import actions
from gongkai.apps.publishing.models import Edition
from gongkai.web.design import STATIC
from gongkai.web.portal import site_maps
from gongkai.web.portal import tree as trees
from gongkai.web.portal.model import SiteIdentity
from gongkai.web.portal.rendering import Renderer
from gongkai.web.portal.tree import Tree
from tests.apps.factories import OWN, SECRECY, County, later

pytestmark = pytest.mark.django_db
IDENTITY = SiteIdentity(
    "青禾县人民政府", "https://www.qinghe.example", "5100000001", "青禾县人民政府", "县政府办公室"
)


class Site:
    """A tree on disk beside a county in the database."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "site"
        self.writer = SiteWriter(self.root, Signer.at(folder / "key.pem"))
        self.tree = Tree(Renderer(IDENTITY), STATIC)
        self.writer.rebuild(self.tree.whole())

    def change(self, document: int) -> set[str]:
        done = self.writer.publish(self.tree.touched(document))
        return {*done.written, *done.removed}

    def text(self, path: str) -> str:
        return (self.root / path).read_text("utf-8")


@pytest.fixture
def county() -> County:
    return County()


@pytest.fixture
def site(county: County, tmp_path: Path) -> Iterator[Site]:
    made = Site(tmp_path)
    yield made
    made.writer.close()


def correct(county: County, edition: Edition, title: str) -> Edition:
    by = county["drafter"]
    new = actions.revise(
        edition=edition,
        seen=edition.version,
        change="correction",
        note="更正名称",
        by=by,
        at=later(5),
    )
    new = actions.save_draft(
        edition=new, seen=new.version, values={"title": title}, by=by, at=later(6)
    )
    new = actions.submit(edition=new, seen=new.version, by=by, at=later(7))
    while new.state != "approved":
        answers = SECRECY if new.state == "secrecy_review" else None
        new = actions.approve(
            edition=new,
            seen=new.version,
            remark="同意",
            secrecy_answers=answers,
            by=county[f"{new.state}er"],
            at=later(8),
        )
    return actions.publish(edition=new, seen=new.version, by=county["final_reviewer"], at=later(9))[
        0
    ]


def withdraw(county: County, edition: Edition) -> None:
    actions.withdraw(
        edition=edition,
        seen=edition.version,
        ground="inaccurate",
        remark="数字有误",
        public_note="数字有误，现予撤回。",
        by=county["final_reviewer"],
        at=later(20),
    )


def test_a_published_document_has_its_page_its_data_and_its_place_in_the_lists(
    county, site
) -> None:
    edition = county.published(title="关于夏季供水安排的公告")
    site.change(edition.document_id)
    page = site.text(f"items/000/{edition.document_id}.html")
    data = json.loads(site.text(f"items/000/{edition.document_id}.json"))
    assert "关于夏季供水安排的公告" in page
    assert f'<meta name="ArticleTitle" content="{edition.title}">' in page
    assert data["index_number"] == Edition.objects.get(pk=edition.pk).document.index_number
    for path in ("feed.atom", f"sitemap-{(edition.document_id - 1) // 1000 + 1}.xml"):
        assert f"items/000/{edition.document_id}.html" in site.text(path)
    column = edition.column.address.strip("/")
    assert "关于夏季供水安排的公告" in site.text(f"columns/{column}/1.html")


def test_a_correction_keeps_the_earlier_edition_readable(county, site) -> None:
    edition = county.published(title="关于夏季供水安排的公告")
    site.change(edition.document_id)
    correct(county, edition, "关于夏秋供水安排的公告")
    site.change(edition.document_id)
    assert "关于夏秋供水安排的公告" in site.text(f"items/000/{edition.document_id}.html")
    earlier = site.text(f"items/000/{edition.document_id}-edition-1.html")
    assert "关于夏季供水安排的公告" in earlier
    assert "这是旧版本" in earlier


def test_a_withdrawn_document_says_so_and_leaves_lists_and_data(county, site) -> None:
    edition = county.published(title="关于夏季供水安排的公告")
    site.change(edition.document_id)
    withdraw(county, edition)
    site.change(edition.document_id)
    page = site.text(f"items/000/{edition.document_id}.html")
    assert "数字有误，现予撤回。" in page
    assert not (site.root / f"items/000/{edition.document_id}.json").exists()
    column = edition.column.address.strip("/")
    for path in (f"columns/{column}/1.html", "index.html", "feed.atom", "sitemap-1.xml"):
        assert "关于夏季供水安排的公告" not in site.text(path)


KINDS = ("announcement", "news", "policy_document", "gazette_issue", "catalogue_row")
PLAIN = {"genre": "notice", "interpretation_needed": False, "interpretation_reason": "内容简明"}


def _values(kind: str, number: int, rng: random.Random) -> dict[str, Any]:
    """Return what differs from one document to the next: title, theme, the year of a row."""
    values: dict[str, Any] = {
        "title": f"第 {number} 号信息的名称",
        "theme": rng.choice(["02-01", "06-01"]),
    }
    if kind == "policy_document":
        values["own"] = PLAIN
    if kind == "catalogue_row":
        column = rng.choice(["notices", "A20-01", "A21"])
        values["own"] = OWN[kind] | {"year": rng.choice([2025, 2026]), "column": column}
    return values


def test_the_incremental_tree_equals_a_rebuild(county, site, monkeypatch) -> None:
    monkeypatch.setattr(trees, "PER_VOLUME", 3)
    monkeypatch.setattr(site_maps, "CHUNK", 4)
    site.writer.rebuild(site.tree.whole())
    rng = random.Random(7)
    live: list[Edition] = []
    for number in range(16):
        kind = rng.choice(KINDS)
        if live and rng.random() < 0.45:
            edition = live.pop(rng.randrange(len(live)))
            if rng.random() < 0.5:
                withdraw(county, edition)
            else:
                live.append(correct(county, edition, f"第 {number} 次更正后的名称"))
        else:
            edition = county.published(kind, **_values(kind, number, rng))
            live.append(edition)
        site.change(edition.document_id)
    again = site.writer.rebuild(site.tree.whole())
    assert (again.written, again.removed) == ((), ())
    assert verify(site.root) == []


def test_a_changed_profile_shows_at_once(county, site) -> None:
    Profile.objects.update_or_create(body=county.office, defaults={"telephone": "0890-5550199"})
    done = site.writer.publish(site.tree.touched_by_body(county.office.pk))
    assert set(done.written) == {"bodies/body-2.html", "bodies/index.html"}
    assert "0890-5550199" in site.text("bodies/body-2.html")
    again = site.writer.rebuild(site.tree.whole())
    assert (again.written, again.removed) == ((), ())


def test_a_new_document_touches_as_many_files_in_a_long_column_as_in_a_short_one(
    county, site, monkeypatch
) -> None:
    monkeypatch.setattr(trees, "PER_VOLUME", 2)
    counts = []
    for number in range(9):
        edition = county.published(title=f"第 {number} 号公告的名称")
        counts.append(len(site.change(edition.document_id)))
    assert max(counts[2:]) <= counts[2] + 2


def test_the_site_map_lists_every_page_and_nothing_else(county, site) -> None:
    for number in range(3):
        edition = county.published(title=f"第 {number} 号公告的名称")
        site.change(edition.document_id)
    withdraw(county, edition)
    site.change(edition.document_id)
    parts = [
        line.partition("<loc>")[2].partition("</loc>")[0]
        for line in site.text("sitemap.xml").splitlines()
        if "<loc>" in line
    ]
    listed = {
        line.partition("<loc>")[2].partition("</loc>")[0].removeprefix(IDENTITY.address + "/")
        for part in parts
        for line in site.text(part.removeprefix(IDENTITY.address + "/")).splitlines()
        if "<loc>" in line
    }
    pages = {
        str(path.relative_to(site.root)).removesuffix("index.html")
        for path in site.root.rglob("*.html")
    }
    gone = f"items/000/{edition.document_id}.html"
    assert listed == pages - {"404.html", gone}
