"""``gongkai audit``: read annual reports and say what does not add up (核查)."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai.adapters.auditing.batch import Batch

FORMATS = ("text", "json", "html", "xlsx", "sarif")
FOUND_ERRORS, UNUSABLE = 1, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``gongkai audit``."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="文件或文件夹")
    parser.add_argument("--format", choices=FORMATS, default="text", help="输出格式，默认 text")
    parser.add_argument("--output", metavar="FILE", help="写入文件，默认写到标准输出")
    parser.add_argument(
        "--profile",
        default="self-check",
        metavar="NAME",
        help="核查方案：self-check 自查（默认），superior 上级核查，research 研究",
    )
    parser.add_argument(
        "--rules", type=_codes, default=(), metavar="CODES", help="只运行这些规则，如 T3,P-01"
    )
    parser.add_argument(
        "--skip", type=_codes, default=(), metavar="CODES", help="不运行这些规则，如 Y-05,S"
    )
    parser.add_argument("--accepted", metavar="FILE", help="已接受的问题（YAML）")
    parser.add_argument("--roster", metavar="FILE", help="应当报送的单位名单，每行一个")
    parser.add_argument("--jobs", type=_jobs, metavar="N", help="进程数，默认为处理器核数")
    adding = parser.add_argument_group("接受一个问题（写入 --accepted 指定的文件）")
    adding.add_argument("--accept", metavar="FINGERPRINT", help="问题的编号")
    adding.add_argument("--reason", metavar="TEXT", help="理由")
    adding.add_argument("--by", metavar="NAME", help="经办人")
    adding.add_argument("--until", type=_day, metavar="DATE", help="有效期至，如 2027-03-31")


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code.strip().upper() for code in text.split(",") if code.strip())


def _jobs(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"进程数应为正整数，不能是“{text}”")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"日期应写成 2027-03-31，不能是“{text}”") from error


def run(arguments: argparse.Namespace) -> int:
    """Audit, write the findings, and return the exit code of the contract."""
    from gongkai.adapters.auditing.selection import UnknownRulesError
    from gongkai.cli.output import OutputError
    from gongkai.core.kernel.data import DataError

    if arguments.accept is not None:
        from gongkai.cli import audit_accept

        return audit_accept.run(arguments, today=_today())
    if not arguments.paths:
        return _refuse("请给出要核查的文件或文件夹，例如：gongkai audit 报告文件夹")
    if arguments.format == "xlsx" and arguments.output is None and sys.stdout.isatty():
        return _refuse("xlsx 不能显示在终端上，请用 --output 指定文件名。")
    try:
        return _audit(arguments)
    except (UnknownRulesError, OutputError) as error:
        return _refuse(str(error))
    except DataError as error:
        return _refuse(*error.mistakes)
    except BrokenPipeError:
        raise
    except OSError as error:
        named = f"{error.filename}：" if error.filename else ""
        return _refuse(f"{named}{error.strerror or error}")


def _refuse(*lines: str) -> int:
    for line in lines:
        _say(line)
    return UNUSABLE


def _say(line: str) -> None:
    print(line, file=sys.stderr)


def _today() -> date:
    return datetime.now().astimezone().date()


def _audit(arguments: argparse.Namespace) -> int:
    from gongkai.adapters.auditing.batch import audit_files
    from gongkai.adapters.readers.read import find_files
    from gongkai.cli import audit_output
    from gongkai.cli.audit_order import order_of
    from gongkai.cli.progress import with_progress

    files = find_files(arguments.paths)
    order = order_of(arguments, today=_today(), files=len(files))
    batch = audit_files(files, order, with_progress)
    try:
        for line in _faults(batch.crashes):
            _say(line)
        if not batch.digests:
            return _nothing_read(batch)
        audit_output.write(batch, arguments, today=_today())
        return FOUND_ERRORS if batch.summary.errors else 0
    finally:
        batch.close()


def _faults(crashes: Sequence[str]) -> list[str]:
    """Return one line for each fault of the program, however often it was met."""
    met: dict[str, list[str]] = {}
    for crash in crashes:
        met.setdefault(crash.partition(" (")[0], []).append(crash)
    return [
        f"规则运行中断 {len(same)} 次，按无法判断计，请向开发者报告，例如 {same[0]}"
        for same in met.values()
    ]


def _nothing_read(batch: Batch) -> int:
    for document in batch.documents():
        for problem in document.problems:
            _say(f"{document.path}：{problem.message}")
    return _refuse("没有读出任何年度报告，未作核查。")
