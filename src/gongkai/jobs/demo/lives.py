"""Lives of documents (信息的一生): what happens to them from the draft to the page and after."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from gongkai.apps.publishing import actions
from gongkai.apps.publishing.models import Edition
from gongkai.apps.publishing.queries import EditionFilter, editions
from gongkai.jobs.demo import files, matters, texts
from gongkai.jobs.demo.county import Subject
from gongkai.jobs.demo.offices import (
    County,
    Office,
    attach,
    begin,
    publish,
    reviewed,
    through_review,
)
from gongkai.jobs.demo.playing import Pace, Story

Values = Callable[[datetime], texts.Values]
Enclosure = tuple[str, bytes]


def plain(
    office: Office,
    kind: str,
    values: Values,
    start: datetime,
    *,
    enclose: Callable[[texts.Values], list[Enclosure]] | None = None,
) -> Story:
    """Draft, review and publish; ``values`` gets the moment of drafting. Returns the edition."""
    pace = Pace(f"{kind} {office.facts.slug} {start:%Y%m%d%H%M}")
    at = yield start
    content = values(at)
    edition = begin(office, kind, content, at=at)
    for name, file in enclose(content) if enclose else ():
        edition = attach(office, edition, name, file, at=at)
    edition, at = yield from reviewed(office, edition, pace, at, to="approved")
    at = yield pace.soon(at)
    return publish(office, edition, at=at)


def normative(  # noqa: PLR0913 - a story has these parts
    county: County,
    office: Office,
    subject: Subject,
    start: datetime,
    *,
    years: int = 5,
    trial: bool = False,
    replaces: str = "",
) -> Story:
    """Issue a normative document with its interpretation; remembered by the subject's name."""
    pace = Pace(f"normative {subject.name} {start:%Y%m%d}")
    at = yield start
    printed = (at + timedelta(days=pace.pick(8, 11))).date()
    values = texts.normative(
        subject,
        number=county.number(f"{office.facts.mark}规", printed.year),
        registration=f"QHDR-{printed.year}-{county.serial('登记', printed.year):04d}",
        on=printed,
        years=years,
        trial=trial,
    )
    edition = begin(office, "normative_document", values, at=at)
    form = (f"{subject.name}办理申请表.docx", files.word(f"{subject.name}办理申请表", FORM))
    edition = attach(office, edition, *form, at=at)
    if replaces:
        edition = _relate(office, edition, "replaces", county.known[replaces], at=at)
    county.known[f"{subject.name}{'（试行）' if trial else ''}"] = edition
    return (yield from _with_interpretation(county, office, subject, edition, pace, at, legal=True))


FORM = (
    "申请人（单位名称或者姓名）：",
    "联系方式：",
    "申请事项和理由：",
    "随附材料：",
    "受理意见：",
)


def policy(
    county: County,
    office: Office,
    subject: Subject,
    start: datetime,
    *,
    interpreted: bool,
    amends: str = "",
) -> Story:
    """Issue a working plan, with an interpretation or without; remembered by the subject's name."""
    pace = Pace(f"policy {subject.name} {start:%Y%m%d}")
    at = yield start
    written = (at + timedelta(days=pace.pick(4, 6))).date()
    top = office.facts.level in ("county", "county_office")
    values = texts.policy(
        subject,
        number=county.number(f"{office.facts.mark}发", written.year),
        on=written,
        column="rules"
        if subject.column == "rules"
        else f"A20-01-{'county' if top else 'department'}",
        interpreted=interpreted,
    )
    edition = begin(office, "policy_document", values, at=at)
    if pace.chance(0.4):
        rows = [
            (number, one, office.facts.short_name) for number, one in enumerate(subject.measures, 1)
        ]
        sheet = files.workbook("任务分解", ("序号", "任务", "牵头单位"), rows)
        edition = attach(office, edition, f"{subject.name}任务分解表.xlsx", sheet, at=at)
    if amends:
        edition = _relate(office, edition, "amends", county.known[amends], at=at)
    county.known[f"{subject.name}方案"] = edition
    if interpreted:
        return (
            yield from _with_interpretation(county, office, subject, edition, pace, at, legal=False)
        )
    edition, at = yield from reviewed(office, edition, pace, at, to="approved")
    at = yield max(pace.soon(at), pace.office(_morning(written, at)))
    return publish(office, edition, at=at)


def _with_interpretation(  # noqa: PLR0913 - a story has these parts
    county: County,
    office: Office,
    subject: Subject,
    edition: Edition,
    pace: Pace,
    at: datetime,
    *,
    legal: bool,
) -> Story:
    """Draft, review and publish document and interpretation together (三同步)."""
    at = yield pace.soon(at)
    drawn = pace.chance(0.4)
    values = texts.interpretation(
        subject,
        title=edition.title,
        on=edition.written_on or at.date(),
        forms=["text", "picture"] if drawn else ["text"],
    )
    told = begin(office, "interpretation", values, at=at)
    told = _relate(office, told, "interprets", edition, at=at)
    if drawn:
        told = _draw(office, told, subject, at=at)
    edition, at = yield from through_review(county, office, edition, pace, at, legal=legal)
    told, at = yield from reviewed(office, told, pace, at, to="approved")
    at = yield max(pace.soon(at), pace.office(_morning(edition.written_on, at)))
    edition = publish(office, edition, at=at)
    county.known[edition.title] = edition
    return edition


def _draw(office: Office, told: Edition, subject: Subject, *, at: datetime) -> Edition:
    """Put a picture with the main points into the text of an interpretation."""
    alternative = f"图解：{subject.name}四项要点，内容与正文“主要内容”一致"
    picture = files.picture(f"一图读懂：{subject.name}", subject.measures)
    told = attach(
        office,
        told,
        "图解.png",
        picture,
        at=at,
        role="image",
        alternative_text=alternative,
    )
    stored = told.attachments.get().file
    image = f'<p><img src="files/{stored.released_digest}.png" alt="{alternative}"></p>'
    return actions.save_draft(
        edition=told,
        seen=told.version,
        values={"text": told.text + image},
        by=office["drafter"],
        at=at,
    )


def _relate(
    office: Office, edition: Edition, kind: str, other: Edition, *, at: datetime
) -> Edition:
    actions.relate(
        edition=edition,
        seen=edition.version,
        kind=kind,
        target=other.document,
        by=office["drafter"],
        at=at,
    )
    edition.refresh_from_db()
    return edition


def _morning(day: date | None, at: datetime) -> datetime:
    if day is None or day <= at.date():
        return at
    return at.replace(year=day.year, month=day.month, day=day.day, hour=9, minute=5)


def _quarter_before(at: datetime) -> tuple[int, int]:
    """Return year and number of the quarter that ended last before a moment."""
    quarter = (at.month - 1) // 3
    return (at.year, quarter) if quarter else (at.year - 1, 4)


def gazette(county: County, start: datetime, *, total: int) -> Story:
    """Publish the gazette of the last full quarter with what its months brought."""
    office = county["office"]

    def values(at: datetime) -> texts.Values:
        year, issue = _quarter_before(at)
        narrow = EditionFilter(
            states=("published",),
            kinds=("normative_document", "policy_document"),
            since=(at - timedelta(days=95)).date(),
        )
        found = editions(county["government"]["supervisor"], at=at, narrow=narrow)[:8]
        contents = [
            {
                "section": "县政府文件" if one.kind == "normative_document" else "部门文件",
                "title": one.title,
                "page": 3 + number * 4,
                "index_number": one.document.index_number,
            }
            for number, one in enumerate(found)
        ] or [{"section": "要闻", "title": "一季度政务公开工作综述", "page": 3}]
        return matters.gazette(year=year, issue=issue, total=total, on=at.date(), contents=contents)

    def enclose(made: texts.Values) -> list[Enclosure]:
        lines = [f"{row['section']}　{row['title']}" for row in made["own"]["contents"]]
        lines.append("本刊所登文件与正式文本具有同等效力。")
        return [(f"{made['title']}.pdf", files.pdf(made["title"], lines))]

    return (yield from plain(office, "gazette_issue", values, start, enclose=enclose))
