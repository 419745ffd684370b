"""``gongkai read``: reads annual reports (年度报告) out of files and folders."""

from __future__ import annotations

import argparse
import sys
from typing import BinaryIO, Protocol

from gongkai.adapters.readers.read import find_files, read_paths
from gongkai.cli.console import complain
from gongkai.cli.output import OutputError, open_output
from gongkai.cli.progress import with_progress
from gongkai.core.reporting.report import SourceDocument

ALL_READ, SOME_NOT_READ, WRONG_USAGE = 0, 1, 2


class Writer(Protocol):
    """What a format offers: documents go in one by one."""

    def write(self, document: SourceDocument) -> None:
        """Write one document."""

    def close(self) -> None:
        """Write what comes last."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``gongkai read``."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="文件或文件夹")
    parser.add_argument(
        "--format", choices=("text", "json", "csv", "parquet"), default="text", help="输出格式"
    )
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
    for document in with_progress(read_paths(files, jobs=arguments.jobs), len(files)):
        writer.write(document)
        report_problems(document)
        complete = complete and is_complete(document)
    writer.close()
    return ALL_READ if complete else SOME_NOT_READ


def is_complete(document: SourceDocument) -> bool:
    """Return whether the whole file could be read."""
    return bool(document.reports) and not document.problems


def report_problems(document: SourceDocument) -> None:
    """Name a file that was read only in part or not at all, one line a reason, on standard error."""
    for problem in document.problems:
        complain(f"{document.path}：{problem.message}（{problem.code}）")


def _writer(name: str, stream: BinaryIO) -> Writer:
    if name == "json":
        from gongkai.adapters.writers.report_json import JsonWriter

        return JsonWriter(stream)
    if name == "csv":
        from gongkai.adapters.writers.report_tables import CsvWriter

        return CsvWriter(stream)
    if name == "parquet":
        from gongkai.adapters.writers.report_tables import ParquetWriter

        return ParquetWriter(stream)
    from gongkai.adapters.writers.reading_terminal import TerminalWriter

    return TerminalWriter(stream)
