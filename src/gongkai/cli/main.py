"""The ``gongkai`` command: one table of subcommands, each imported only when it is asked for."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Protocol, cast

from gongkai.cli.console import complain

# Name, module, one line of help. A module offers add_arguments(parser) and run(arguments).
COMMANDS = {
    "screen": ("gongkai.cli.screen", "检查待公开的文稿和附件"),
    "read": ("gongkai.cli.read", "读取年度报告，列出每个单元格"),
    "audit": ("gongkai.cli.audit", "核查年度报告，指出前后不一致之处"),
    "dataset": ("gongkai.cli.dataset", "把许多年度报告读成数据集"),
    "rules": ("gongkai.cli.rules", "列出核查规则，查看规则说明"),
    "clock": ("gongkai.cli.clock", "推算答复期限，逐日说明"),
    "calendar": ("gongkai.cli.calendar", "查工作日，数工作日"),
    "site": ("gongkai.cli.site", "核验公开站点，重建站点"),
}
USAGE_ERROR = 2
OWN_FAULT = 70
INTERRUPTED = 130
DESCRIPTION = "政府信息公开工作系统：读取、核查年度报告，推算期限与工作日。"


class Command(Protocol):
    """What a module of a subcommand offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the subcommand's arguments."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Do the work and return the exit code."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        # Names and texts hold characters that a narrow locale cannot print.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        return _dispatch(arguments)
    except KeyboardInterrupt:
        complain("已中断。")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output went away (`gongkai read … | head`): nothing is left to say.
        from gongkai.cli.output import discard_standard_output

        discard_standard_output()
        return 0
    except Exception as error:
        # Exit codes 1 and 2 have a meaning of their own: a fault of the program must not look so.
        if os.environ.get("GONGKAI_TRACEBACK"):
            raise
        complain(
            f"程序遇到没有预料到的情况（{type(error).__name__}：{error}）。请把这一行和所用的命令反馈给"
            "开发者；设置环境变量 GONGKAI_TRACEBACK=1 再运行，可以看到出错的位置。"
        )
        return OWN_FAULT


def _dispatch(argv: list[str]) -> int:
    name = next((argument for argument in argv if not argument.startswith("-")), None)
    parser = _parser(name if argv and argv[0] == name else None)
    parsed = parser.parse_args(argv)
    if parsed.version:
        sys.stdout.write(f"{_version()}\n")
        return 0
    command = getattr(parsed, "command_module", None)
    if command is None:
        parser.print_help()
        return USAGE_ERROR
    return cast("Command", command).run(parsed)


def _parser(wanted: str | None) -> argparse.ArgumentParser:
    """Build the parser; only the subcommand that is wanted is imported."""
    parser = argparse.ArgumentParser(prog="gongkai", description=DESCRIPTION)
    parser.add_argument("--version", action="store_true", help="显示版本")
    commands = parser.add_subparsers(title="命令", metavar="命令")
    for name, (module, summary) in COMMANDS.items():
        child = commands.add_parser(name, help=summary, description=f"{summary}。")
        if name == wanted:
            command = cast("Command", importlib.import_module(module))
            command.add_arguments(child)
            child.set_defaults(command_module=command)
    return parser


def _version() -> str:
    """Return the version; the package's metadata is read only when it is asked for."""
    from importlib.metadata import version

    return f"gongkai {version('gongkai')}"


if __name__ == "__main__":
    sys.exit(main())
