"""The outbox: once, in order, leased, tried again, given up, revived."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from gongkai.apps.outbox import actions, queries
from gongkai.apps.outbox.models import Message
from tests.apps.factories import AT

pytestmark = pytest.mark.django_db


def put(key: str, stream: str = "document:1") -> None:
    with transaction.atomic():
        actions.put("publishing.published", stream=stream, key=key, at=AT)


def lease(seconds: float = 0, worker: str = "a", count: int = 20) -> list[Message]:
    return actions.lease(worker=worker, at=AT + timedelta(seconds=seconds), count=count)


def test_the_same_key_is_written_once():
    put("一")
    put("一")
    assert Message.objects.count() == 1


def test_messages_of_a_stream_are_handled_one_after_the_other():
    put("一")
    put("二")
    put("别的", stream="document:2")
    assert [one.key for one in lease()] == ["一", "别的"]
    assert lease(worker="b") == []


def test_a_stream_goes_on_when_the_message_in_front_is_closed():
    put("一")
    put("二")
    (first,) = lease()
    assert actions.done(first, at=AT)
    assert [one.key for one in lease(worker="b")] == ["二"]


def test_a_worker_that_was_killed_loses_its_lease():
    put("一")
    (first,) = lease(worker="a")
    assert lease(10, worker="b") == []
    late = actions.LEASE.total_seconds() + 1
    (again,) = lease(late, worker="b")
    assert again.attempts == 2
    assert not actions.done(first, at=AT)
    assert actions.done(again, at=AT)


def test_a_failure_is_tried_again_later_and_later_and_given_up_in_the_end():
    put("一")
    seconds, waits = 0.0, []
    for _ in range(actions.MAX_ATTEMPTS):
        (message,) = lease(seconds)
        at = AT + timedelta(seconds=seconds)
        actions.failed(message, error="打不开", at=at)
        message.refresh_from_db()
        waits.append((message.available_at - at).total_seconds())
        assert lease(seconds) == []
        seconds += waits[-1]
    assert waits == [5, 10, 20, 40, 80, 160, 320, 640]
    assert lease(10**6) == []
    assert queries.state(at=AT).dead == 1
    actions.revive(queries.dead_messages().get(), at=AT)
    assert len(lease()) == 1


def test_a_message_given_up_does_not_hold_its_stream_up():
    put("一")
    put("二")
    (first,) = lease()
    Message.objects.filter(pk=first.pk).update(dead_at=AT, leased_until=None)
    assert [one.key for one in lease()] == ["二"]


def test_the_state_tells_how_many_wait_and_how_long():
    put("一")
    state = queries.state(at=AT + timedelta(seconds=42))
    assert (state.pending, state.oldest_seconds, state.dead) == (1, 42, 0)


def test_only_closed_messages_are_forgotten():
    put("一")
    put("二", stream="document:2")
    first, _ = lease()
    actions.done(first, at=AT)
    assert actions.forget_done(before=AT + timedelta(days=1)) == 1
    assert Message.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_message_is_written_inside_a_transaction_only():
    with pytest.raises(RuntimeError, match="inside the transaction"):
        actions.put("x", stream="s", key="k", at=AT)
