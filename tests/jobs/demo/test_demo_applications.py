"""The applications of the demo county: one in every state that waits for somebody, all by the law."""

from datetime import datetime, timedelta

import pytest

from gongkai.apps.casework.models import Case
from gongkai.apps.trail.queries import breaks
from gongkai.jobs.demo import applications
from gongkai.jobs.demo.county import county as plan_of_county
from gongkai.jobs.demo.logins import Login
from gongkai.jobs.demo.playing import CHINA, play
from gongkai.jobs.demo.settling import settle

NOW = datetime(2026, 11, 22, 11, 0, tzinfo=CHINA)
LOGINS = tuple(
    Login(role, role, role.replace("_", "-"), "Eine-lange-Losung-7", "县政府办公室", "office")
    for role in ("case_officer", "ogi_head", "reply_signer", "ogi_office")
)


@pytest.mark.django_db
def test_every_state_that_waits_has_a_case_and_the_year_has_concluded_ones():
    begin = NOW - timedelta(days=3 * 365)
    county = settle(plan_of_county(), LOGINS, at=begin)
    play(applications.stories(county, begin=begin, end=NOW), until=NOW)
    states = [one.state for one in Case.objects.all()]
    assert set(states) == {*applications.IN_HAND, "concluded"}
    assert states.count("concluded") >= 20
    assert Case.objects.filter(state="handling", due_on__lt=NOW.date()).exists()
    assert set(Case.objects.filter(state="concluded").values_list("in_time", flat=True)) == {True}
    assert list(breaks()) == []
