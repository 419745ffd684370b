"""The tables of the annual report as folds over a ledger."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.calendar.working_days import shipped
from gongkai.core.casework import progress, statistics
from gongkai.core.casework.happenings import Happening
from gongkai.core.casework.progress import Conclusion
from gongkai.core.casework.statistics import Challenge, Counted
from gongkai.core.law import replies
from gongkai.core.law.events import Channel
from gongkai.core.law.forms import cells, form_of_year, forms, sums

REPORTS = yaml.safe_load(
    (Path(__file__).parents[2] / "examples/casework/ledgers.yaml").read_text("utf-8")
)["reports"]
COLUMNS = [column.key for column in forms()["2021"].table3.columns if column.key != "total"]
KINDS = sorted(replies.kinds())
DAYS = st.dates(date(2018, 12, 1), date(2026, 11, 20))


def printed(report: dict) -> dict[str, int]:
    """Return every cell of tables 3 and 4 as the report prints it."""
    form = form_of_year(report["year"]).form
    shown = {name: 0 for name, cell in cells(form).items() if cell.table in (3, 4)}
    for row, figures in report["cells"].items():
        shown |= {f"{row}.{column}": figure for column, figure in figures.items()}
    return shown


def ledger(report: dict) -> list[Counted]:
    """Build the cases of a report from its outcome rows, each through its entries and its clock."""
    year, form = report["year"], form_of_year(report["year"])
    shown, numbers = printed(report), count(1)
    made = []
    for column in COLUMNS:
        carried = shown[f"applications.carried_in.{column}"]
        for row in form.table3.rows:
            if row.role not in ("outcome", "out"):
                continue
            for _ in range(shown[f"{row.key}.{column}"]):
                came = date(year - 1, 12, 28) if carried > 0 else date(year, 3, 2)
                carried -= 1
                made.append(a_case(next(numbers), column, came, row, form.form))
    return made


def a_case(number: int, column: str, came: date, row, form: str) -> Counted:
    entries = [Happening(entry=1, kind="handed_in", on=came)]
    if row.role == "outcome":
        outcome = replies.of_row(form, row.key)[0].key
        day = date(came.year + (came.month == 12), 4, 1)
        entries.append(Happening(entry=2, kind="replied", on=day, outcome=outcome))
    found = progress.compute(Channel.IN_PERSON, entries, shipped())
    return Counted(number, found.received_on, column, found.conclusions)


def challenges(report: dict) -> list[Challenge]:
    shown, numbers = printed(report), count(1)
    return [
        Challenge(
            next(numbers),
            group.key,
            date(report["year"], 5, 6),
            "" if column.key == "pending" else column.key,
            None if column.key == "pending" else date(report["year"], 9, 1),
        )
        for group in form_of_year(report["year"]).table4.groups
        for column in form_of_year(report["year"]).table4.columns
        if column.key != "total"
        for _ in range(shown[f"{group.key}.{column.key}"])
    ]


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report["name"])
def test_a_ledger_gives_the_tables_cell_by_cell(report):
    year = report["year"]
    made = statistics.table3(ledger(report), year) | statistics.table4(challenges(report), year)
    found = statistics.figures(made)
    shown = printed(report)
    assert set(found) == set(shown)
    differing = [name for name in shown if found[name] != shown[name]]
    assert differing == report.get("impossible", [])


CONCLUSION = st.builds(Conclusion, on=DAYS, outcome=st.sampled_from(KINDS))


@st.composite
def counted(draw: st.DrawFn, key: int) -> Counted:
    received = draw(DAYS)
    later = st.integers(0, 900).map(lambda days: received + timedelta(days=days))
    days = sorted(draw(st.lists(later, max_size=3, unique=True)))
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=len(days), max_size=len(days)))
    conclusions = tuple(Conclusion(*pair) for pair in zip(days, kinds, strict=True))
    return Counted(key, received, draw(st.sampled_from(COLUMNS)), conclusions)


LEDGERS = st.integers(0, 12).flatmap(
    lambda size: st.tuples(*(counted(key) for key in range(size))).map(list)
)


@given(LEDGERS, DAYS.filter(lambda day: day.year >= 2019))
def test_at_any_moment_a_case_stands_in_exactly_one_row(cases, moment):
    form = statistics.form_for(moment.year)
    made = statistics.table3(cases, moment.year, cut_off=moment)
    rows = [row.key for row in form.table3.rows if row.role in ("outcome", "out")]
    for case in cases:
        at = [row for row in rows if case.key in made[f"{row}.total"]]
        done = case.concluded(moment)
        earlier = done is not None and done.on.year < moment.year
        assert len(at) == (0 if case.received_on > moment or earlier else 1)


@given(LEDGERS, st.integers(2019, 2026))
def test_the_forms_own_sums_hold_by_construction(cases, year):
    figures = statistics.figures(statistics.table3(cases, year) | statistics.table4([], year))
    for identity in sums(statistics.form_for(year).form):
        left = sum(figures[name] for name in identity.left)
        assert left == sum(figures[name] for name in identity.right), identity


@given(LEDGERS, st.integers(2019, 2025))
def test_what_is_carried_over_comes_in_the_year_after(cases, year):
    out = statistics.figures(statistics.table3(cases, year))
    later = statistics.figures(statistics.table3(cases, year + 1))
    for column in (*COLUMNS, "total"):
        carried = later[f"applications.carried_in.{column}"]
        assert out[f"applications.carried_out.{column}"] == carried


def test_handling_anew_in_a_later_year_does_not_count_twice():
    first = Conclusion(date(2024, 5, 6), "refused.internal_affairs")
    again = Conclusion(date(2025, 2, 3), "granted.given")
    case = Counted(1, date(2024, 4, 1), "enterprise", (first, again))
    assert statistics.table3([case], 2024)["applications.refused.internal_affairs.enterprise"] == [
        1
    ]
    assert not any(statistics.table3([case], 2025).values())


def test_an_open_lawsuit_is_pending_in_every_year_until_it_is_decided():
    one = Challenge(7, "remedies.direct_litigation", date(2023, 11, 1), "upheld", date(2025, 3, 1))
    found = {
        year: [name for name, keys in statistics.table4([one], year).items() if keys]
        for year in (2022, 2023, 2024, 2025, 2026)
    }
    pending = ["remedies.direct_litigation.pending", "remedies.direct_litigation.total"]
    assert found == {
        2022: [],
        2023: pending,
        2024: pending,
        2025: ["remedies.direct_litigation.upheld", "remedies.direct_litigation.total"],
        2026: [],
    }


def test_no_form_no_table():
    with pytest.raises(statistics.NoFormError, match="2018"):
        statistics.table3([], 2018)
