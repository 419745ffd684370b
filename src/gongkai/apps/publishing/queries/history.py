"""How an edition came about (办理过程): approvals, opinions, comparisons, the trail."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from gongkai.apps.publishing.models import Document, Edition, Opinion, Review, SetAside
from gongkai.apps.trail.models import Entry
from gongkai.apps.trail.queries import history_of
from gongkai.core.publishing.differences import (
    FieldChange,
    Passage,
    changed_fields,
    compare_texts,
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two editions side by side: the fields that differ, and the text paragraph by paragraph."""

    before: Edition | None
    after: Edition
    fields: list[FieldChange]
    text: list[list[Passage]]


def compare(after: Edition, before: Edition | None = None) -> Comparison:
    """Compare an edition with ``before``, or with the live edition of its document."""
    if before is None and after.document.live_id not in (None, after.pk):
        before = after.document.live
    old = before.content() if before else {}
    new = after.content()
    old_text, new_text = old.pop("text", ""), new.pop("text")
    return Comparison(before, after, changed_fields(old, new), compare_texts(old_text, new_text))


def timeline(edition: Edition) -> QuerySet[Entry]:
    """Return everything done to an edition, oldest first."""
    return history_of(edition)


def approvals_of(edition: Edition) -> QuerySet[Review]:
    """Return the verdicts on an edition, all rounds, oldest first; void ones differ in digest or round."""
    return edition.reviews.select_related("reviewer").order_by("id")


def opinions_asked_of(edition: Edition) -> QuerySet[Opinion]:
    """Return the opinions asked for about an edition."""
    return edition.opinions.select_related("asked", "asked_by", "answered_by").order_by("id")


def editions_of(document: Document) -> QuerySet[Edition]:
    """Return the editions of a document, newest first."""
    return document.editions.select_related("created_by", "changed_by").order_by("-number")


def set_aside_of(edition: Edition) -> QuerySet[SetAside]:
    """Return the texts that came too late to be saved (另存稿), newest first."""
    return edition.set_aside.select_related("by").order_by("-id")
