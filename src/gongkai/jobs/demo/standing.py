"""Texts of standing information (长期信息): duties, organs, catalogue, guides, reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gongkai.core.publishing.vocabularies import themes
from gongkai.jobs.demo.county import DemoBody, Subject
from gongkai.jobs.demo.texts import Values, catalogue, paragraphs

CHANNELS = ["website", "notice_board"]


def duties(facts: DemoBody, *, year: int, on: date) -> Values:
    """Return a list of powers and duties (权责清单)."""
    types = ("行政许可", "行政处罚", "行政检查", "公共服务")
    rows = [
        {
            "code": f"{facts.slug.upper()}-{number:03d}",
            "name": f"{duty}相关{kind}事项",
            "type": kind,
            "basis": "相关法律、法规和省级通用清单",
            "office": facts.structure.removeprefix("内设").removesuffix("。").split("、")[0],
        }
        for number, (kind, duty) in enumerate(
            zip(types, _duties(facts, len(types)), strict=True), start=1
        )
    ]
    title = f"{facts.name}权责清单（{year}年版）"
    summary = f"公布{facts.short_name}依法承担的权责事项。"
    return catalogue(
        title,
        summary,
        theme=facts.theme,
        keywords=["权责清单", facts.short_name],
        column="A20-05-duties",
        on=on,
    ) | {"own": {"year": year, "duties": rows}}


def _duties(facts: DemoBody, count: int) -> list[str]:
    parts = facts.duties.removesuffix("。").replace("，", "、").split("、")
    return [parts[number % len(parts)] for number in range(count)]


def organ(facts: DemoBody, *, leader: str, hours: str, on: date) -> Values:
    """Return what a body tells of itself (机构职能)."""
    title = f"{facts.name}机构职能"
    summary = f"公布{facts.short_name}的职责、机构设置、办公地址、办公时间、联系方式和负责人。"
    return catalogue(
        title,
        summary,
        theme="01-02",
        keywords=["机构职能", facts.short_name],
        column="A20-02",
        on=on,
    ) | {
        "own": {
            "duties": facts.duties,
            "structure": facts.structure,
            "address": facts.address,
            "hours": hours,
            "telephone": facts.telephone,
            "leader": leader,
        }
    }


def catalogue_row(subject: Subject, *, body: str, year: int, on: date) -> Values:
    """Return one row of the catalogue of proactive disclosure (主动公开目录事项)."""
    summary = f"规定{subject.name}方面应当公开的内容、时限、主体和渠道。"
    title = f"{subject.name}公开事项（{year}年）"
    return catalogue(
        title,
        summary,
        theme=subject.theme,
        keywords=subject.keywords,
        column="A20-15-catalogue",
        on=on,
    ) | {
        "own": {
            "year": year,
            "field": themes()[subject.theme].rpartition("\\")[2],
            "first_matter": subject.name,
            "second_matter": "政策和实施情况",
            "content": f"适用范围：{subject.scope}；{subject.measures[0]}",
            "grounds": "《政府信息公开条例》第二十条",
            "term": "信息形成或者变更之日起二十个工作日内",
            "subject": body,
            "channels": CHANNELS,
            "audience": "everybody",
            "manner": "proactive",
            "levels": ["county", "township"],
            "five_open": "execution",
            "column": subject.column,
        }
    }


def guide(facts: DemoBody, *, title: str, column: str, on: date, lines: Sequence[str]) -> Values:
    """Return a standing page (指南、制度)."""
    summary = f"说明{title.removeprefix(facts.name)}的内容和联系方式。"
    return catalogue(
        title,
        summary,
        theme="02-01",
        keywords=["政府信息公开", facts.short_name],
        column=column,
        on=on,
    ) | {
        "text": paragraphs(lines),
        "own": {
            "office_name": f"{facts.short_name}政务公开工作机构",
            "office_address": facts.address,
            "office_hours": "工作日 8:30—12:00，14:30—17:30",
            "telephone": facts.telephone,
        },
    }


def annual_report(facts: DemoBody, *, year: int, on: date, made: int, received: int) -> Values:
    """Return the page of an annual report of an earlier year (往年年报)."""
    title = f"{facts.name}{year}年政府信息公开工作年度报告"
    lines = [
        f"本报告由{facts.name}编制，所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。",
        f"全年主动公开政府信息{made}条，新收政府信息公开申请{received}件，全部在法定期限内答复。",
        "存在的主要问题是解读形式还不够丰富，下一年将增加图解和问答。",
    ]
    summary = f"公布{year}年主动公开、依申请公开和监督保障情况。"
    return catalogue(
        title,
        summary,
        theme="02-01",
        keywords=["年度报告", "政府信息公开"],
        column="reports",
        on=on,
    ) | {"text": paragraphs(lines), "own": {"year": year}}
