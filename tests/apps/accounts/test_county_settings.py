"""What the county may choose: a catalogue with sources, changed by its administrator with a reason."""

from __future__ import annotations

import re

import pytest

from gongkai.apps.accounts import actions, county_settings
from gongkai.apps.publishing import deadlines
from gongkai.apps.trail.models import Entry
from gongkai.core.kernel.refusals import Refused
from gongkai.core.law import parameters
from gongkai.core.publishing import terms
from tests.apps.factories import AT, a_user


@pytest.fixture
def top(county):
    return a_user("top", county.government, "administrator")


def change(by, key, given, reason="县政府常务会议决定"):
    return actions.change_setting(key=key, given=given, reason=reason, by=by, at=AT)


def test_every_setting_of_terms_and_law_is_in_the_catalogue():
    known = set(county_settings.catalogue())
    assert {f"term.{key}" for key, term in terms.terms().items() if term.setting} <= known
    assert {f"law.{name}" for name in parameters.settings()} <= known


@pytest.mark.parametrize("one", county_settings.catalogue().values(), ids=lambda one: one.key)
def test_every_setting_says_where_its_default_comes_from_and_takes_it(one):
    assert one.label
    assert one.basis
    assert one.trust
    shown = one.shown(one.default)
    assert not re.search(r"[a-z_]{3,}", shown), shown
    given = str(one.default).lower() if one.kind == "yes_no" else str(one.default)
    if one.default != 0 or one.kind == "yes_no":
        assert one.parsed(given) == one.default


def test_a_changed_term_moves_the_due_date(county, top):
    edition = county.draft("normative_document")
    before = deadlines.explained(edition).on
    change(top, "term.normative_document", "10")
    after = deadlines.explained(edition)
    assert after.on > before
    assert "本机关设定" in after.value.basis


def test_a_yearly_date_is_changed_as_month_and_day(top):
    change(top, "term.annual_report_township", "2-15")
    chosen = terms.configured(county_settings.chosen_terms())["annual_report_township"]
    (value,) = chosen.values.values()
    assert (value.month, value.day) == (2, 15)


def test_a_changed_law_setting_is_the_law_of_the_county(top):
    change(top, "law.clocks.fee_clock", "resume")
    assert county_settings.law_on(AT.date()).get("clocks.fee_clock").value == "resume"


def test_index_numbers_follow_the_setting(county, top):
    change(top, "index_number.period", "month")
    change(top, "index_number.digits", "6")
    assert re.search(r"/202611-\d{6}$", county.published().document.index_number)


def test_changing_and_restoring_stand_on_the_trail(top):
    change(top, "term.normative_document", "5")
    actions.restore_setting(key="term.normative_document", reason="规定废止", by=top, at=AT)
    assert county_settings.value_of("term.normative_document") == 3
    rows = Entry.objects.filter(action__startswith="accounts.setting").order_by("number")
    assert [row.action for row in rows] == ["accounts.setting.changed", "accounts.setting.restored"]


@pytest.mark.parametrize(
    ("key", "given", "said"),
    [
        ("term.normative_document", "0", "应当是 1 至 3660 之间的整数"),
        ("term.normative_document", "三", "应当是 1 至 3660 之间的整数"),
        ("term.annual_report_township", "02-30", "按月日填写"),
        ("law.clocks.fee_clock", "never", "只能选择"),
        ("second_factor.drafter", "perhaps", "只能选择"),
        ("term.proactive_disclosure", "30", "没有“term.proactive_disclosure”这一设定"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(top, key, given, said):
    with pytest.raises(Refused, match=said):
        change(top, key, given)


def test_all_reasons_are_told_at_once(county):
    with pytest.raises(Refused) as caught:
        change(county["drafter"], "term.normative_document", "0", reason="")
    assert [one.code for one in caught.value.reasons] == [
        "accounts.role",
        "accounts.reason",
        "accounts.setting_value",
    ]


def test_an_administrator_of_one_body_does_not_set_for_the_county(county):
    with pytest.raises(Refused, match="系统管理员办理"):
        change(county["administrator"], "term.normative_document", "5")
