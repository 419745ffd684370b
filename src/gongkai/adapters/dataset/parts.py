"""One part of the data set (分块): a few hundred files read, audited and laid down as tables.

A part stands in a folder of its own that appears by one rename, so that it is there whole or not
at all: an interrupted run begins again where it stopped.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from gongkai.adapters.auditing.row_quotes import quote_rows
from gongkai.adapters.auditing.spool import pack, unpack
from gongkai.adapters.dataset.files import open_table
from gongkai.adapters.dataset.rows import Row, cell_rows, report_row, sentence_rows
from gongkai.adapters.dataset.tables import CELLS, SENTENCES
from gongkai.adapters.readers.read import read_file_safely
from gongkai.core.audit.engine import Examination, examine
from gongkai.core.audit.profiles import profile
from gongkai.core.reporting.report import AnnualReport, SourceDocument

EXAMINED = "examined"


@dataclass(frozen=True, slots=True)
class Part:
    """The files of one part, in order, and the folder its result is laid down in."""

    folder: str
    files: tuple[str, ...]
    format: str
    profile: str


@dataclass(frozen=True, slots=True)
class Examined:
    """A report without its contents, its row, and what the rules said of it alone."""

    report: AnnualReport
    row: Row
    examination: Examination


@dataclass(frozen=True, slots=True)
class Laid:
    """What a part holds beside its tables: documents in order, each with its reports."""

    documents: tuple[tuple[SourceDocument, tuple[Examined, ...]], ...]


def make(part: Part) -> str:
    """Read and audit the files of a part and lay it down; done by a worker process.

    Raises:
        OSError: The folder cannot be written.
    """
    folder, growing = Path(part.folder), Path(f"{part.folder}.new")
    shutil.rmtree(growing, ignore_errors=True)
    growing.mkdir(parents=True)
    cells: list[Row] = []
    sentences: list[Row] = []
    laid = Laid(tuple(_examined(part, cells, sentences)))
    for table, rows in ((CELLS, cells), (SENTENCES, sentences)):
        file = open_table(table, growing / table.name, part.format)
        file.write(rows)
        file.close()
    (growing / EXAMINED).write_bytes(pack(laid))
    os.replace(growing, folder)
    return part.folder


def _examined(
    part: Part, cells: list[Row], sentences: list[Row]
) -> Iterator[tuple[SourceDocument, tuple[Examined, ...]]]:
    chosen = profile(part.profile)
    for file in part.files:
        document = read_file_safely(file)
        found = []
        for number, report in enumerate(document.reports, 1):
            memo: dict[str, Any] = {}
            one = examine(report, chosen, isolate=True, memo=memo)
            cells.extend(cell_rows(report, number))
            sentences.extend(sentence_rows(report, number, memo))
            one = replace(one, findings=quote_rows(one.findings, report))
            found.append(Examined(_emptied(report), report_row(report, number), one))
        yield _counted(document), tuple(found)


def _emptied(report: AnnualReport) -> AnnualReport:
    return AnnualReport(report.path, report.body, report.year, report.form)


def _counted(document: SourceDocument) -> SourceDocument:
    """Return the document with emptied reports: how many there are is all that is asked later."""
    return replace(document, reports=tuple(_emptied(report) for report in document.reports))


def is_made(part: Part) -> bool:
    """Return whether the part has been laid down."""
    return (Path(part.folder) / EXAMINED).is_file()


def laid_down(part: Part) -> Laid:
    """Return what a part that was made holds beside its tables."""
    found: Laid = unpack((Path(part.folder) / EXAMINED).read_bytes())
    return found
