"""The programme of the demo county (演示安排): which stories are told, and when each begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from gongkai.jobs.demo import (
    applications,
    changes,
    decisions,
    drafts,
    lives,
    matters,
    texts,
    unfinished,
)
from gongkai.jobs.demo.county import Subject, notices
from gongkai.jobs.demo.lives import plain
from gongkai.jobs.demo.offices import County, Office
from gongkai.jobs.demo.playing import Pace, Story

REGULATORS = ("market-regulation", "housing", "transport", "water", "ecology")
SPENDERS = ("education", "health", "civil-affairs", "agriculture", "transport", "office")


class Programme:
    """Makes the stories; ``moment`` spreads them evenly over the three years."""

    def __init__(
        self, county: County, subjects: Sequence[Subject], *, begin: datetime, end: datetime
    ) -> None:
        self._county = county
        self._subjects = subjects
        self._begin = begin
        self._end = end
        self._pace = Pace("programme")

    def stories(self) -> Iterator[Story]:
        """Yield every story."""
        yield changes.timetable(self._begin + timedelta(days=1), self._end)
        yield from applications.stories(self._county, begin=self._begin, end=self._end)
        for part in (
            self._documents,
            self._later_changes,
            self._news_and_notices,
            self._decisions,
            self._money,
            self._county_matters,
            self._notices,
            self._standing,
            self._unfinished,
        ):
            yield from part()

    def _at(self, share: float) -> datetime:
        """Return a moment in office hours, ``share`` of the way from begin to end."""
        span = (self._end - self._begin).days
        return self._pace.days(self._begin, int(3 + share * (span - 6)))

    def _ago(self, days: float) -> datetime:
        return self._pace.before(self._end - timedelta(days=days))

    def _office(self, subject: Subject) -> Office:
        return self._county[subject.body]

    def _documents(self) -> Iterator[Story]:
        """Yield normative documents and working plans with their interpretations."""
        government = self._county["government"]
        for number, subject in enumerate(self._subjects[:10]):
            office = government if number % 2 == 0 else self._office(subject)
            start = self._at(0.30 + 0.06 * number)
            replaces = f"{subject.name}（试行）" if number < 3 else ""
            yield lives.normative(self._county, office, subject, start, replaces=replaces)
        for number, subject in enumerate(self._subjects[:3]):
            start = self._at(0.02 + 0.03 * number)
            yield lives.normative(self._county, government, subject, start, years=2, trial=True)
        for number, subject in enumerate(self._subjects[14:16]):
            start = self._at(0.05 + 0.04 * number)
            office = self._office(subject)
            yield lives.normative(self._county, office, subject, start, years=1, trial=True)
        for number, subject in enumerate(self._subjects[:30]):
            office = (government, self._county["office"], self._office(subject))[number % 3]
            start = self._at(0.04 + 0.03 * number)
            yield lives.policy(self._county, office, subject, start, interpreted=number % 3 == 0)

    def _later_changes(self) -> Iterator[Story]:
        county, subjects = self._county, self._subjects
        amended, late = subjects[4], subjects[20]
        yield lives.policy(
            county,
            county["office"],
            amended,
            self._ago(60),
            interpreted=False,
            amends=f"{amended.name}方案",
        )
        yield changes.repealed(
            county,
            county["office"],
            f"{subjects[1].name}方案",
            "任务已经完成，另有新规定。",
            self._ago(200),
        )
        closed = {
            f"{subjects[14].name}（试行）": ("lapse", "有效期届满，不再延续。"),
            f"{subjects[6].name}方案": ("keep", "仍然适用。"),
            f"{subjects[7].name}方案": ("repeal", "任务已经完成。"),
        }
        yield changes.clean_up(county, "上年度行政规范性文件清理", closed, self._ago(330))
        opened = {f"{subjects[8].name}方案": ("keep", "仍然适用。")}
        undecided = (f"{subjects[9].name}方案", f"{subjects[10].name}方案", f"{late.name}方案")
        title = f"{self._end.year}年文件清理"
        yield changes.clean_up(county, title, opened, self._ago(12), undecided=undecided)

    def _news_and_notices(self) -> Iterator[Story]:
        for number, subject in enumerate(self._subjects):
            office = self._office(subject)
            start = self._at(number * 23 % 97 / 98)
            yield plain(
                office, "news", partial(drafts.news, office, subject, number % 3 == 0), start
            )
            if number % 3 == 2:
                continue
            start = self._at((number * 11 + 5) % 89 / 90)
            column = "notices" if number % 2 else drafts.column(subject)
            values = partial(drafts.announcement, office, subject, column)
            yield plain(
                office, "announcement", values, start, enclose=drafts.enclosures(subject, number)
            )
        for number, subject in enumerate(self._subjects[3:35:4]):
            office = self._office(subject)
            start = self._ago(4 + number * 3.5)
            yield plain(office, "news", partial(drafts.progress, office, subject), start)
        subject = self._subjects[15]
        yield changes.withdrawn(
            self._office(subject),
            "announcement",
            partial(drafts.announcement, self._office(subject), subject, "notices"),
            self._ago(150),
            ground="personal_data",
            remark="公示名单附带了不应公开的联系方式，先行撤回。",
            note="因公示内容需要核对，本公告已撤回，核对后重新发布。",
        )

    def _decisions(self) -> Iterator[Story]:
        for number in range(9):
            office = self._county[REGULATORS[number % len(REGULATORS)]]
            for kind, mark, make in (
                ("licensing_decision", "许准", decisions.licence),
                ("enforcement_decision", "罚", decisions.penalty),
            ):
                start = self._at((number * 2 + (mark == "罚")) / 19)
                values = partial(self._decided, office, mark, make, number)
                yield plain(office, kind, values, start)

    def _decided(
        self, office: Office, mark: str, make: Any, serial: int, at: datetime
    ) -> texts.Values:
        number = self._county.number(f"{office.facts.mark}{mark}", at.year)
        made: texts.Values = make(office.facts, number=number, on=at.date(), serial=serial)
        return made

    def _money(self) -> Iterator[Story]:
        finance = self._county["finance"]
        for back in range(3):
            start = self._ago(back * 365 + 280)
            for kind, shift in (("budget", 0), ("final_accounts", 190)):
                begin = start + timedelta(days=shift)
                if begin >= self._end:
                    continue
                values = partial(
                    drafts.accounts, finance, kind, "government", 31800000 - back * 900000
                )
                yield plain(finance, kind, values, begin)
                for number, slug in enumerate(SPENDERS[: 5 - back * 2]):
                    office = self._county[slug]
                    total = 420000 + number * 310000
                    values = partial(drafts.accounts, office, kind, "department", total)
                    yield plain(office, kind, values, begin + timedelta(days=number + 12))

    def _county_matters(self) -> Iterator[Story]:
        county, subjects, office = self._county, self._subjects, self._county["office"]
        government = county["government"]
        for number in range(12):
            chosen = subjects[number * 3 % 40 : number * 3 % 40 + 3]
            values = partial(drafts.meeting, 31 + number, chosen)
            yield plain(government, "meeting", values, self._at(0.02 + number / 12.5))
        for number in range(9):
            yield lives.gazette(county, self._ago(91 * (8 - number) + 20), total=41 + number)
        names = {body.facts.slug: body.facts.short_name for body in county.offices.values()}
        for number in range(8):
            values = partial(drafts.tasks, subjects[number : number + 4], names)
            yield plain(office, "work_task", values, self._ago(31 * number + 6))
        hall, personnel = county["administration-service"], county["human-resources"]
        for number in range(4):
            yield plain(hall, "statistics", drafts.service, self._ago(91 * number + 25))
        for number in range(3):
            yield plain(personnel, "announcement", drafts.recruitment, self._ago(300 * number + 40))
        bureau = county["statistics"]
        for number in range(11):
            values = partial(drafts.statistics, number, 0)
            start = self._at(0.05 + number / 12)
            if number == 6:
                wrong = partial(drafts.statistics, number, 4)
                note = "“社会消费品零售总额”同比增速计算有误，现予更正。"
                yield changes.corrected(bureau, "statistics", wrong, values, note, start)
            else:
                yield plain(bureau, "statistics", values, start)
        for number in range(len(matters.PROJECTS)):
            owner = county[("water", "education", "water", "transport")[number % 4]]
            versions = [partial(drafts.project, number, stages) for stages in (2, 4)]
            start = self._at(0.05 + number / 12)
            note = "补充施工和质量监督情况。"
            yield changes.updated(owner, "key_project", versions, note, start, days=150)

    def _notices(self) -> Iterator[Story]:
        for told in notices():
            values = partial(drafts.notice, told)
            yield plain(self._county[told.body], "announcement", values, self._ago(told.days))
        finance = self._county["finance"]
        for number in range(2):
            yield plain(finance, "duty_list", drafts.fees, self._ago(365 * number + 260))

    def _standing(self) -> Iterator[Story]:
        county = self._county
        for number, office in enumerate(county.offices.values()):
            leader = office["final_reviewer"].name
            values = partial(drafts.organ, office, leader)
            yield plain(office, "organ_profile", values, self._at(0.01 + number / 140))
        for number, slug in enumerate((*REGULATORS, "education", "health")):
            office = county[slug]
            values = partial(drafts.duties, office)
            yield plain(office, "duty_list", values, self._at(0.12 + number / 12))
        for number, subject in enumerate(self._subjects[:15]):
            office = self._office(subject)
            values = partial(drafts.catalogue_row, office, subject)
            yield plain(office, "catalogue_row", values, self._at(0.45 + number / 30))
        for number, (slug, title, column, lines) in enumerate(drafts.guides()):
            office = county[slug]
            versions = [partial(drafts.guide, office, title, column, part) for part in lines]
            start = self._at(0.01 + number / 90)
            note = "按年度核对更新联系方式和办理说明。"
            yield changes.updated(office, "guide", versions, note, start, days=360)
        for number, slug in enumerate(("government", "education", "health", "water")):
            office = county[slug]
            for back in (1, 2):
                start = self._year_start(back) + timedelta(days=number)
                values = partial(drafts.annual_report, office, number)
                yield plain(office, "annual_report", values, start)

    def _year_start(self, back: int) -> datetime:
        year = self._end.year - back + 1
        return self._pace.office(self._end.replace(year=year, month=1, day=12, hour=9))

    def _unfinished(self) -> Iterator[Story]:
        county, subjects = self._county, self._subjects
        office, education = county["office"], county["education"]
        notice = self._notice
        for number, to in enumerate(
            (
                "drafting",
                "first_review",
                "secrecy_review",
                "second_review",
                "final_review",
                "approved",
            )
        ):
            for place, shift in ((office, 0), (education, 7)):
                values = notice(place, number + shift)
                start = self._ago(3 + number * 1.5)
                yield unfinished.at_step(place, "announcement", values, start, to=to)
        township = county["township-heyuan"]
        for number, to in enumerate(("drafting", "first_review")):
            values = notice(township, 25 + number)
            yield unfinished.at_step(township, "announcement", values, self._ago(2), to=to)
        late = notice(office, 16) | {"formed_on": (self._end - timedelta(days=70)).date()}
        yield unfinished.at_step(office, "announcement", late, self._ago(9), to="drafting")
        late = notice(office, 17) | {"formed_on": (self._end - timedelta(days=60)).date()}
        yield unfinished.at_step(office, "announcement", late, self._ago(8), to="first_review")
        bare = {"title": "关于元旦春节期间便民服务安排的公告（待补充）"}
        yield unfinished.at_step(office, "announcement", bare, self._ago(2), to="drafting")
        remark = "第三段没有写明咨询电话，请补充后重新送审。"
        yield unfinished.sent_back(office, "announcement", notice(office, 18), self._ago(6), remark)
        yield unfinished.recalled(office, "announcement", notice(office, 19), self._ago(5))
        yield unfinished.discarded(office, "announcement", notice(office, 20), self._ago(15))
        yield unfinished.kept(office, "announcement", notice(office, 21), self._ago(20))
        for days in (1, 3, 9):
            out = self._pace.days(self._end, days)
            values = notice(office, 22 + days)
            yield unfinished.scheduled(office, "announcement", values, self._ago(12), out=out)
        yield unfinished.with_findings(office, notice(office, 35), self._ago(3))
        doubtful = notice(office, 36)
        doubtful["text"] += "<p>此前印发的青政发[2024]3号文件同时停止执行。</p>"
        yield unfinished.answered(office, doubtful, self._ago(3))
        yield unfinished.conflict(office, notice(office, 37), self._ago(1.5))
        yield unfinished.held_up(
            office, self._plan(office, subjects[38], 9, interpreted=True), self._ago(9)
        )
        yield unfinished.with_opinions(
            county, office, self._plan(office, subjects[39], 10), self._ago(8)
        )
        yield unfinished.objected(county, office, self._plan(office, subjects[40], 9), self._ago(8))
        values = texts.normative(
            subjects[41],
            number=county.number("青政办规", self._end.year),
            registration=f"QHDR-{self._end.year}-0999",
            on=self._ago(7).date(),
            years=5,
            trial=False,
        )
        yield unfinished.legality_open(county, office, values, self._ago(7))

    def _notice(self, office: Office, number: int) -> texts.Values:
        subject = self._subjects[number % len(self._subjects)]
        values = drafts.announcement(office, subject, "notices", self._ago(6))
        return values | {"title": f"{values['title']}（{self._end.year}年第{number + 1}号）"}

    def _plan(
        self, office: Office, subject: Subject, ago: float, *, interpreted: bool = False
    ) -> texts.Values:
        on = self._ago(ago).date()
        number = self._county.number(f"{office.facts.mark}发", on.year)
        return texts.policy(
            subject, number=number, on=on, column="A20-01-county", interpreted=interpreted
        )


def programme(
    county: County, subjects: Sequence[Subject], *, begin: datetime, end: datetime
) -> Iterator[Story]:
    """Return every story of the demo county."""
    return Programme(county, subjects, begin=begin, end=end).stories()
