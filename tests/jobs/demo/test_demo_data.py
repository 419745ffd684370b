"""The demo county: its data hold together, its stories keep to time, nothing in it is real."""

import json
from datetime import datetime, timedelta

import pytest

from gongkai.core.calendar.working_days import shipped
from gongkai.core.publishing.columns import prescribed_columns, walk
from gongkai.core.publishing.vocabularies import themes
from gongkai.core.screening.gate import screen
from gongkai.jobs.demo import matters, texts
from gongkai.jobs.demo.county import county, notices, subjects
from gongkai.jobs.demo.logins import PLACES, logins
from gongkai.jobs.demo.playing import CHINA, CLOSES, OPENS, Pace, play

SUNDAY = datetime(2026, 11, 22, 11, 0, tzinfo=CHINA)


def test_every_body_has_a_name_a_code_and_a_place_of_its_own():
    bodies = county().bodies
    for part in ("slug", "code", "name", "mark", "telephone", "address"):
        assert len({getattr(one, part) for one in bodies}) == len(bodies), part
    assert all(one.code[2:8] == county().region == "990121" for one in bodies)
    assert all(len(one.code) == 18 for one in bodies)
    assert all(one.theme in themes() for one in bodies)
    levels = [one.level for one in bodies]
    assert levels.count("department") >= 20
    assert levels.count("township") == 8
    assert levels.count("public_service") >= 3


def test_every_subject_belongs_to_a_body_a_theme_and_a_column():
    slugs = {one.slug for one in county().bodies}
    columns = {column.code for _, column in walk(prescribed_columns())}
    for one in subjects():
        assert one.body in slugs, one.name
        assert one.theme in themes(), one.name
        assert one.column in columns, one.name
    assert len({one.name for one in subjects()}) == len(subjects())


@pytest.mark.parametrize("notice", notices(), ids=lambda one: one.title)
def test_a_notice_belongs_to_a_body_a_theme_and_a_column_and_passes_the_gate(notice):
    columns = {column.code for _, column in walk(prescribed_columns())}
    assert notice.body in {one.slug for one in county().bodies}
    assert notice.theme in themes()
    assert notice.column in columns
    draft = matters.notice(notice, on=SUNDAY.date())
    for part in ("title", "summary", "text"):
        assert [one.message for one in screen(draft[part], on=SUNDAY.date())] == []


@pytest.mark.parametrize("subject", subjects(), ids=lambda one: one.name)
def test_the_texts_of_a_subject_pass_the_gate(subject):
    on = SUNDAY.date()
    drafts = (
        texts.normative(
            subject, number="青政规〔2026〕1号", registration="1", on=on, years=5, trial=False
        ),
        texts.policy(
            subject, number="青政发〔2026〕1号", on=on, column="A20-01-county", interpreted=True
        ),
        texts.interpretation(subject, title="某办法", on=on, forms=["text"]),
        texts.announcement(subject, source="某局", on=on, column="notices"),
        texts.news(subject, source="某局", on=on, ended=None),
    )
    for draft in drafts:
        for part in ("title", "summary", "text"):
            assert [one.message for one in screen(draft[part], on=on)] == [], draft["title"]


def test_the_log_ins_are_kept_and_stay_the_same(tmp_path):
    place = tmp_path / "demo-users.json"
    made = logins(place)
    assert logins(place) == made
    assert place.stat().st_mode & 0o077 == 0
    told = json.loads(place.read_text("utf-8"))
    assert [one["role"] for one in told] == [role for role, _, _ in PLACES]
    assert all({"role", "username", "password", "body"} <= set(one) for one in told)
    assert len({one["password"] for one in told}) == len(told)
    assert all(len(one["password"]) >= 10 for one in told)


def test_stories_are_played_in_order_of_time_and_no_further_than_asked():
    told = []

    def story(name, first, step, count):
        at = yield first
        for _ in range(count):
            told.append((at, name))
            at = yield at + step

    play(
        [
            story("slow", SUNDAY, timedelta(hours=3), 9),
            story("quick", SUNDAY + timedelta(hours=1), timedelta(hours=1), 2),
        ],
        until=SUNDAY + timedelta(hours=6),
    )
    hours = [((at - SUNDAY).total_seconds() / 3600, name) for at, name in told]
    assert hours == [(0, "slow"), (1, "quick"), (2, "quick"), (3, "slow"), (6, "slow")]


def test_a_story_never_goes_back_in_time():
    moments = []

    def story():
        moments.append((yield SUNDAY))
        moments.append((yield SUNDAY - timedelta(days=1)))

    play([story()], until=SUNDAY + timedelta(days=1))
    assert moments == [SUNDAY, SUNDAY]


def test_offices_are_closed_on_holidays_and_open_on_worked_weekends():
    new_year = datetime(2026, 1, 1, 10, 0, tzinfo=CHINA)
    assert Pace("a").office(new_year).date().isoformat() == "2026-01-04"  # a worked Sunday


@pytest.mark.parametrize("hours", range(0, 24 * 7, 5))
def test_offices_work_on_working_days_in_office_hours(hours):
    moment = SUNDAY + timedelta(hours=hours)
    worked = Pace("a").office(moment)
    assert worked >= moment
    assert shipped().is_working(worked.date())
    assert OPENS <= worked.time() <= CLOSES
    before = Pace("a").before(moment)
    assert shipped().is_working(before.date())
    assert moment - before < timedelta(days=3)
