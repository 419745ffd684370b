"""``gongkai read``: reads annual reports (年度报告) out of files and folders."""

from __future__ import annotations

import argparse
import functools
import importlib
import sys
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol

from gongkai.adapters.readers.read import find_files, map_files, read_file_safely, refused
from gongkai.cli.console import complain
from gongkai.cli.output import OutputError, open_output
from gongkai.cli.progress import with_progress
from gongkai.core.reporting.reading.problems import Met
from gongkai.core.reporting.report import Problem, SourceDocument

# Rows, cells and tables that were met inside a report and could not be used.
NOT_TAKEN = frozenset(
    met.code
    for met in (
        Met.ROW_UNPLACED,
        Met.COLUMNS_UNPLACED,
        Met.CELL_UNREADABLE,
        Met.TABLE_UNPLACED,
        Met.TABLE_TOO_LONG,
        Met.TOO_MANY_ROWS,
    )
)
ALL_READ, SOME_NOT_READ, WRONG_USAGE = 0, 1, 2


# Per format: the module, what renders one document in the process that read it, and the writer.
FORMATS = {
    "text": ("gongkai.adapters.writers.reading_terminal", "render", "TerminalWriter"),
    "json": ("gongkai.adapters.writers.report_json", "render", "JsonWriter"),
    "csv": ("gongkai.adapters.writers.report_tables", "render_csv", "CsvWriter"),
    "parquet": ("gongkai.adapters.writers.report_tables", "render_parquet", "ParquetWriter"),
}


class Writer(Protocol):
    """What a format offers: rendered documents go in one by one."""

    def write(self, rendered: Any) -> None:
        """Write one document."""

    def close(self) -> None:
        """Write what comes last."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What comes back of one file: the rendered document and what it was not read for."""

    path: str
    rendered: Any
    problems: tuple[Problem, ...]
    is_complete: bool


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``gongkai read``."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="文件或文件夹")
    parser.add_argument("--format", choices=tuple(FORMATS), default="text", help="输出格式")
    parser.add_argument("--output", metavar="FILE", help="写入文件；不给则写到标准输出")
    parser.add_argument("--profile", choices=("self-check", "superior", "research"), help="用途")
    parser.add_argument("--jobs", type=positive, metavar="N", help="进程数，默认等于处理器核数")


def positive(text: str) -> int:
    """Return the number of jobs.

    Raises:
        argparse.ArgumentTypeError: It is not a whole number from 1 on.
    """
    if not text.isdigit() or not int(text):
        raise argparse.ArgumentTypeError(f"“{text}”不是大于 0 的整数")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    """Read the files and print what was read; return 0, or 1 when a file was not read in full."""
    if arguments.format == "parquet" and arguments.output is None and sys.stdout.isatty():
        complain("Parquet 不能显示在终端上，请用 --output 给出文件名。")
        return WRONG_USAGE
    try:
        with open_output(arguments.output) as stream:
            return _read(arguments, stream)
    except OutputError as error:
        complain(str(error))
        return WRONG_USAGE


def _read(arguments: argparse.Namespace, stream: BinaryIO) -> int:
    files = find_files(arguments.paths)
    writer = _writer(arguments.format, stream)
    complete = True
    answers = map_files(
        files,
        functools.partial(read_and_render, arguments.format),
        functools.partial(_failed, arguments.format),
        jobs=arguments.jobs,
    )
    for answer in with_progress(answers, len(files)):
        writer.write(answer.rendered)
        for problem in answer.problems:
            complain(f"{answer.path}：{problem.message}（{problem.code}）")
        complete = complete and answer.is_complete
    writer.close()
    return ALL_READ if complete else SOME_NOT_READ


def read_and_render(name: str, path: str) -> Answer:
    """Read one file and render it in the format ``name``."""
    return _answer(name, read_file_safely(path))


def _failed(name: str, path: str, code: str, message: str) -> Answer:
    return _answer(name, refused(path, code, message))


def _answer(name: str, document: SourceDocument) -> Answer:
    module, render, _ = FORMATS[name]
    rendered = getattr(importlib.import_module(module), render)(document)
    unread = not_taken(document)
    return Answer(document.path, rendered, unread, bool(document.reports) and not unread)


def not_taken(document: SourceDocument) -> tuple[Problem, ...]:
    """Return what says that something printed in the file was not read.

    What is merely missing from a report, or was read with a reservation, does not make the reading
    incomplete; it stands among the report's own problems.
    """
    inside = (problem for report in document.reports for problem in report.problems)
    return (*document.problems, *(problem for problem in inside if problem.code in NOT_TAKEN))


def _writer(name: str, stream: BinaryIO) -> Writer:
    module, _, writer = FORMATS[name]
    made: Writer = getattr(importlib.import_module(module), writer)(stream)
    return made
