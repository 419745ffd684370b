"""A county that has published one of everything the portal shows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gongkai.adapters.site.signing import Signer
from gongkai.adapters.site.writer import SiteWriter
from gongkai.apps.organizations.models import Profile
from gongkai.apps.publishing import actions
from gongkai.apps.publishing.models import Edition
from gongkai.web.design import STATIC
from gongkai.web.portal.model import SiteIdentity
from gongkai.web.portal.rendering import Renderer
from gongkai.web.portal.tree import Tree
from tests.apps.factories import AT, OWN, County, later
from tests.apps.publishing.acts import ACTS

PLAN, REPLACED = "关于印发供水保障工作方案的通知", "关于印发供水应急方案的通知"
CITATION = '<p>引用<a href="https://elsewhere.example/law">外部规定</a>。</p>'
POLICY = {"genre": "notice", "interpretation_needed": False, "interpretation_reason": "内容简明"}


@dataclass
class Published:
    """The documents by what they are, and where their tree lies."""

    county: County
    plan: int
    interpretation: int
    replaced: int
    corrected: int
    withdrawn: int
    issue: int
    row: int


def publish(county: County, edition: Edition) -> Edition:
    """Publish an approved edition and return it."""
    by = county["final_reviewer"]
    return actions.publish(edition=edition, seen=edition.version, by=by, at=AT)[0]


def led(county: County, edition: Edition) -> Edition:
    """Lead a draft to approval."""
    edition = actions.submit(edition=edition, seen=edition.version, by=county["drafter"], at=AT)
    while edition.state != "approved":
        edition = ACTS["approve"](edition, county[edition.state + "er"])
    return edition


def interpreted(county: County, address: str) -> tuple[Edition, Edition]:
    """Publish a policy document, with an attachment, together with its interpretation."""
    plan = county.draft("policy_document", title=PLAN, text="<p>保障居民用水。</p>" + CITATION)
    by = county["drafter"]
    actions.attach(
        edition=plan,
        seen=plan.version,
        name="用水登记表.csv",
        content="户名,用水量\n甲,3\n".encode(),
        by=by,
        at=AT,
    )
    plan.refresh_from_db()
    plan = led(county, plan)
    told = county.draft("interpretation", title=f"《{PLAN}》解读")
    actions.relate(
        edition=told, seen=told.version, kind="interprets", target=plan.document, by=by, at=AT
    )
    told.refresh_from_db()
    actions.relate(
        edition=told, seen=told.version, kind="related", address=address, label="省级方案",
        by=by, at=AT,
    )  # fmt: skip
    told.refresh_from_db()
    told = led(county, told)
    publish(county, plan)
    return plan, told


def corrected(county: County) -> Edition:
    """Publish an announcement and correct it."""
    edition = county.published(title="关于夏季供水安排的公告")
    by = county["drafter"]
    new = actions.revise(
        edition=edition, seen=edition.version, change="correction", note="更正名称", by=by, at=AT
    )
    new = actions.save_draft(
        edition=new, seen=new.version, values={"title": "关于夏秋供水安排的公告"}, by=by, at=AT
    )
    return publish(county, led(county, new))


def everything() -> Published:
    """Make the county and publish."""
    county = County()
    profile = {"duties": "负责供水。", "structure": "内设供水股。", "telephone": "0890-5550101"}
    Profile.objects.update_or_create(body=county.office, defaults=profile)
    plan, told = interpreted(county, "https://province.example/plan")
    replaced = county.published("policy_document", title=REPLACED, own=POLICY)
    actions.set_validity(
        edition=replaced,
        seen=replaced.version,
        validity="repealed",
        since=AT.date(),
        reason="已被新方案替代",
        by=county["ogi_office"],
        at=AT,
    )
    plan.refresh_from_db()
    contents = [
        {"section": "县政府文件", "title": PLAN, "page": 3,
         "index_number": plan.document.index_number},
        {"section": "人事任免", "title": "任免通知", "page": 9},
    ]  # fmt: skip
    issue = county.published("gazette_issue", own=OWN["gazette_issue"] | {"contents": contents})
    row = county.published("catalogue_row")
    county.published("annual_report")
    for number in range(23):
        county.published("news", title=f"县水务局检查第{number + 1}座水厂")
    gone = county.published(title="关于停水的公告")
    actions.withdraw(
        edition=gone, seen=gone.version, ground="inaccurate", remark="数字有误",
        public_note="数字有误，现予撤回。", by=county["final_reviewer"], at=later(5),
    )  # fmt: skip
    return Published(
        county=county,
        plan=plan.document_id,
        interpretation=told.document_id,
        replaced=replaced.document_id,
        corrected=corrected(county).document_id,
        withdrawn=gone.document_id,
        issue=issue.document_id,
        row=row.document_id,
    )


def written(folder: Path, address: str) -> Path:
    """Write the tree of what is published, as the worker does, and return its folder."""
    identity = SiteIdentity(
        "青禾县人民政府", address, "9901210001", "青禾县人民政府", "县政府办公室",
        licence="演示备99000001号", security_record="演示公安备99012102000001号",
        telephone="0890-5550200", place="青禾县双溪路14号",
    )  # fmt: skip
    with SiteWriter(folder / "site", Signer.at(folder / "key.pem")) as writer:
        writer.rebuild(Tree(Renderer(identity), STATIC).whole())
    return folder / "site"
