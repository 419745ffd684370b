"""What the database itself keeps of casework, whoever comes past the actions."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from gongkai.apps.casework.models import Case, Event, RegisterSeries
from gongkai.apps.trail.queries import missing_guards
from tests.apps.casework.desk import START


def refused(call) -> str:
    with pytest.raises(DatabaseError) as error, transaction.atomic():
        call()
    return str(error.value)


def an_entry(case: Case, kind: str, by) -> None:
    Event.objects.create(case=case, kind=kind, on=START.date(), entered_at=START, by=by)


def test_every_guard_is_in_place(db):
    assert missing_guards() == []


def test_entries_are_neither_changed_nor_removed(desk):
    entries = Event.objects.filter(case=desk.handed_in())
    assert "append-only" in refused(lambda: entries.update(on=START.date()))
    assert "append-only" in refused(lambda: entries._raw_delete("default"))


def test_a_number_of_the_register_is_permanent_and_follows_the_one_before(desk):
    case = desk.handed_in()
    rows = Case.objects.filter(pk=case.pk)
    assert "never changes" in refused(lambda: rows.update(serial=9))
    assert "no case is deleted" in refused(lambda: rows._raw_delete("default"))
    series = RegisterSeries.objects.filter(body=desk.body)
    assert "follow one another" in refused(lambda: series.update(last=7))
    case.pk, case.serial, case.reference = None, 5, "body-2-2026-00005"
    assert "just given" in refused(lambda: case.save(force_insert=True))


def test_nobody_reviews_or_signs_their_own_reply(desk):
    case = desk.reviewing()
    for kind in ("secrecy_opinion", "legality_opinion", "reply_approved"):
        told = refused(lambda kind=kind: an_entry(case, kind, desk["case_officer"]))
        assert "nobody_approves_or_signs_their_own_reply" in told
    assert "two_people" in refused(lambda: an_entry(case, "reply_signed", desk["reply_signer"]))
    case = desk.signing()
    assert "two_people" in refused(lambda: an_entry(case, "reply_signed", desk["ogi_head"]))
