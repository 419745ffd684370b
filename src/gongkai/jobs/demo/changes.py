"""What happens to published documents (发布之后): corrected, updated, withdrawn, repealed, cleaned up."""

from __future__ import annotations

from datetime import datetime, timedelta

from gongkai.apps.publishing import actions
from gongkai.apps.publishing.models import CleanUp, Edition
from gongkai.jobs.demo.lives import Values, plain
from gongkai.jobs.demo.offices import County, Office, publish, reviewed
from gongkai.jobs.demo.playing import Pace, Story


def corrected(
    office: Office, kind: str, wrong: Values, right: Values, note: str, start: datetime
) -> Story:
    """Publish with a mistake, correct it three days later with a word to the public."""
    edition = yield from plain(office, kind, wrong, start)
    return (yield from revised(office, edition, right, "correction", note, days=3))


def updated(
    office: Office, kind: str, versions: list[Values], note: str, start: datetime, *, days: int
) -> Story:
    """Publish, and bring it up to date every so many days."""
    edition = yield from plain(office, kind, versions[0], start)
    for values in versions[1:]:
        edition = yield from revised(office, edition, values, "update", note, days=days)
    return edition


def revised(
    office: Office, edition: Edition, values: Values, change: str, note: str, *, days: int
) -> Story:
    """Publish a new edition some days after the last one went out."""
    pace = Pace(f"{change} {edition.pk}")
    out = edition.published_at
    assert out is not None  # noqa: S101 - it was published
    at = yield pace.days(out, days)
    by = office["drafter"]
    new = actions.revise(
        edition=edition, seen=edition.version, change=change, note=note, by=by, at=at
    )
    new = actions.save_draft(edition=new, seen=new.version, values=values(at), by=by, at=at)
    new, at = yield from reviewed(office, new, pace, at, to="approved")
    at = yield pace.soon(at)
    return publish(office, new, at=at)


def withdrawn(  # noqa: PLR0913 - a story has these parts
    office: Office,
    kind: str,
    values: Values,
    start: datetime,
    *,
    ground: str,
    remark: str,
    note: str,
) -> Story:
    """Publish and withdraw after a day, with a word to the public."""
    edition = yield from plain(office, kind, values, start)
    at = yield edition.published_at + timedelta(hours=26)
    return actions.withdraw(
        edition=edition,
        seen=edition.version,
        ground=ground,
        remark=remark,
        public_note=note,
        by=office["final_reviewer"],
        at=at,
    )


def repealed(county: County, office: Office, name: str, reason: str, start: datetime) -> Story:
    """Mark a known document as repealed by hand."""
    at = yield start
    edition = county.known[name]
    edition.refresh_from_db()
    return actions.set_validity(
        edition=edition,
        seen=edition.version,
        validity="repealed",
        since=at.date(),
        reason=reason,
        by=office["ogi_office"],
        at=at,
    )


def clean_up(
    county: County,
    title: str,
    conclusions: dict[str, tuple[str, str]],
    start: datetime,
    *,
    undecided: tuple[str, ...] = (),
) -> Story:
    """Hold a clean-up: one document after the other, closed when all are decided."""
    office = county["office"]
    pace = Pace(title)
    at = yield start
    documents = [county.known[name].document for name in (*conclusions, *undecided)]
    by = office["ogi_office"]
    opened: CleanUp = actions.start_clean_up(
        title=title, body=county["government"].body, documents=documents, by=by, at=at
    )
    for name, (conclusion, reason) in conclusions.items():
        at = yield pace.days(at, 2)
        item = opened.items.get(document=county.known[name].document_id)
        actions.decide_clean_up(item=item, conclusion=conclusion, reason=reason, by=by, at=at)
    if not undecided:
        at = yield pace.days(at, 3)
        actions.close_clean_up(clean_up=opened, by=by, at=at)
    return opened


def timetable(start: datetime, until: datetime) -> Story:
    """Let the timetable work every two weeks, as it would have by itself."""
    at = yield start
    while at < until:
        actions.release_due(at=at)
        actions.lapse_due(on=at.date(), at=at)
        at = yield at + timedelta(days=14)
    return None
