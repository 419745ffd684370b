"""The tree of columns: added to, renamed, moved, retired; what the law prescribes stays."""

from __future__ import annotations

import pytest

from gongkai.apps.accounts import upkeep
from gongkai.apps.accounts.actions import SETUP
from gongkai.apps.organizations.models import SiteColumn
from gongkai.apps.outbox.models import Message
from gongkai.apps.trail.models import Entry
from gongkai.core.kernel.refusals import Refused
from tests.apps.factories import AT, a_user

TODAY = AT.date()


@pytest.fixture
def top(county):
    return a_user("top", county.government, "administrator")


@pytest.fixture
def water(top):
    return add(top, "water", label="供水专题", kinds=["news"])


def add(by, name, **values):
    return upkeep.add_column(name=name, values=values, by=by, at=AT)


def change(by, column, **values):
    return upkeep.change_column(column=column, values=values, by=by, at=AT)


def codes(caught) -> list[str]:
    return [reason.code for reason in caught.value.reasons]


def test_a_column_of_the_countys_own_stands_below_another(top):
    news = SiteColumn.objects.get(code="news")
    made = add(top, "water", label="供水", parent=news, kinds=["news"])
    assert (made.code, made.address, made.prescribed) == ("news-water", "news/water", False)


def test_renaming_and_moving_keep_the_address(top, water):
    news = SiteColumn.objects.get(code="news")
    moved = change(top, water, label="节水专题", parent=news)
    assert (moved.label, moved.parent, moved.address) == ("节水专题", news, "water")


def test_what_changed_stands_on_the_trail_and_the_site_is_made_anew(top, water):
    Message.objects.all().delete()
    change(top, water, label="节水专题", description="")
    row = Entry.objects.get(action="organizations.column.changed")
    assert '"before":{"label":"供水专题"}' in row.data
    assert [one.topic for one in Message.objects.all()] == ["site.rebuild"]


def test_a_prescribed_column_changes_its_keeper_and_term_only(county, top):
    news = SiteColumn.objects.get(code="news")
    changed = change(top, news, owner=county.office, update_within_days=14, description="本县新闻")
    assert (changed.owner, changed.update_within_days) == (county.office, 14)
    for values in ({"label": "要闻"}, {"parent": SiteColumn.objects.get(code="statutory")}):
        with pytest.raises(Refused, match="名称和位置不能改动"):
            change(top, news, **values)


def test_a_column_never_comes_to_stand_below_itself(top, water):
    child = add(top, "drought", label="抗旱", parent=water)
    with pytest.raises(Refused, match="自己下面"):
        change(top, water, parent=child)


@pytest.mark.parametrize("name", ["", "Water", "供水", "a--b", "-a", "a/b", "news"])
def test_a_name_that_does_not_fit_or_is_taken_is_refused(top, name):
    with pytest.raises(Refused):
        add(top, name, label="供水")


def test_all_faults_are_told_at_once(county):
    with pytest.raises(Refused) as caught:
        add(county["drafter"], "供水", label=" ", kinds=["nothing"])
    assert codes(caught) == [
        "accounts.role",
        "organizations.column_label",
        "organizations.column_kinds",
        "organizations.column_name",
    ]


def test_a_column_is_retired_once_its_children_are_and_comes_back(top, water):
    child = add(top, "drought", label="抗旱", parent=water)
    with pytest.raises(Refused, match="还有在用的栏目"):
        upkeep.retire_column(column=water, on=TODAY, by=top, at=AT)
    upkeep.retire_column(column=child, on=TODAY, by=top, at=AT)
    upkeep.retire_column(column=water, on=TODAY, by=top, at=AT)
    with pytest.raises(Refused, match="已经停用"):
        upkeep.retire_column(column=water, on=TODAY, by=top, at=AT)
    assert upkeep.reopen_column(column=water, by=top, at=AT).retired_on is None


def test_set_up_announces_nothing(county):
    upkeep.update_profile(body=county.office, values={"duties": "供水"}, by=SETUP, at=AT)
    assert not Message.objects.exists()
    upkeep.update_profile(
        body=county.office, values={"duties": "供水"}, by=county["ogi_office"], at=AT
    )
    assert Message.objects.get().topic == "organizations.body_changed"
