"""Whose figures a sentence gives (主语): the body itself, the whole region, or another body."""

from __future__ import annotations

import enum
import re
from collections.abc import Sequence

from gongkai.core.text.clauses import Clause
from gongkai.core.text.tokens import Token

_LEADING = re.compile(
    r"^(?:\d{4}年度?|\d{1,2}月\d{1,2}日|截至|截止|自|到|至|年底|全年|本年度?|今年|年度|一年来|其中|目前|期间|"
    r"以来|当年|度|内|里|底|末|,|另外|此外|同时|并且?)+"
)
_CUT = re.compile(
    r"\d|政府信息|政府公开|因|涉及|涉|关于|有关|与|发生|引发|引起|被|共|累计|全年|本年|年内|通过|严格|依法|规范|主动|认真|积极|按照|根据|针对|已经|实际|总计|合计|一共|向|对|由|在|从|均|未|没有|无|仅|"
    r"收到|受理|接收|接到|办理|处理|承办|制发|制定|出台|印发|发布|公开|作出|信息公开|政务公开|依申请|网上|网络|当面|信函|申请"
)
_ORGAN = re.compile(
    r"(?:办公室|办公厅|委员会|办事处|管委会|管理处|服务中心|政府办|街道办|政府|中心|大队|支队|总队|分局|局|委|办|厅|处|所|院|站|"
    r"街道|镇|乡|县|市|区|省|州|旗|部门|单位|机关|集团|公司|学校|医院|园区|社)$"
)
_OWN = re.compile(r"^(?:我|本)(?P<organ>[一-鿿]{0,6})$")
_WHOLE = re.compile(r"^全(?P<level>省|市|州|盟|县|区|旗|镇|乡|街道?|系统|局|委|厅|域)")
_REGION_WIDE = re.compile(r"(?:\d{4}年度?,?)?(?:全年)?全(?:省|市|州|盟|县|区|旗|镇|乡|街道)")
_GROUP = re.compile(
    r"^(?:各|所属|下属|[省市州县区镇]直|[省市州县区]本级|本级|政府部门|部门|乡镇|镇街)"
)
_REGIONS = ("街道", "县", "市", "区", "省", "州", "盟", "旗", "镇", "乡")


class Whose(enum.StrEnum):
    """Whose figures: the reporting body's own, another's, or not to be told."""

    OWN = "own"
    OTHER = "other"
    UNSURE = "unsure"


def named_subject(text: str, clause: Clause, verb_start: int) -> str:
    """Return the body named at the head of a clause before its verb, or "" when none is named."""
    head = _LEADING.sub("", text[clause.start : verb_start])
    chunk = _CUT.split(head, maxsplit=1)[0] if head else ""
    if not chunk or len(chunk) > 30:
        return ""
    if _WHOLE.match(chunk) or _GROUP.match(chunk) or _OWN.match(chunk):
        return chunk
    return chunk if _ORGAN.search(chunk) else ""


def whose(subject: str, body: str | None) -> Whose:
    """Return whose figures a sentence with this subject gives in a report of ``body``."""
    if not subject:
        return Whose.OWN
    name = (body or "").replace("人民政府", "政府").replace("办事处", "")
    region = region_of(name)
    own, whole = _OWN.match(subject), _WHOLE.match(subject)
    if own is not None or whole is not None:
        organ = own["organ"] if own is not None else whole["level"] if whole is not None else ""
        return _of_region(organ, region, whole=whole is not None)
    if _GROUP.match(subject):
        return Whose.OTHER
    if not name:
        return Whose.UNSURE
    plain = subject.replace("人民政府", "政府").replace("办事处", "")
    if not _may_name(plain, name):
        return Whose.OTHER
    if plain.endswith(_REGIONS) and not region:
        return Whose.UNSURE
    return Whose.OWN


def region_of(name: str) -> str:
    """Return the kind of region a government or township governs, "" for any other body."""
    name = name.replace("人民政府", "政府").replace("办事处", "")
    plain = name.removesuffix("政府")
    governs = plain != name or plain.endswith(("镇", "乡", "街道"))
    return next((kind for kind in _REGIONS if governs and plain.endswith(kind)), "")


def _of_region(organ: str, region: str, *, whole: bool) -> Whose:
    kind = next((kind for kind in (*_REGIONS, "街") if organ == kind), "")
    if not kind:
        return Whose.UNSURE if organ in ("系统", "域") else Whose.OWN
    if kind == region or (kind == "街" and region == "街道"):
        return Whose.OWN
    return Whose.OTHER if whole else Whose.UNSURE


def _may_name(short: str, full: str) -> bool:
    left = iter(full)
    return all(character in left for character in short)


def is_region_wide(text: str, clause: Clause) -> bool:
    """Return whether a clause begins with the whole region (全县, 全市) as its subject."""
    return _REGION_WIDE.match(text, clause.start) is not None


def first_verb(found: Sequence[Token], before: int) -> int:
    """Return where the first verb of a clause stands, or ``before`` when none comes sooner."""
    return next((t.start for t in found if t.kind == "verb" and t.start < before), before)
