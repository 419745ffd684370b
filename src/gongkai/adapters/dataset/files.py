"""Writing the tables (写表): CSV that spreadsheets open, Parquet that computes quickly.

What is written depends on the rows and on the sizes in which they come, on nothing else, so that
two runs over the same files give the same bytes.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

from gongkai.adapters.dataset.rows import Row
from gongkai.adapters.dataset.tables import Kind, Table
from gongkai.adapters.writers.report_tables import FORMULA

FORMATS = ("parquet", "csv")


class TableFile(Protocol):
    """A table being written."""

    def write(self, rows: Sequence[Row]) -> None:
        """Add rows."""

    def append(self, part: Path) -> int:
        """Add the rows of a part that was written in the same format; return how many."""

    def close(self) -> None:
        """Write what comes last."""


def open_table(table: Table, path: Path, form: str) -> TableFile:
    """Begin to write a table in one of ``FORMATS``."""
    return CsvFile(table, path) if form == "csv" else ParquetFile(table, path)


class CsvFile:
    """CSV with a byte order mark; text that a spreadsheet would run as a formula is made inert."""

    def __init__(self, table: Table, path: Path) -> None:
        self._stream = path.open("wb")
        self._head = codecs.BOM_UTF8 + _lines([table.names])
        self._stream.write(self._head)

    def write(self, rows: Sequence[Row]) -> None:
        """Add rows."""
        self._stream.write(_lines([_shown(value) for value in row] for row in rows))

    def append(self, part: Path) -> int:
        """Add the rows of a part, without its heading; return how many."""
        with part.open(encoding="utf-8-sig", newline="") as stream:
            count = sum(1 for _ in csv.reader(stream)) - 1
        self._stream.write(part.read_bytes()[len(self._head) :])
        return count

    def close(self) -> None:
        """Close the file."""
        self._stream.close()


def _lines(rows: Iterable[Sequence[Any]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8", "backslashreplace")


def _shown(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, str) and FORMULA.match(value):
        return f"'{value}"
    return value


class ParquetFile:
    """Parquet with one row group a part; figures are doubles, repeated texts are dictionaries."""

    def __init__(self, table: Table, path: Path) -> None:
        import pyarrow
        import pyarrow.parquet

        kinds = {
            Kind.TEXT: pyarrow.string(),
            Kind.CATEGORY: pyarrow.string(),
            Kind.WHOLE: pyarrow.int32(),
            Kind.NUMBER: pyarrow.float64(),
            Kind.TRUTH: pyarrow.bool_(),
        }
        self._table = table
        self._arrow = pyarrow
        self._parquet = pyarrow.parquet
        self._schema = pyarrow.schema([(one.name, kinds[one.kind]) for one in table.columns])
        repeated = [one.name for one in table.columns if one.kind is Kind.CATEGORY]
        self._writer = pyarrow.parquet.ParquetWriter(
            path, self._schema, compression="zstd", use_dictionary=repeated
        )

    def write(self, rows: Sequence[Row]) -> None:
        """Add rows as one row group."""
        if not rows:
            return
        columns = [[_plain(value) for value in column] for column in zip(*rows, strict=True)]
        arrays = [
            self._arrow.array(values, type=field.type)
            for values, field in zip(columns, self._schema, strict=True)
        ]
        self._writer.write_table(self._arrow.Table.from_arrays(arrays, schema=self._schema))

    def append(self, part: Path) -> int:
        """Add the rows of a part; return how many."""
        found = self._parquet.read_table(part, schema=self._schema)
        if found.num_rows:
            self._writer.write_table(found.combine_chunks())
        return int(found.num_rows)

    def close(self) -> None:
        """Write the footer."""
        self._writer.close()


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, str):
        # A file name that is no UTF-8 comes with surrogates, which no column of text can hold.
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    return value
