"""Building the data set (生成数据集): parts made side by side, compared, joined, described.

``build`` may be stopped at any moment and begun again: parts that are there are not made again. The
tables do not depend on the number of processes, nor on where a run was stopped.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from gongkai.adapters.auditing.comparing import Compared, compare_all
from gongkai.adapters.dataset import parts
from gongkai.adapters.dataset.codebook import codebook
from gongkai.adapters.dataset.files import open_table
from gongkai.adapters.dataset.parts import Part, is_made, laid_down
from gongkai.adapters.dataset.rows import Row, document_row, finding_rows, levels
from gongkai.adapters.dataset.tables import (
    CELLS,
    DOCUMENTS,
    FINDINGS,
    REPORTS,
    SENTENCES,
    TABLES,
    Table,
)
from gongkai.adapters.readers.pool import map_ordered
from gongkai.core.audit.accepted import Acceptances
from gongkai.core.audit.digest import Digest
from gongkai.core.audit.engine import settle
from gongkai.core.audit.profiles import profile

SCHEMA = "gongkai.dataset/1"
AT_ONCE = 200
"""Files in a part: what is lost at most when a run is stopped, and what memory must hold."""

ALONE_UP_TO = 1
TIME_LIMIT_SECONDS = 1800.0
WORK = ".parts"
PLAN = "plan.json"
MANIFEST = "dataset.json"

Progress = Callable[[Iterable[str], int], Iterator[str]]


class DatasetError(Exception):
    """The data set cannot be built here; ``str()`` is one Chinese line that says what to do."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for: the files in order, where to, and how."""

    files: tuple[str, ...]
    output: Path
    format: str = "parquet"
    profile: str = "research"
    jobs: int | None = None

    @property
    def fingerprint(self) -> str:
        """Return a digest of all that the tables depend on: program, files as they are, choices."""
        listed = [(name, *_status(name)) for name in self.files]
        asked = [SCHEMA, version("gongkai"), self.format, self.profile, listed]
        return hashlib.sha256(json.dumps(asked).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Built:
    """What was built: rows of each table, and the faults of the program that were met."""

    rows: dict[str, int]
    crashes: tuple[str, ...]
    was_there: bool = False


def _status(name: str) -> tuple[int, int]:
    try:
        found = os.stat(name)
    except OSError:
        return (-1, -1)
    return found.st_size, found.st_mtime_ns


def build(request: Request, progress: Progress | None = None) -> Built:
    """Build the data set, or what is still missing of it.

    Raises:
        DatasetError: The folder holds something else.
        OSError: The folder cannot be written.
    """
    fingerprint = request.fingerprint
    finished = _finished(request, fingerprint)
    if finished is not None:
        return finished
    wanted = _parts(request)
    _begin(request, fingerprint)
    _make(request, wanted, progress)
    compared = _compared(wanted, request)
    rows = _join(request, wanted, compared)
    crashes = tuple(crash for part in wanted for crash in _crashes(part)) + compared.crashes
    _write(request.output / "codebook.md", codebook())
    manifest = {
        "schema": SCHEMA,
        "fingerprint": fingerprint,
        "rows": rows,
        "sha256": {_name(one, request): _sha256(request, one) for one in TABLES},
    }
    _write(request.output / MANIFEST, json.dumps(manifest, indent=2) + "\n")
    shutil.rmtree(request.output / WORK)
    return Built(rows, crashes)


def _finished(request: Request, fingerprint: str) -> Built | None:
    path = request.output / MANIFEST
    if not path.is_file():
        return None
    manifest: dict[str, Any] = json.loads(path.read_text("utf-8"))
    if manifest.get("fingerprint") != fingerprint:
        raise DatasetError(
            f"{request.output}：已有另一份数据集（文件、格式或程序版本不同）。请换一个文件夹，或先移走原有的。"
        )
    return Built(manifest["rows"], (), was_there=True)


def _begin(request: Request, fingerprint: str) -> None:
    work = request.output / WORK
    plan = work / PLAN
    if plan.is_file() and json.loads(plan.read_text("utf-8")) != fingerprint:
        # Parts of other files, or of another version, are of no use.
        shutil.rmtree(work)
    elif not work.is_dir() and request.output.is_dir() and any(request.output.iterdir()):
        raise DatasetError(f"{request.output}：文件夹不是空的，也不是数据集。请给出一个空文件夹。")
    work.mkdir(parents=True, exist_ok=True)
    _write(plan, json.dumps(fingerprint))


def _parts(request: Request) -> list[Part]:
    work = request.output / WORK
    return [
        Part(
            str(work / f"{start // AT_ONCE:06}"),
            request.files[start : start + AT_ONCE],
            request.format,
            request.profile,
        )
        for start in range(0, len(request.files), AT_ONCE)
    ]


def _make(request: Request, wanted: Sequence[Part], progress: Progress | None) -> None:
    missing = [part for part in wanted if not is_made(part)]
    jobs = request.jobs or os.cpu_count() or 1
    made: Iterable[str]
    if jobs == 1 or len(missing) <= ALONE_UP_TO:
        made = map(parts.make, missing)
    else:
        made = map_ordered(missing, parts.make, _lost, jobs=jobs, time_limit=TIME_LIMIT_SECONDS)
    for _ in progress(made, len(missing)) if progress is not None else made:
        pass


def _lost(part: Part, code: str, message: str) -> str:
    named = f"{part.files[0]} 至 {part.files[-1]}"
    raise DatasetError(f"{named}：{message}（{code}）。已完成的部分保留，再次运行可以继续。")


def _compared(wanted: Sequence[Part], request: Request) -> Compared:
    digests: list[Digest] = []
    for part in wanted:
        for _, reports in laid_down(part).documents:
            digests.extend(one.examination.digest for one in reports)
    return compare_all(digests, profile(request.profile), (), request.jobs or os.cpu_count() or 1)


def _crashes(part: Part) -> Iterator[str]:
    for _, reports in laid_down(part).documents:
        for one in reports:
            yield from one.examination.crashes


def _join(request: Request, wanted: Sequence[Part], compared: Compared) -> dict[str, int]:
    settled = functools.partial(_settled, compared=compared)
    rows = {}
    for table in (CELLS, SENTENCES):
        rows[table.name] = _append_parts(request, table, wanted)
    files = {
        table.name: open_table(table, _growing(request, table), request.format)
        for table in (DOCUMENTS, REPORTS, FINDINGS)
    }
    rows.update(dict.fromkeys(files, 0))
    position = 0
    for part in wanted:
        found, position = settled(part, position)
        for name, file in files.items():
            file.write(found[name])
            rows[name] += len(found[name])
    for file in files.values():
        file.close()
    for table in TABLES:
        os.replace(_growing(request, table), request.output / _name(table, request))
    return {table.name: rows[table.name] for table in TABLES}


def _settled(part: Part, position: int, *, compared: Compared) -> tuple[dict[str, list[Row]], int]:
    found: dict[str, list[Row]] = {table.name: [] for table in (DOCUMENTS, REPORTS, FINDINGS)}
    for document, reports in laid_down(part).documents:
        found[DOCUMENTS.name].append(document_row(document))
        for number, one in enumerate(reports, 1):
            relation = compared.relations.get(position)
            findings = settle(one.examination, relation, Acceptances()).findings
            found[REPORTS.name].append((*one.row, *levels(findings)))
            found[FINDINGS.name].extend(finding_rows(one.report, number, findings))
            position += 1
    return found, position


def _append_parts(request: Request, table: Table, wanted: Sequence[Part]) -> int:
    file = open_table(table, _growing(request, table), request.format)
    count = 0
    for part in wanted:
        count += file.append(Path(part.folder) / table.name)
    file.close()
    return count


def _growing(request: Request, table: Table) -> Path:
    return request.output / WORK / _name(table, request)


def _name(table: Table, request: Request) -> str:
    return f"{table.name}.{request.format}"


def _sha256(request: Request, table: Table) -> str:
    with (request.output / _name(table, request)).open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _write(path: Path, text: str) -> None:
    new = path.with_name(f".{path.name}.new")
    new.write_text(text, "utf-8")
    os.replace(new, path)
