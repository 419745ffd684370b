"""What was read as one long tidy table (长表), a row a cell: CSV and Parquet."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, BinaryIO

from gongkai.core.reporting.report import Cell, SourceDocument

COLUMNS = (
    "path",
    "body",
    "year",
    "form",
    "cell",
    "value",
    "raw",
    "state",
    "line",
    "page",
    "restored",
    "confidence",
)
# A spreadsheet runs a text that begins like this as a formula.
FORMULA = re.compile(r"[=@\t\r]|[+-](?!\d|$)")
ROW_GROUP = 50_000


def rows(document: SourceDocument) -> Iterator[tuple[Any, ...]]:
    """Return the cells of every report of the document; the columns are ``COLUMNS``."""
    for report in document.reports:
        for cell in report.cells.values():
            yield (report.path, report.body, report.year, report.form, *_of_cell(cell))


def _of_cell(cell: Cell) -> tuple[Any, ...]:
    line, page = (cell.place.line, cell.place.page) if cell.place else (None, None)
    return (
        cell.name,
        cell.value,
        cell.raw,
        cell.state.value,
        line,
        page,
        cell.restored,
        cell.confidence,
    )


class CsvWriter:
    """Writes CSV with a byte order mark, so that spreadsheets show Chinese; text is made inert."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._stream.write(codecs.BOM_UTF8 + _csv([COLUMNS]))

    def write(self, rendered: bytes) -> None:
        """Write the cells of one document, as ``render_csv`` gave them."""
        self._stream.write(rendered)

    def close(self) -> None:
        """Do nothing: the last row is the end."""


def render_csv(document: SourceDocument) -> bytes:
    """Return the cells of one document as lines of CSV, without a heading."""
    return _csv([_inert(value) for value in row] for row in rows(document))


def _csv(lines: Iterable[Sequence[Any]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(lines)
    return text.getvalue().encode("utf-8", "backslashreplace")


def _inert(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and FORMULA.match(value):
        return f"'{value}"
    return value


def render_parquet(document: SourceDocument) -> list[tuple[Any, ...]]:
    """Return the cells of one document as plain values."""
    return [
        tuple(float(value) if isinstance(value, Decimal) else value for value in row)
        for row in rows(document)
    ]


class ParquetWriter:
    """Writes Parquet in row groups, so that memory does not grow with the number of documents."""

    def __init__(self, stream: BinaryIO) -> None:
        import pyarrow
        import pyarrow.parquet

        self._arrow = pyarrow
        text = pyarrow.dictionary(pyarrow.int32(), pyarrow.string())
        kinds = {
            "path": text,
            "body": text,
            "year": pyarrow.int16(),
            "form": text,
            "cell": text,
            "value": pyarrow.float64(),
            "raw": pyarrow.string(),
            "state": text,
            "line": pyarrow.int32(),
            "page": pyarrow.int32(),
            "restored": pyarrow.bool_(),
            "confidence": pyarrow.float32(),
        }
        self._schema = pyarrow.schema([(name, kinds[name]) for name in COLUMNS])
        self._writer = pyarrow.parquet.ParquetWriter(stream, self._schema, compression="zstd")
        self._waiting: list[tuple[Any, ...]] = []

    def write(self, rendered: Sequence[tuple[Any, ...]]) -> None:
        """Take the cells of one document; they are written when a row group is full."""
        self._waiting.extend(rendered)
        if len(self._waiting) >= ROW_GROUP:
            self._flush()

    def close(self) -> None:
        """Write what is left, and the footer."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if not self._waiting:
            return
        columns = dict(zip(COLUMNS, map(list, zip(*self._waiting, strict=True)), strict=True))
        columns["path"] = [_printable(path) for path in columns["path"]]
        self._writer.write_table(self._arrow.table(columns, schema=self._schema))
        self._waiting.clear()


def _printable(path: str) -> str:
    """A file name that is not UTF-8 comes as lone surrogates, which Parquet cannot hold."""
    return path.encode("utf-8", "backslashreplace").decode()
