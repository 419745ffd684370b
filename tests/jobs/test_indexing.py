"""The search index follows the outbox: new, withdrawn, out of order, replaced, crashed."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction

from gongkai.adapters.search_index import places
from gongkai.apps.outbox import actions as outbox
from gongkai.apps.outbox.models import Message
from gongkai.apps.publishing import actions
from gongkai.apps.publishing.queries import searching
from gongkai.jobs.indexing import Follower
from gongkai.jobs.positions import PATIENCE
from tests.apps.factories import AT, County, later

pytestmark = pytest.mark.django_db


@pytest.fixture
def root(settings, tmp_path: Path) -> Path:
    settings.INDEX_ROOT = tmp_path / "index"
    return settings.INDEX_ROOT


@pytest.fixture
def county(root: Path) -> County:
    return County()


@pytest.fixture
def follower(root: Path):
    one = Follower(root)
    yield one
    one.close()


def follow(follower: Follower, *, at=AT) -> None:
    while follower.step(at=at):
        pass


def titles(query: str) -> list[str]:
    return [one.title for one in searching.search(query).editions]


def withdraw(county: County, edition) -> None:
    actions.withdraw(
        edition=edition,
        seen=edition.version,
        ground="inaccurate",
        remark="时间有误",
        by=county["final_reviewer"],
        at=later(9),
    )


def test_what_is_published_is_found_and_what_is_withdrawn_is_not(county, follower):
    follow(follower)
    edition = county.published(title="关于停水的公告")
    assert titles("停水") == []
    follow(follower)
    assert titles("停水") == ["关于停水的公告"]
    withdraw(county, edition)
    assert titles("停水") == []
    follow(follower)
    assert searching.state(at=later(10)) == searching.SearchState(0, 0)


def test_the_lag_is_the_age_of_the_oldest_change_not_yet_found(county, follower):
    follow(follower)
    county.published(title="关于停水的公告")
    assert searching.state(at=AT + timedelta(seconds=7)).lag_seconds == 7
    follow(follower)
    assert searching.state(at=AT + timedelta(seconds=7)).lag_seconds == 0


def test_a_message_with_a_lower_number_that_comes_later_is_followed(county, follower):
    county.published(title="关于停气的公告")
    follow(follower)
    first = county.published(title="关于停水的公告")
    late = Message.objects.get(payload__document=first.document_id)
    kept = {name: getattr(late, name) for name in ("topic", "stream", "key", "payload")}
    number = late.pk
    late.delete()
    county.published(title="关于停电的公告")
    follow(follower)
    assert titles("停水") == []
    Message.objects.create(pk=number, written_at=AT, available_at=AT, **kept)
    follow(follower)
    assert titles("停水") == ["关于停水的公告"]


def test_a_number_that_never_comes_is_not_waited_for_for_ever(county, follower):
    county.published()
    follow(follower)
    county.published()
    gone = Message.objects.latest("pk").pk
    county.published()
    Message.objects.filter(pk=gone).delete()
    follow(follower)
    # PostgreSQL's numbers go on from test to test: those before the first message are missing too.
    assert [number for number, _ in searching.reader().position.missing][-1] == gone
    follow(follower, at=AT + timedelta(seconds=PATIENCE))
    assert searching.reader().position.missing == ()


def test_what_was_not_committed_is_followed_again(county, follower, root, monkeypatch):
    follow(follower)
    county.published(title="关于停水的公告")
    with monkeypatch.context() as patch:
        patch.setattr(type(follower._writer), "commit", _fail)
        with pytest.raises(RuntimeError):
            follower.step(at=AT)
    follower.close()
    other = Follower(root)
    follow(other)
    other.close()
    assert titles("停水") == ["关于停水的公告"]


def _fail(*_):
    raise RuntimeError("killed")


def test_another_outbox_means_another_index(county, follower):
    county.published(title="关于停水的公告")
    follow(follower)
    Message.objects.update(key="another database")
    county.published(title="关于停电的公告")
    before = places.current(follower._root)
    follow(follower)
    assert places.current(follower._root) != before
    assert sorted(titles("公告")) == ["关于停水的公告", "关于停电的公告"]


def test_messages_forgotten_before_they_were_followed_mean_a_new_index(county, follower):
    county.published(title="关于停水的公告")
    follow(follower)
    county.published(title="关于停电的公告")
    county.published(title="关于停气的公告")
    Message.objects.exclude(pk=Message.objects.latest("pk").pk).delete()
    follow(follower)
    assert len(titles("公告")) == 3


def test_a_rebuild_goes_on_beside_publishing(county, follower, monkeypatch):
    monkeypatch.setattr("gongkai.jobs.indexing.AT_ONCE", 1)
    for number in range(3):
        county.published(title=f"第{number}号公告")
    follow(follower)
    with transaction.atomic():
        outbox.put("search.rebuild", stream="search", key="search.rebuild:1", at=AT)
    before = places.current(follower._root)
    assert follower.step(at=AT)
    county.published(title="关于停水的公告")
    assert follower.step(at=AT)
    assert places.current(follower._root) == before
    assert titles("停水") == ["关于停水的公告"]
    follow(follower)
    assert places.current(follower._root) != before
    assert len(titles("公告")) == 4


def test_a_rebuild_that_was_interrupted_is_done_by_the_next_process(county, follower, root):
    county.published()
    follow(follower)
    with transaction.atomic():
        outbox.put("search.rebuild", stream="search", key="search.rebuild:1", at=AT)
    before = places.current(root)
    follower._follow(AT)
    follower.close()
    other = Follower(root)
    follow(other)
    other.close()
    assert places.current(root) not in (None, before)


def test_a_damaged_index_is_made_anew(county, root, caplog):
    county.published(title="关于停水的公告")
    call_command("search", "prepare", stdout=StringIO())
    (places.current(root) / "meta.json").write_text("{", "utf-8")
    follower = Follower(root)
    follow(follower)
    follower.close()
    assert "is damaged" in caplog.text
    assert titles("停水") == ["关于停水的公告"]


def test_two_processes_of_a_node_do_not_disturb_each_other(county, follower, root):
    follow(follower)
    county.published(title="关于停水的公告")
    second = Follower(root)
    assert second.step(at=AT) is False
    follow(follower)
    assert titles("停水") == ["关于停水的公告"]


def test_two_nodes_each_have_their_own_index(county, settings, tmp_path):
    nodes = [tmp_path / "one", tmp_path / "two"]
    followers = [Follower(node) for node in nodes]
    county.published(title="关于停水的公告")
    for node, follower in zip(nodes, followers, strict=True):
        follow(follower)
        settings.INDEX_ROOT = node
        assert titles("停水") == ["关于停水的公告"]
        follower.close()


def test_the_command_makes_and_tells(county):
    told = StringIO()
    county.published()
    for verb in ("prepare", "state", "rebuild"):
        call_command("search", verb, stdout=told)
    assert told.getvalue() == "可检索 1 件，滞后 0 秒\n" * 3
