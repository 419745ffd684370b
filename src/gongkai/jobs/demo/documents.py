"""Stories of policy documents (文件): issued, interpreted, replaced, lapsed, corrected, withdrawn."""

from __future__ import annotations

from datetime import datetime

from gongkai.apps.publishing import actions
from gongkai.jobs.demo import files, texts
from gongkai.jobs.demo.county import Subject
from gongkai.jobs.demo.offices import (
    County,
    Office,
    approve,
    attach,
    begin,
    publish,
    submit,
    through_review,
)
from gongkai.jobs.demo.playing import Pace, Story
from gongkai.apps.publishing.models import Document, Edition


def simple(
    office: Office, kind: str, make: texts.Values | None, pace: Pace, at: datetime
) -> Story:
    """Draft, review and publish a document whose values are known; returns the edition."""
    edition = begin(office, kind, make or {}, at=at)
    return (yield from out(office, edition, pace, at))


def out(office: Office, edition: Edition, pace: Pace, at: datetime) -> Story:
    """Lead a draft through review to the page; returns the published edition."""
    at = yield pace.soon(at)
    edition = submit(office, edition, at=at)
    while edition.state != "approved":
        at = yield pace.soon(at)
        edition = approve(office, edition, at=at)
    at = yield pace.soon(at)
    return publish(office, edition, at=at)
