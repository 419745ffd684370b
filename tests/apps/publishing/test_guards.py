"""What the database itself keeps: frozen content, registers, numbers."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from gongkai.apps.publishing.models import (
    Attachment,
    Contribution,
    Document,
    Edition,
    IndexSeries,
    Relation,
    Release,
    Review,
)
from gongkai.apps.trail.queries import missing_guards
from tests.apps.factories import AT

OTHER = {
    "title": "另一个名称",
    "text": "<p>另一段正文</p>",
    "summary": "另一段概述",
    "keywords": ["另一个"],
    "document_number": "青政发〔2026〕99号",
    "written_on": "2026-01-01",
    "formed_on": "2026-01-01",
    "effective_on": "2026-01-01",
    "expires_on": "2030-01-01",
    "theme": "03",
    "item": "A21",
    "column": None,
    "disclosure": "withheld",
    "disclosure_article": "另一条",
    "disclosure_reason": "另一个理由",
    "channels": ["print"],
    "audience": "everybody",
    "source": "另一个来源",
    "joint_issuers": ["县公安局"],
    "own": {"contact": "另一个电话"},
    "change": "correction",
    "change_note": "另一段说明",
}


def test_every_guard_is_in_place(county):
    assert missing_guards() == []


def test_the_table_names_every_content_field():
    assert set(OTHER) == set(Edition.CONTENT)


@pytest.mark.parametrize("field", Edition.CONTENT)
def test_content_cannot_change_once_it_is_submitted(county, field):
    edition = county.submitted()
    rows = Edition.objects.filter(pk=edition.pk)
    with pytest.raises(DatabaseError, match="content_is_frozen"), transaction.atomic():
        rows.update(**{field: OTHER[field]})
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        rows.update(**{field: OTHER[field], "state": "drafting"})


@pytest.mark.parametrize("state", ["published", "superseded", "withdrawn", "kept", "discarded"])
def test_a_closed_edition_does_not_become_a_draft_again(county, state):
    edition = county.in_state(state)
    with pytest.raises(DatabaseError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(state="drafting")


def test_the_digest_under_review_cannot_be_exchanged(county):
    edition = county.in_state("final_review")
    with pytest.raises(DatabaseError, match="digest_is_frozen"), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(digest="0" * 64)


def test_no_edition_is_deleted(county):
    edition = county.draft()
    rows = Edition.objects.filter(pk=edition.pk)
    with pytest.raises(DatabaseError, match="edition_is_kept"), transaction.atomic():
        rows._raw_delete(rows.db)


@pytest.mark.parametrize("model", [Review, Contribution, Release])
def test_registers_only_grow(county, model):
    county.published()
    rows = model.objects.all()
    assert rows.count() > 0
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows._raw_delete(rows.db)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(edition_id=1)


def test_materials_cannot_change_under_review(county):
    edition = county.submitted()
    other = county.draft()
    with pytest.raises(DatabaseError, match="relation_insert_in_draft"), transaction.atomic():
        Relation.objects.create(edition=edition, kind="related", target=other.document)


def test_attachments_cannot_be_taken_away_under_review(county):
    from gongkai.apps.publishing import actions

    edition = county.draft()
    actions.attach(
        edition=edition,
        seen=edition.version,
        name="说明.txt",
        content="范围".encode(),
        by=county["drafter"],
        at=AT,
    )
    edition.refresh_from_db()
    actions.submit(edition=edition, seen=edition.version, by=county["drafter"], at=AT)
    rows = Attachment.objects.filter(edition=edition)
    with pytest.raises(DatabaseError, match="delete_in_draft"), transaction.atomic():
        rows._raw_delete(rows.db)
    with pytest.raises(DatabaseError, match="update_in_draft"), transaction.atomic():
        rows.update(name="别的.txt")


def test_an_index_number_never_changes_and_a_series_never_goes_back(county):
    edition = county.published()
    with pytest.raises(DatabaseError, match="permanent"), transaction.atomic():
        Document.objects.filter(pk=edition.document_id).update(index_number=None)
    with pytest.raises(DatabaseError, match="only_grows"), transaction.atomic():
        IndexSeries.objects.update(last=0)
