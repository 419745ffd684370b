"""How long personal data of a case are kept, and what stays."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.core.casework.retention import Retained, division, kept_until, obstacles

# A busy machine is no fault of the code.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

DONE = Retained(concluded_on=date(2026, 11, 20), archived=True)


def test_the_period_runs_in_whole_years_after_the_year_of_conclusion():
    assert kept_until(date(2026, 11, 20)) == date(2036, 12, 31)
    assert kept_until(date(2026, 11, 20), {"requests.retention_years": 30}) == date(2056, 12, 31)


def test_after_the_period_nothing_is_in_the_way():
    assert [each.sentence for each in obstacles(DONE, date(2036, 12, 31))] == [
        "保管期限到2036年12月31日届满。期满之后再办理"
    ]
    assert obstacles(DONE, date(2037, 1, 1)) == ()


def test_all_reasons_at_once():
    case = Retained(concluded_on=None, archived=False, open_remedies=2, hold="巡察调阅")
    assert [each.sentence for each in obstacles(case, date(2040, 1, 1))] == [
        "办件没有办结。请先办结",
        "办件没有归档。请先归档、生成案卷",
        "还有 2 件行政复议、行政诉讼没有审结。审结之后再办理",
        "要求继续保管：巡察调阅。解除之后再办理",
    ]


def test_what_goes_and_what_stays_are_apart():
    parted = division()
    goes, stays = ({each.key for each in part} for part in (parted.deleted, parted.kept))
    assert {"applicant", "papers", "descriptions"} <= goes
    assert {"applicant_kind", "outcome", "remedies"} <= stays
    assert not goes & stays


@given(st.dates(date(2019, 5, 15), date(2100, 1, 1)), st.integers(0, 20000))
@PATIENT
def test_once_free_always_free(concluded, days):
    case = Retained(concluded_on=concluded, archived=True)
    day = concluded + timedelta(days=days)
    if not obstacles(case, day):
        assert not obstacles(case, day + timedelta(days=1))
        assert day.year - concluded.year > 10
