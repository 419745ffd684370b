"""The body that title, preface, signature and sentences name (单位一致)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.core.audit.bodies import (
    BodyKind,
    BodyLevel,
    BodyName,
    body_name,
    may_name,
    same_body,
)
from gongkai.core.audit.case import Case
from gongkai.core.audit.evidence import finding, report_place
from gongkai.core.audit.rules.agreement.masking import BASIS, THIS_REPORT, masked, other_year
from gongkai.core.audit.signing import signing
from gongkai.core.audit.wording import sentences, wording
from gongkai.core.kernel.findings import Finding, Place

# 我 and the kind of body that speaks; what follows must not make another word of it.
SPEAKER = re.compile(
    r"(?<![自忘本])我(?P<kind>省|市(?![场政容民监])|州|县(?![级域城直])|区(?![域块])|旗|镇(?![域区])|乡(?![村土镇亲愁])"
    r"|街道|局(?![部限面势])|委(?![员托派])|厅)"
)
# Words before 我市 in its clause that show a superior speaking or spoken of.
SUPERIOR_NEAR = re.compile(r"国务院|省[委政级]|市[委政级]|省、市|上级|全[省市]|关于|通报|评为|列")
BODY_ENDS = r"(?:政府办公室|政府办公厅|政府|委员会|街道办事处|街道|局|镇|乡)"
DOES = r"(?:高度重视|认真|坚持|严格|深入|积极|全面|扎实|共收到|主动公开|持续|切实|紧紧围绕|不断)"
SUBJECT = re.compile(rf"^(?:20\d\d年度?,?)?(?P<name>[一-鿿]{{2,20}}?{BODY_ENDS})(?={DOES})")
SUBJECT_AND_VERB = re.compile(BODY_ENDS + DOES)
PREFACE_BODY = re.compile(
    r"(?:现将|现公布|公布|汇总|编制|制作)(?P<name>[一-鿿]{3,22}?(?:政府办公室|政府|局|委员会|街道办事处|镇政府|乡政府))(?=20\d\d年)"
)


def body_findings(case: Case, body: str) -> Iterator[Finding]:
    """Yield where signature, preface or sentences name or speak as another body."""
    yield from _signature(case, body)
    yield from _preface_body(case, body)
    yield from _speakers(case, body_name(body))
    yield from _other_bodies(case, body_name(body))


def _signature(case: Case, body: str) -> Iterator[Finding]:
    signed = signing(case)
    if signed is None:
        return
    if case.report.year is not None and signed.day.year > case.report.year + 2:
        yield other_year(
            "落款", str(signed.day.year), case.report.year + 1, signed.place, "signing"
        )
    if signed.signer and _is_body(signed.signer) and not _agree(signed.signer, body):
        yield _body(case, "落款单位", signed.signer, signed.place, "signature")


def _preface_body(case: Case, body: str) -> Iterator[Finding]:
    """Compare the body that the lines before section one say they publish the report of."""
    for one in sentences(case):
        if one.section != 0 or not THIS_REPORT.search(one.text):
            continue
        met = PREFACE_BODY.search(masked(case, one))
        if met is not None and not _agree(met["name"], body):
            yield _body(case, "开头的单位", met["name"], one.place(*met.span("name")), "preface")


def _agree(name: str, body: str) -> bool:
    """Return whether two printed names can be those of one report: equal, short, or its office."""
    short, full = sorted((name, body), key=len)
    fits = same_body(name, body) or may_name(short, full)
    return fits or _may_sign(body_name(name), body_name(body))


def _body(case: Case, where: str, name: str, place: Place, subject: str) -> Finding:
    return finding(
        "Y-03",
        f"{where}“{name}”与标题中的单位“{case.report.body}”不一致。",
        message_en="Another body is named than in the title.",
        subject=f"body.{subject}",
        places=[place, report_place(case.report)],
        expected=case.report.body,
        actual=name,
        basis=BASIS,
    )


def _is_body(name: str) -> bool:
    return (
        re.search(r"(?:政府|办公室|办公厅|局|委员会|委|厅|镇|乡|街道|办事处|中心|院)$", name)
        is not None
    )


def _may_sign(one: BodyName, other: BodyName) -> bool:
    """A government's report may be signed by its office, and an office's by the government."""
    governing = (BodyKind.GOVERNMENT, BodyKind.OFFICE)
    regions = (one.region, other.region)
    near = one.region == other.region or may_name(min(regions, key=len), max(regions, key=len))
    return one.kind in governing and other.kind in governing and near


def _speakers(case: Case, body: BodyName) -> Iterator[Finding]:
    allowed = _may_say(body)
    if allowed is None:
        return
    seen = set()
    for one in sentences(case):
        if "我" not in one.text:
            continue
        text = masked(case, one)
        for met in SPEAKER.finditer(text):
            kind = met["kind"]
            if kind in allowed or kind in seen or SUPERIOR_NEAR.search(_clause(text, met.start())):
                continue
            seen.add(kind)
            yield finding(
                "Y-03",
                f"{case.report.body}的报告中写“{met.group()}”，请核对是否沿用了其他单位的文字。",
                message_en="The report speaks of itself as a body of another kind.",
                subject=f"body.we.{kind}",
                places=[one.place(*met.span())],
                expected=case.report.body,
                actual=met.group(),
                basis=BASIS,
            )


def _clause(text: str, end: int) -> str:
    """Return the clause that ends at ``end``, as far as it goes back."""
    start = max(text.rfind(mark, 0, end) for mark in ",。；：")
    return text[start + 1 : end]


def _may_say(body: BodyName) -> frozenset[str] | None:
    """Return what may follow 我 in a report of the body; None when its name does not tell.

    A body may speak of its own region, a township also of its county; 我省 and 我区 (自治区, 开发区)
    are left alone, for they are said of the wider region in many sound reports.
    """
    own = {"省", "区"}
    regions = [region[-1] for region in body.regions]
    if not regions and body.kind is not BodyKind.TOWNSHIP:
        return None
    if body.level is BodyLevel.PROVINCE:
        return None
    own.update(regions[-1:])
    if body.level is BodyLevel.COUNTY and body.region.endswith("市"):
        own.add("市")
    if regions[-1:] == ["区"]:
        own.add("市")
    if body.kind is BodyKind.TOWNSHIP:
        return frozenset(
            own | _township_words(body) | ({"县", "市", "旗", "州"} if not regions else set())
        )
    if body.kind is BodyKind.DEPARTMENT:
        return frozenset(own | _department_words(body))
    return frozenset(own | {"委", "厅", "局"} if body.kind is BodyKind.OFFICE else own | {"委"})


def _township_words(body: BodyName) -> set[str]:
    if body.organ.endswith("街道"):
        return {"街道", "委"}
    return {"镇", "乡", "委"}


def _department_words(body: BodyName) -> set[str]:
    if body.organ.endswith("局"):
        return {"局", "委", "厅"}
    return {"局", "委", "厅", "街道"} if not body.organ.endswith("委员会") else {"委", "局"}


def _other_bodies(case: Case, body: BodyName) -> Iterator[Finding]:
    """Find a sentence on this year's work whose subject is a body of another county or township."""
    # Every such sentence has these words behind its subject: most reports have one or two.
    if body.region == "" or SUBJECT_AND_VERB.search(wording(case)) is None:
        return
    for one in sentences(case):
        met = SUBJECT.match(one.text)
        if met is None:
            continue
        other = body_name(met["name"])
        if not _is_stranger(other, body):
            continue
        yield finding(
            "Y-03",
            f"句子以“{met['name']}”为主语，与报告单位“{case.report.body}”不一致，请核对。",
            message_en="A sentence on this body's work names another body.",
            subject=f"body.subject.{other.key}",
            places=[one.place(*met.span("name"))],
            expected=case.report.body,
            actual=met["name"],
            basis=BASIS,
        )


def _is_stranger(other: BodyName, body: BodyName) -> bool:
    """Return whether ``other`` is beyond doubt of another county, or another body of the same one."""
    if not other.region or not body.region or may_name(other.name, body.name):
        return False
    if other.region == body.region:
        return other.kind is body.kind is BodyKind.TOWNSHIP and other.key != body.key
    both_counties = other.level is BodyLevel.COUNTY and body.level is BodyLevel.COUNTY
    short, full = sorted((other.region, body.region), key=len)
    return both_counties and other.region not in body.regions and not may_name(short, full)
