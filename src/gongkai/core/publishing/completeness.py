"""What a submission must hold (提交要件): the catalogue fields, the attribute, the kind's own fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gongkai.core.kernel.refusals import Reason
from gongkai.core.publishing import kinds
from gongkai.core.publishing.vocabularies import vocabulary

DOCUMENT_NUMBER = re.compile(r".{1,20}〔\d{4}〕(第)?[1-9]\d*号")
SUMMARY_LIMIT = 300
CATALOGUE = "《政府信息公开条例》第十二条"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The content of one edition as the checks see it; ``text`` is HTML, dates are dates."""

    kind: str
    title: str = ""
    text: str = ""
    summary: str = ""
    document_number: str = ""
    written_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    theme: str = ""
    item: str = ""
    column: str = ""
    column_kinds: tuple[str, ...] = ()
    disclosure: str = ""
    disclosure_article: str = ""
    disclosure_reason: str = ""
    change: str = "first"
    change_note: str = ""
    own: Mapping[str, Any] = field(default_factory=dict)
    relations: tuple[str, ...] = ()
    images_without_text: tuple[str, ...] = ()
    attachments: int = 0


Check = Callable[[Content, kinds.Kind], list[Reason]]


def missing(content: Content) -> tuple[Reason, ...]:
    """Return every reason why ``content`` cannot be submitted; none when it can."""
    found = kinds.kind(content.kind)
    reasons = [reason for check in CHECKS for reason in check(content, found)]
    reasons += kinds.check(content.kind, content.own, complete=True)
    return tuple(reasons)


def _absent(label: str, hint: str = "请填写", basis: str = CATALOGUE) -> Reason:
    return Reason("publishing.missing", f"没有填写{label}。{hint}", basis)


def _catalogue(content: Content, _: kinds.Kind) -> list[Reason]:
    reasons = []
    for value, label in (
        (content.title.strip(), "名称"),
        (content.summary.strip(), "内容概述"),
        (content.theme, "主题分类"),
        (content.item, "公开类别（条例第二十条、第二十一条的事项）"),
        (content.column, "栏目"),
    ):
        if not value:
            reasons.append(_absent(label))
    if len(content.summary) > SUMMARY_LIMIT:
        sentence = f"内容概述 {len(content.summary)} 字，超过 {SUMMARY_LIMIT} 字。请精简"
        reasons.append(Reason("publishing.summary_length", sentence, CATALOGUE))
    if content.column_kinds and content.kind not in content.column_kinds:
        label = kinds.kind(content.kind).label
        sentence = f"所选栏目不收“{label}”。请改选栏目"
        reasons.append(Reason("publishing.column_kind", sentence))
    return reasons


def _number(content: Content, found: kinds.Kind) -> list[Reason]:
    number = content.document_number
    if not number:
        return [_absent("文号")] if found.document_number == "required" else []
    if DOCUMENT_NUMBER.fullmatch(number):
        return []
    sentence = f"文号“{number}”应当写作“机关代字〔年份〕序号号”，年份用六角括号，序号不加零。请改正"
    return [Reason("publishing.document_number", sentence, "GB/T 9704—2012")]


def _dates(content: Content, found: kinds.Kind) -> list[Reason]:
    reasons = []
    if found.written_on == "required" and content.written_on is None:
        reasons.append(_absent("成文日期"))
    if found.expires_on == "required" and content.expires_on is None:
        reasons.append(_absent("有效期截止日期", basis="国办发〔2018〕37号"))
    start, end = content.effective_on, content.expires_on
    if start and end and end < start:
        sentence = f"有效期截止日期 {end} 早于施行日期 {start}。请核对"
        reasons.append(Reason("publishing.dates", sentence))
    return reasons


def _text(content: Content, found: kinds.Kind) -> list[Reason]:
    visible = re.sub(r"<[^>]*>|&nbsp;|\s", "", content.text)
    if visible or found.text != "required":
        return []
    hint = "请填写正文；只有附件的，也要写明附件内容"
    return [_absent("正文", hint)]


def _disclosure(content: Content, _: kinds.Kind) -> list[Reason]:
    basis = "《政府信息公开条例》第十三条"
    if content.disclosure not in vocabulary("disclosure"):
        return [_absent("公开属性", "请在主动公开、依申请公开、不予公开中选定", basis)]
    reasons = []
    if not content.disclosure_article.strip():
        reasons.append(_absent("公开属性的依据条款", "请写明条款", basis))
    if content.disclosure != "proactive" and not content.disclosure_reason.strip():
        hint = "依申请公开和不予公开须写明理由"
        reasons.append(_absent("公开属性的理由", hint, basis))
    return reasons


def _change(content: Content, _: kinds.Kind) -> list[Reason]:
    if content.change == "correction" and not content.change_note.strip():
        return [_absent("更正说明", "更正应当向社会说明更正了什么", "《政府信息公开条例》第六条")]
    return []


def _interpretation(content: Content, found: kinds.Kind) -> list[Reason]:
    own = content.own
    if found.interpretation == "ask" and own.get("interpretation_needed") is False:
        if not str(own.get("interpretation_reason") or "").strip():
            return [_absent("不需要解读的理由", basis="国办发〔2016〕80号")]
        return []
    if found.kind != "interpretation":
        return []
    reasons = []
    if "interprets" not in content.relations and "reprints" not in content.relations:
        hint = "请关联被解读的文件；转载上级解读的，关联转载来源"
        reasons.append(_absent("被解读的文件", hint, "国办发〔2016〕80号"))
    written = own.get("elements") or []
    lacking = [
        label for key, label in vocabulary("interpretation_elements").items() if key not in written
    ]
    if lacking:
        sentence = f"解读还缺{'、'.join(lacking)}。请补写，或在要素中勾选已写明的内容"
        reasons.append(Reason("publishing.elements", sentence, "县级规定"))
    return reasons


def _images(content: Content, _: kinds.Kind) -> list[Reason]:
    return [
        _absent(f"图片“{name}”的替代文字", "请写明图片内容，便于读屏软件朗读", "GB/T 37668—2019")
        for name in content.images_without_text
    ]


CHECKS: tuple[Check, ...] = (
    _catalogue,
    _number,
    _dates,
    _text,
    _disclosure,
    _change,
    _interpretation,
    _images,
)
