"""One run of the import (迁移): read all, say every fault, write what is sound, in batches."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path

from gongkai.adapters.importing.prepared import Prepared
from gongkai.adapters.importing.tables import Table
from gongkai.adapters.readers.pool import map_ordered
from gongkai.apps.accounts.models import User
from gongkai.apps.publishing import actions
from gongkai.apps.publishing.models import ImportedRecord, ImportRun
from gongkai.apps.publishing.queries import importing as imports
from gongkai.apps.publishing.situations import local
from gongkai.core.publishing.importing.mapping import ImportMapping
from gongkai.core.publishing.importing.records import Fault, Known, Record, read_row
from gongkai.jobs.importing.preparing import Alarmed, Outcome, Preparation, lost

BATCH = 500
WORTH_PROCESSES = 200  # records below which starting processes costs more than it saves
Clock = Callable[[], datetime]


@dataclass(slots=True)
class Result:
    """What a run found and did."""

    rows: int = 0
    sound: int = 0
    imported: list[ImportedRecord] = field(default_factory=list)
    before: int = 0
    files: int = 0
    file_bytes: int = 0
    faults: list[Fault] = field(default_factory=list)
    alarms: list[Alarmed] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """Return the figures of the run by name, as the trail keeps them."""
        refused = {one.row for one in self.faults if not one.is_note}
        return {
            "rows": self.rows,
            "sound": self.sound,
            "imported": len(self.imported),
            "imported_before": self.before,
            "refused": len(refused),
            "notes": sum(one.is_note for one in self.faults),
            "alarms": len(self.alarms),
            "files": self.files,
            "file_bytes": self.file_bytes,
        }


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be imported, from where, with how many processes."""

    table_path: Path
    table: Table
    mapping: ImportMapping
    folder: Path
    jobs: int


def records_of(asked: Asked, known: Known) -> tuple[list[Record], list[Fault]]:
    """Return the sound records of a table in the order to take them over, and every fault."""
    records: list[Record] = []
    faults: list[Fault] = []
    for row in asked.table.rows:
        record, found = read_row(row, asked.mapping, known)
        faults += found
        if record is not None:
            records.append(record)
    records, repeated = _without_repetitions(records, asked.mapping.source)
    return in_order(records), faults + repeated


def run(
    asked: Asked, known: Known, *, by: User, clock: Clock, tell: Callable[[int, int], None]
) -> Result:
    """Import; a record that was taken over before is compared and left as it is.

    Raises:
        Refused: The person may not import for one of the bodies.
    """
    result, records, done = _begin(asked, known)
    opened: ImportRun | None = None
    for batch in _batches(_sound(asked, records, done, result, clock)):
        if opened is None:
            opened = actions.begin_import(
                source=asked.mapping.source,
                table=asked.table_path.name,
                digest=hashlib.sha256(asked.table_path.read_bytes()).hexdigest(),
                bodies={one.body for one in records},
                index_numbers=[one.index_number for one in records if one.index_number],
                by=by,
                at=clock(),
            )
        result.imported += actions.import_batch(run=opened, batch=batch, by=by, at=clock())
        tell(len(result.imported) + result.before, len(records))
    if opened is not None:
        actions.finish_import(run=opened, counts=result.counts(), by=by, at=clock())
    return result


def rehearse(
    asked: Asked, known: Known, *, clock: Clock, tell: Callable[[int, int], None]
) -> Result:
    """Do everything but write (试运行)."""
    result, records, done = _begin(asked, known)
    for batch in _batches(_sound(asked, records, done, result, clock)):
        tell(len(batch), len(records))
    return result


def _begin(asked: Asked, known: Known) -> tuple[Result, list[Record], dict[str, str]]:
    records, faults = records_of(asked, known)
    result = Result(rows=len(asked.table.rows), faults=faults)
    return result, records, imports.imported_digests(asked.mapping.source)


def _sound(
    asked: Asked, records: Sequence[Record], done: dict[str, str], result: Result, clock: Clock
) -> Iterator[Prepared]:
    """Yield what is to be written; note everything else in the result."""
    for outcome in _prepared(asked, records, done, clock):
        key = outcome.record.key
        result.faults += outcome.faults
        if outcome.prepared is None:
            continue
        result.sound += 1
        if key in done:
            result.before += 1
            if done[key] != outcome.prepared.digest:
                result.faults.append(_changed(outcome.record))
            continue
        result.alarms += outcome.alarms
        result.files += len(outcome.prepared.enclosures)
        result.file_bytes += sum(len(one.content) for one in outcome.prepared.enclosures)
        yield outcome.prepared


def _prepared(
    asked: Asked, records: Sequence[Record], done: dict[str, str], clock: Clock
) -> Iterator[Outcome]:
    prepare = Preparation(asked.folder, asked.mapping.select, local(clock()).date())
    if asked.jobs < 2 or len(records) - len(done) < WORTH_PROCESSES:
        return map(prepare, records)
    return map_ordered(records, prepare, lost, jobs=asked.jobs)


def _batches(sound: Iterable[Prepared]) -> Iterator[list[Prepared]]:
    waiting = iter(sound)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def _without_repetitions(
    records: Sequence[Record], source: str
) -> tuple[list[Record], list[Fault]]:
    """Leave out records whose key or index number stands there twice, or belongs to a document."""
    kept: list[Record] = []
    faults: list[Fault] = []
    keys: dict[str, int] = {}
    numbers: dict[str, int] = {}
    taken = imports.index_numbers_of_others(source, {one.index_number for one in records})
    for one in records:
        first = keys.setdefault(one.key, one.row)
        number_first = (
            numbers.setdefault(one.index_number, one.row) if one.index_number else one.row
        )
        if first != one.row:
            faults.append(_fault(one, "记录号", one.key, f"不重复的编号；第 {first} 行已有"))
        elif number_first != one.row:
            sentence = f"不重复的索引号；第 {number_first} 行已有"
            faults.append(_fault(one, "索引号", one.index_number, sentence))
        elif one.index_number in taken:
            sentence = "本系统没有用过的索引号；已属于另一条信息"
            faults.append(_fault(one, "索引号", one.index_number, sentence))
        else:
            kept.append(one)
    return kept, faults


def in_order(records: Sequence[Record]) -> list[Record]:
    """Return the records from the oldest, but each after the records it relates to."""
    by_key = {one.key: one for one in records}
    placed: dict[str, Record] = {}

    def place(one: Record) -> None:
        waiting = [(one, iter(one.relations))]
        entered = {one.key}
        while waiting:
            current, relations = waiting[-1]
            target = next((key for _, key in relations if key in by_key), None)
            if target is None:
                placed.setdefault(current.key, current)
                waiting.pop()
            elif target not in placed and target not in entered:
                entered.add(target)
                waiting.append((by_key[target], iter(by_key[target].relations)))

    for one in sorted(records, key=lambda one: (one.published_at, bool(one.relations), one.row)):
        if one.key not in placed:
            place(one)
    return list(placed.values())


def _changed(record: Record) -> Fault:
    sentence = "与此前迁入的记录不同。本系统里的信息不改动；需要改的，请在系统里更正"
    return _fault(record, "", "", sentence, is_note=True)


def _fault(record: Record, column: str, met: str, allowed: str, *, is_note: bool = False) -> Fault:
    return Fault(record.row, record.key, column, met, allowed, is_note=is_note)
