"""Rebuilding the site: at once, through the queue, and at start when the address has changed."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from gongkai.adapters.site.signing import Signer
from gongkai.adapters.site.writer import SiteWriter, is_held
from gongkai.apps.outbox import actions as outbox
from gongkai.apps.outbox.models import Message
from gongkai.jobs import catching_up
from tests.apps.factories import AT, a_body

pytestmark = pytest.mark.django_db


@pytest.fixture
def rebuilt(settings, tmp_path, monkeypatch):
    """Note each rebuild instead of rendering; the instance lies in a folder of its own."""
    settings.DATA, settings.SITE_ROOT = tmp_path, tmp_path / "site"
    settings.KEYS_ROOT = tmp_path / "keys"
    settings.SITE_ADDRESS = "http://127.0.0.1:8000"
    done = []
    monkeypatch.setattr(catching_up, "node_handlers", lambda topic: (lambda _: done.append(topic),))
    return done


@pytest.fixture
def writer(rebuilt, settings):
    with SiteWriter(settings.SITE_ROOT, Signer.at(settings.KEYS_ROOT / "site.pem")) as one:
        yield one


def _message(key, *, topic="publishing.published", at=AT):
    with transaction.atomic():
        outbox.put(topic, stream=key, key=key, at=at)


def test_a_rebuild_does_the_work_of_the_messages_before_it(rebuilt):
    _message("before")
    _message("after", at=AT + timedelta(seconds=1))
    _message("else", topic="casework.received")
    assert catching_up.rebuild_or_queue(at=AT) is True
    assert rebuilt == ["site.rebuild"]
    waiting = Message.objects.filter(done_at=None).order_by("key")
    assert [one.key for one in waiting] == ["after", "else"]


def test_a_tree_that_a_worker_holds_is_rebuilt_by_it(rebuilt, writer, settings):
    assert is_held(settings.SITE_ROOT)
    assert catching_up.rebuild_or_queue(at=AT) is False
    assert rebuilt == []
    assert [one.topic for one in Message.objects.all()] == ["site.rebuild"]


def test_a_tree_that_nobody_holds_is_free(rebuilt, settings):
    assert not is_held(settings.SITE_ROOT)


def test_at_start_the_tree_is_made_once_and_again_for_a_new_address(rebuilt, settings):
    for _ in range(2):
        call_command("site", "prepare", stdout=StringIO())
    assert rebuilt == ["site.rebuild"]
    settings.SITE_ADDRESS = "http://127.0.0.1:8001"
    call_command("site", "prepare", stdout=StringIO())
    assert rebuilt == ["site.rebuild"] * 2
    assert catching_up.is_current()


def test_the_command_says_who_rebuilds(rebuilt, settings):
    told = StringIO()
    call_command("site", "rebuild", stdout=told)
    with SiteWriter(settings.SITE_ROOT, Signer.at(settings.KEYS_ROOT / "site.pem")):
        call_command("site", "rebuild", stdout=told)
    assert told.getvalue().splitlines() == [
        f"已重建 {settings.SITE_ROOT}",
        "后台任务正在运行：已交给它重建",
    ]


def test_the_manifest_is_restated_unless_a_worker_holds_the_tree(rebuilt, settings):
    told = StringIO()
    with SiteWriter(settings.SITE_ROOT, Signer.at(settings.KEYS_ROOT / "site.pem")) as writer:
        writer.publish({"index.html": b"home"})
        with pytest.raises(CommandError, match="不能整理清单"):
            call_command("site", "checkpoint", stdout=told)
    call_command("site", "checkpoint", stdout=told)
    assert told.getvalue() == "清单已重新列出 1 个文件\n"
    log = (settings.DATA / "site-manifest" / "log.jsonl").read_text("utf-8").splitlines()
    assert '"whole":true' in log[-1]


def test_a_county_that_is_there_is_not_loaded_over():
    a_body(1)
    call_command("demo", if_empty=True)
    with pytest.raises(CommandError, match="空库"):
        call_command("demo")


def test_messages_of_other_topics_stay_when_some_are_settled():
    _message("mine")
    _message("later", at=AT + timedelta(days=1))
    _message("other", topic="casework.received")
    assert outbox.settle(topics=["publishing.published"], at=AT) == 1
    assert Message.objects.filter(done_at=None).count() == 2
