"""Worker and timetable: handlers are called, failures isolated, commands end well."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from gongkai.apps.outbox.models import Beat, Message
from gongkai.apps.publishing.models import Edition
from gongkai.jobs import handling, timetable
from tests.apps.factories import AT, County, later

seen: list[int] = []


def note(message: Message) -> None:
    seen.append(message.payload["edition"])


def fail(message: Message) -> None:
    raise ValueError(f"第 {message.pk} 条不能办")


@pytest.fixture
def county(db):
    return County()


@pytest.fixture(autouse=True)
def fresh(settings):
    handling.handlers.cache_clear()
    seen.clear()
    settings.OUTBOX_HANDLERS = {"publishing.published": ["tests.jobs.test_jobs.note"]}
    yield
    handling.handlers.cache_clear()


def test_a_published_edition_reaches_its_handler(county):
    edition = county.published()
    assert handling.drain(worker="w", clock=lambda: AT) == 1
    assert seen == [edition.pk]
    assert Message.objects.get().done_at == AT


def test_a_handler_that_fails_is_noted_and_tried_again(county, settings, caplog):
    settings.OUTBOX_HANDLERS = {"publishing.published": ["tests.jobs.test_jobs.fail"]}
    county.published()
    handling.drain(worker="w", clock=lambda: AT)
    message = Message.objects.get()
    assert message.done_at is None
    assert "不能办" in message.error
    assert message.available_at == AT + timedelta(seconds=5)
    assert "publishing.published" in caplog.text


def test_a_lease_that_has_run_out_is_not_used(county):
    county.published()
    from gongkai.apps.outbox.actions import lease

    (message,) = lease(worker="w", at=AT)
    assert not handling.handle(message, clock=lambda: AT + timedelta(minutes=6))
    assert seen == []


def test_the_tick_releases_and_notes_when_it_ran(county):
    edition = county.in_state("scheduled")
    assert timetable.tick(at=later(61)) == dict.fromkeys(timetable.TASKS, True)
    assert Edition.objects.get(pk=edition.pk).state == "published"
    beat = Beat.objects.get(task="release_due")
    assert (beat.ran_at, beat.ok, beat.note) == (later(61), True, "发布 1 件，未能发布 0 件")


def test_a_task_that_fails_does_not_stop_the_others(county, monkeypatch, caplog):
    def broken(at):
        raise ValueError("坏了")

    monkeypatch.setitem(timetable.TASKS, "lapse_due", broken)
    edition = county.in_state("scheduled")
    results = timetable.tick(at=later(61))
    assert results == {name: name != "lapse_due" for name in timetable.TASKS}
    assert Edition.objects.get(pk=edition.pk).state == "published"
    assert not Beat.objects.get(task="lapse_due").ok
    monkeypatch.setattr(timezone, "now", lambda: later(62))
    with pytest.raises(CommandError, match="lapse_due"):
        call_command("tick")


def test_the_worker_empties_the_queue_and_ends_when_asked_to(county, monkeypatch):
    county.published()
    county.published()
    monkeypatch.setattr(timezone, "now", lambda: later(1))
    call_command("worker", "--once", "--tick")
    assert Message.objects.filter(done_at=None).count() == 0
    assert len(seen) == 2


def test_the_first_administrator_reads_the_password_from_standard_input(
    county, monkeypatch, capsys
):
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO("一个足够长的口令123\n"))
    call_command("administrator", "root-of-county", "王某", county.government.code)
    assert "已设立系统管理员 王某（root-of-county）" in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", io.StringIO("短\n"))
    with pytest.raises(CommandError, match="少于 10 个字符"):
        call_command("administrator", "second", "李某", county.government.code)


def test_the_outbox_command_shows_and_revives_what_was_given_up(county, capsys):
    county.published()
    Message.objects.update(dead_at=AT, error="第一行\n打不开文件")
    call_command("outbox", "--retry")
    told = capsys.readouterr().out
    assert "已放弃 1 条" in told
    assert "打不开文件" in told
    assert Message.objects.get().dead_at is None
