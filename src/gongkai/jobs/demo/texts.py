"""Texts of policy documents and reports (文稿): from a subject's sentences to complete drafts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from html import escape
from typing import Any

from gongkai.core.publishing.vocabularies import vocabulary
from gongkai.jobs.demo.county import Subject

Values = dict[str, Any]
ORDINALS = "一二三四五六七八九十"


def paragraphs(lines: Iterable[str]) -> str:
    """Return lines as HTML paragraphs."""
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def table(caption: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table with a caption and header cells."""
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in header)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows
    )
    return (
        f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )


def day(value: date) -> str:
    """Return a date in Chinese figures as documents print it."""
    return f"{value.year}年{value.month}月{value.day}日"


def item_of(column: str) -> str:
    """Return the item of article 20 or 21 that a column stands for."""
    if column.startswith("A20-"):
        return column[:6]
    return column if column == "A21" else "A20-15"


def catalogue(
    title: str, summary: str, *, theme: str, keywords: Sequence[str], column: str, on: date
) -> Values:
    """Return the catalogue fields that every kind carries."""
    return {
        "title": title,
        "summary": summary,
        "keywords": list(keywords),
        "theme": theme,
        "item": item_of(column),
        "column": column,
        "written_on": on,
        "formed_on": on,
        "disclosure": "proactive",
        "disclosure_article": "《政府信息公开条例》第十九条、第二十条",
        "channels": ["website", "reading_point"],
        "audience": "everybody",
    }


def measure_title(subject: Subject, *, trial: bool) -> str:
    """Return the title of a normative document."""
    return f"青禾县{subject.name.removesuffix('管理')}管理办法{'（试行）' if trial else ''}"


def normative(
    subject: Subject, *, number: str, registration: str, on: date, years: int, trial: bool
) -> Values:
    """Return a normative document (行政规范性文件) in articles, valid for ``years``."""
    title = measure_title(subject, trial=trial)
    effective = on + timedelta(days=30)
    expires = date(effective.year + years, effective.month, 1) - timedelta(days=1)
    articles = [
        f"为了{subject.aim}，根据有关法律、法规，结合本县实际，制定本办法。",
        f"本办法适用于{subject.scope}。",
        "县人民政府统一领导，主管部门牵头组织实施，有关部门按照职责分工配合，乡镇人民政府做好本辖区内的具体工作。",
        *subject.measures,
        "主管部门每年对本办法执行情况开展一次评估，评估结果向社会公布。",
        "公民、法人和其他组织可以向主管部门投诉、举报违反本办法的行为，接到投诉、举报的部门应当依法处理并答复。",
        f"本办法自{day(effective)}起施行，有效期至{day(expires)}。",
    ]
    lines = [f"第{_ordinal(n)}条　{text}" for n, text in enumerate(articles, start=1)]
    summary = f"为{subject.aim}，明确适用范围、管理要求、监督办法和施行日期。"
    column = "A20-01-normative"
    return _about(subject, title, summary, column, on) | {
        "text": paragraphs(lines),
        "document_number": number,
        "effective_on": effective,
        "expires_on": expires,
        "channels": ["website", "gazette", "reading_point"],
        "own": {
            "registration_number": registration,
            "genre": "notice",
            "trial": trial,
            "printed_on": on.isoformat(),
            "fair_competition_reviewed": True,
        },
    }


def policy(subject: Subject, *, number: str, on: date, column: str, interpreted: bool) -> Values:
    """Return a working plan (工作方案) issued as a notice."""
    title = f"关于印发{on.year}年{subject.name}工作方案的通知"
    blocks = [
        "各乡镇人民政府，县政府各部门，各有关单位：",
        f"《{on.year}年{subject.name}工作方案》已经研究同意，现印发给你们，请认真组织实施。",
    ]
    parts = [
        ("工作目标", [f"以{subject.aim}为目标，年底前各项任务全部完成，群众满意度有所提高。"]),
        ("重点任务", list(subject.measures)),
        (
            "进度安排",
            [
                "第一季度摸清底数，制定清单；第二、三季度集中推进，按月通报进度；第四季度检查验收，总结公布。",
            ],
        ),
        (
            "工作要求",
            [
                "各单位明确一名负责人和一名联络员，每月二十五日前报送进展。",
                "工作方案、进展和结果按照政府信息公开的规定及时公布，接受社会监督。",
            ],
        ),
    ]
    html = paragraphs(blocks)
    for number_of_part, (heading, lines) in enumerate(parts):
        html += f"<h2>{ORDINALS[number_of_part]}、{heading}</h2>{paragraphs(lines)}"
    own: Values = {
        "genre": "notice",
        "addressed_to": "各乡镇人民政府，县政府各部门",
        "interpretation_needed": interpreted,
    }
    if not interpreted:
        own["interpretation_reason"] = "属于内部工作部署，内容明确，不涉及新的权利义务。"
    summary = f"部署{on.year}年{subject.name}工作的目标、任务、进度和要求。"
    return _about(subject, title, summary, column, on) | {
        "text": html,
        "document_number": number,
        "own": own,
    }


def interpretation(subject: Subject, *, title: str, on: date, forms: list[str]) -> Values:
    """Return the interpretation of a document with its seven elements."""
    first, second, third, fourth = subject.measures
    parts = (
        f"近年来，{subject.name}涉及面不断扩大，原有做法已不能适应实际需要，有必要作出统一规定。",
        f"制定本文件的总体考虑是{subject.aim}，把行之有效的做法固定下来，让群众看得懂、办得到。",
        "起草单位先后到六个乡镇调研，召开座谈会四次，书面征求有关部门意见，并向社会公开征求意见三十日。",
        f"力争用两年左右时间，使{subject.name}的各项要求落实到基层，投诉量明显下降。",
        f"一是{first}二是{second}三是{third}",
        f"与以往相比，主要有两点变化：办事环节更少，公开程度更高。{fourth}",
        "下一步将组织培训、开展检查，每半年公布一次落实情况，并根据群众意见及时完善。",
    )
    labels = list(vocabulary("interpretation_elements").values())
    html = "".join(
        f"<h2>{label}</h2>{paragraphs([text])}" for label, text in zip(labels, parts, strict=True)
    )
    name = f"《{title}》解读"
    summary = f"说明《{title}》的制定背景、主要内容和下一步工作考虑。"
    return _about(subject, name, summary, "interpretation", on) | {
        "text": html,
        "own": {
            "forms": forms,
            "interpreter": "drafting_unit",
            "elements": list(vocabulary("interpretation_elements")),
            "contact": "0890-5550233",
        },
    }


def announcement(subject: Subject, *, source: str, on: date, column: str) -> Values:
    """Return an announcement (通知公告)."""
    title = f"关于{subject.name}有关事项的公告"
    lines = [
        subject.notice,
        f"适用范围：{subject.scope}。",
        "如有疑问，可以在工作时间拨打咨询电话，或者到政务服务大厅咨询窗口当面了解。",
        "特此公告。",
    ]
    return _about(subject, title, subject.notice, column, on) | {
        "text": paragraphs(lines),
        "source": source,
        "own": {
            "notice_from": on.isoformat(),
            "notice_until": (on + timedelta(days=15)).isoformat(),
            "contact": "0890-5550233",
        },
    }


def news(subject: Subject, *, source: str, on: date, ended: str | None) -> Values:
    """Return a news item (政务动态); ``ended`` is the end of a livelihood event, as ISO moment."""
    title = f"{source}推进{subject.name}工作"
    lines = [
        subject.event,
        f"负责人表示，这项工作的着眼点是{subject.aim}，今后将定期公布进展。",
        f"据了解，{subject.measures[0]}",
    ]
    own: Values = {"source": source, "reporter": source}
    if ended is not None:
        own |= {"livelihood": True, "event_at": ended}
    return _about(subject, title, subject.event, "news", on) | {
        "text": paragraphs(lines),
        "source": source,
        "own": own,
    }


def progress(subject: Subject, *, source: str, on: date) -> Values:
    """Return a news item on how a matter stands."""
    lead = f"{source}日前公布{subject.name}工作进展，各项任务按计划推进。"
    lines = [
        lead,
        f"记者在现场看到，工作人员正在逐项核对台账。按照要求，{subject.measures[1]}",
        f"下一步，{subject.measures[2]}",
    ]
    title = f"{source}公布{on.month}月{subject.name}工作进展"
    return _about(subject, title, lead, "news", on) | {
        "text": paragraphs(lines),
        "source": source,
        "own": {"source": source, "reporter": source},
    }


def _about(subject: Subject, title: str, summary: str, column: str, on: date) -> Values:
    return catalogue(
        title, summary, theme=subject.theme, keywords=subject.keywords, column=column, on=on
    )


def _ordinal(number: int) -> str:
    if number <= 10:
        return ORDINALS[number - 1]
    return f"十{ORDINALS[number - 11]}"
