"""Drafts by the day (当日拟稿): what a story writes, once it knows the moment at which it writes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from gongkai.jobs.demo import files, lives, matters, standing, texts
from gongkai.jobs.demo.county import Notice, Subject
from gongkai.jobs.demo.offices import Office

HOURS = "工作日 8:30—12:00，14:30—17:30"


def column(subject: Subject) -> str:
    """Return the subject's own column where it takes announcements, else that of notices."""
    return "notices" if subject.column in ("rules", "A20-04") else subject.column


def enclosures(subject: Subject, number: int) -> Any:
    """Return how every third announcement gets a file: Word, Excel or PDF in turn."""
    if number % 3:
        return None

    def enclose(_: texts.Values) -> list[lives.Enclosure]:
        title = f"{subject.name}说明"
        form = number // 3 % 3
        if form == 0:
            return [(f"{title}.docx", files.word(title, subject.measures))]
        if form == 1:
            rows = [(one, "县级、乡级") for one in subject.measures]
            return [(f"{title}.xlsx", files.workbook(title, ("内容", "层级"), rows))]
        return [(f"{title}.pdf", files.pdf(title, subject.measures))]

    return enclose


def news(office: Office, subject: Subject, livelihood: bool, at: datetime) -> texts.Values:  # noqa: FBT001 - bound by partial
    """Return a news item; a livelihood event ended three hours before."""
    ended = (at - timedelta(hours=3)).isoformat() if livelihood else None
    return texts.news(subject, source=office.facts.short_name, on=at.date(), ended=ended)


def progress(office: Office, subject: Subject, at: datetime) -> texts.Values:
    """Return a news item on how a matter stands."""
    return texts.progress(subject, source=office.facts.short_name, on=at.date())


def service(at: datetime) -> texts.Values:
    """Return the quarter of the service hall."""
    return matters.service_statistics(on=at.date())


def recruitment(at: datetime) -> texts.Values:
    """Return an announcement of recruiting."""
    return matters.recruitment(on=at.date())


def notice(told: Notice, at: datetime) -> texts.Values:
    """Return an announcement that is written out in full."""
    return matters.notice(told, on=at.date())


def fees(at: datetime) -> texts.Values:
    """Return this year's list of fees."""
    return matters.fees(on=at.date())


def announcement(office: Office, subject: Subject, column: str, at: datetime) -> texts.Values:
    """Return an announcement of the office."""
    return texts.announcement(subject, source=office.facts.name, on=at.date(), column=column)


def accounts(office: Office, kind: str, level: str, total: int, at: datetime) -> texts.Values:
    """Return this year's budget or last year's final accounts."""
    year = at.year if kind == "budget" else at.year - 1
    return matters.accounts(
        office.facts, kind=kind, year=year, approved=at.date(), level=level, total=total
    )


def meeting(serial: int, subjects: Sequence[Subject], at: datetime) -> texts.Values:
    """Return a meeting of the day."""
    return matters.meeting(serial, subjects, on=at.date())


def tasks(subjects: Sequence[Subject], names: dict[str, str], at: datetime) -> texts.Values:
    """Return the month's progress of tasks."""
    return matters.tasks(subjects, on=at.date(), bodies=names)


def statistics(number: int, slip: int, at: datetime) -> texts.Values:
    """Return the figures of the quarter before; ``slip`` makes the growth wrong."""
    before = at - timedelta(days=91)
    quarter = (before.month - 1) // 3 + 1
    return matters.statistics(
        year=before.year, quarter=quarter, on=at.date(), growth=52 + number + slip
    )


def project(serial: int, stages: int, at: datetime) -> texts.Values:
    """Return a project that has come through some stages."""
    return matters.project(serial, on=at.date(), stages=stages)


def organ(office: Office, leader: str, at: datetime) -> texts.Values:
    """Return what the office tells of itself."""
    return standing.organ(office.facts, leader=leader, hours=HOURS, on=at.date())


def duties(office: Office, at: datetime) -> texts.Values:
    """Return the office's duties of the year."""
    return standing.duties(office.facts, year=at.year, on=at.date())


def catalogue_row(office: Office, subject: Subject, at: datetime) -> texts.Values:
    """Return a catalogue row of the year."""
    return standing.catalogue_row(subject, body=office.facts.name, year=at.year, on=at.date())


def guide(
    office: Office, title: str, column: str, lines: Sequence[str], at: datetime
) -> texts.Values:
    """Return a standing page of the office."""
    return standing.guide(office.facts, title=title, column=column, on=at.date(), lines=lines)


def annual_report(office: Office, number: int, at: datetime) -> texts.Values:
    """Return the report on the year before."""
    year = at.year - 1
    return standing.annual_report(
        office.facts, year=year, on=at.date(), made=180 + number * 41, received=12 + number * 3
    )


def guides() -> Iterator[tuple[str, str, str, list[list[str]]]]:
    """Yield the standing pages: body, title, column, and the texts of each year."""
    how = [
        "公民、法人和其他组织可以通过本机关网站、公开查阅点和政务服务大厅获取主动公开的政府信息。",
        "需要获取主动公开以外的政府信息的，可以当面、信函或者在线提出申请。",
        "申请应当写明姓名或者名称、身份证明、联系方式、所需信息的名称或者特征、获取形式。",
    ]
    later = [*how, "对答复不服的，可以依法申请行政复议或者提起行政诉讼。"]
    for slug, name in (
        ("government", "青禾县人民政府"),
        ("education", "青禾县教育局"),
        ("health", "青禾县卫生健康委员会"),
    ):
        yield slug, f"{name}政府信息公开指南", "guide", [how, later]
    yield "office", "青禾县政府信息公开申请办理规程", "apply", [how, later]
    rules = ["公文拟制时同步确定公开属性。", "公开前由三人逐级审核，并作保密审查。"]
    yield "office", "青禾县政府信息公开审查制度", "rules", [rules]
    yield "office", "青禾县公共企事业单位信息公开办法说明", "rules", [rules]
