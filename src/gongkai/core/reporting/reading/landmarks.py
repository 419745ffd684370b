"""Where reports begin and end (报告切分): titles, section headings and tables as landmarks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.core.reporting.reading.headings import SURE, Heading
from gongkai.core.reporting.reading.identity import Title, body_key, title_at
from gongkai.core.reporting.reading.pieces import Row
from gongkai.core.reporting.reading.regions import Region, find_regions

FEWEST_OF_CONTENTS = 3
"""So many headings with nothing between them are a table of contents."""


@dataclass(slots=True)
class Stretch:
    """The rows of one report, with its landmarks. ``start`` and ``end`` are row indexes."""

    start: int
    end: int
    title: Title | None = None
    headings: dict[int, tuple[int, Heading]] = field(default_factory=dict)
    regions: list[Region] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Landmarks:
    """Everything in a document that can tell where a report begins."""

    headings: dict[int, Heading]
    titles: list[Title]
    regions: list[Region]


def landmarks_of(rows: Sequence[Row]) -> Landmarks:
    """Find headings, titles and tables in the rows of a document."""
    headings = {
        index: row.shape.heading for index, row in enumerate(rows) if row.shape.heading is not None
    }
    headings = _without_contents(rows, headings)
    titles = [
        title
        for index, row in enumerate(rows)
        if row.shape.names_report and index not in headings
        if (title := title_at(rows, index)) is not None
    ]
    regions = find_regions(rows, set(headings))
    return Landmarks(headings, titles, regions)


def _without_contents(rows: Sequence[Row], headings: dict[int, Heading]) -> dict[int, Heading]:
    """Leave out the headings of a table of contents: several with nothing between them."""
    runs: list[list[int]] = []
    last = -2
    for index in headings:
        between = rows[last + 1 : index] if last >= 0 else rows[:0]
        follows = last >= 0 and index - last < 4 and all(row.empty for row in between)
        if follows and headings[index].section not in {headings[i].section for i in runs[-1]}:
            runs[-1].append(index)
        else:
            runs.append([index])
        last = index
    later = {headings[i].section for run in runs if len(run) < FEWEST_OF_CONTENTS for i in run}
    contents = {
        index
        for run in runs
        if len(run) >= FEWEST_OF_CONTENTS and len({headings[i].section for i in run} & later) >= 2
        for index in run
    }
    return {index: heading for index, heading in headings.items() if index not in contents}


def stretches(rows: Sequence[Row]) -> list[Stretch]:
    """Split the rows of a document into the stretches of single reports."""
    marks = landmarks_of(rows)
    events: list[tuple[int, Heading | Region]] = sorted(
        [*marks.headings.items(), *((region.start, region) for region in marks.regions)],
        key=lambda event: event[0],
    )
    found: list[_Growing] = []
    for index, event in events:
        title = _title_before(marks.titles, index, found[-1].last if found else -1)
        if not found or found[-1].is_closed_by(event, title):
            found.append(_Growing())
        found[-1].take(index, event, title)
    return _bounded(found, rows)


@dataclass(slots=True)
class _Growing:
    """A report while its landmarks are being collected."""

    first: int = -1
    last: int = -1
    title: Title | None = None
    sections: list[tuple[int, Heading]] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)

    def take(self, index: int, event: Heading | Region, title: Title | None) -> None:
        if self.first < 0:
            self.first = index
        if self.title is None:
            self.title = title
        if isinstance(event, Heading):
            self.sections.append((index, event))
            self.last = index
        else:
            self.regions.append(event)
            self.last = event.end - 1

    def is_closed_by(self, event: Heading | Region, title: Title | None) -> bool:
        """Return whether the event belongs to the next report."""
        if (
            title is not None
            and self._is_another(title)
            and (self.regions or len(self.sections) > 2)
        ):
            return True
        if isinstance(event, Region):
            return self._is_repeated(event)
        numbers = {heading.section for _, heading in self.sections if heading.sure >= SURE}
        return event.sure >= SURE and event.section in numbers and len(numbers) > 1

    def _is_another(self, title: Title) -> bool:
        if self.title is None:
            return bool(self.regions) and any(h.section >= 5 for _, h in self.sections)
        if title.year != self.title.year:
            return True
        if title.body is None or self.title.body is None:
            return False
        return body_key(title.body) != body_key(self.title.body)

    def _is_repeated(self, event: Region) -> bool:
        """Return whether the table has been met before and something else since."""
        same = [
            region
            for region in self.regions
            if region.table == event.table and len(region.labels & event.labels) > 2
        ]
        if not same:
            return False
        headings = [index for index, heading in self.sections if heading.section != event.table]
        return max(headings, default=-1) > same[-1].end or self.regions[-1] is not same[-1]


def _title_before(titles: Sequence[Title], index: int, after: int) -> Title | None:
    """Return the last title between the landmark before and this one."""
    between = [title for title in titles if after < title.end < index]
    return between[-1] if between else None


def _bounded(found: Sequence[_Growing], rows: Sequence[Row]) -> list[Stretch]:
    result: list[Stretch] = []
    for order, growing in enumerate(found):
        previous_last = found[order - 1].last if order else -1
        title = growing.title
        start = growing.first
        if title is not None and title.start > previous_last:
            start = min(start, title.start)
        if order == 0:
            start = 0
        if result:
            result[-1].end = start
        result.append(
            Stretch(start, len(rows), title, _best_headings(growing.sections), growing.regions)
        )
    return result


def _best_headings(sections: Sequence[tuple[int, Heading]]) -> dict[int, tuple[int, Heading]]:
    """Return, for each section, the surest heading, and of equally sure ones the first."""
    best: dict[int, tuple[int, Heading]] = {}
    for index, heading in sections:
        old = best.get(heading.section)
        if old is None or heading.sure > old[1].sure:
            best[heading.section] = (index, heading)
    return best
