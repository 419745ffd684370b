"""Where the findings of ``gongkai audit`` go, and in which format."""

from __future__ import annotations

import argparse
import io
import os
import shutil
import sys
from datetime import date
from typing import TYPE_CHECKING, BinaryIO

from gongkai.cli.output import open_output

if TYPE_CHECKING:
    from gongkai.adapters.auditing.audited import Audited
    from gongkai.adapters.writers.findings_terminal import Terminal


def write(audited: Audited, arguments: argparse.Namespace, *, today: date) -> None:
    """Write the audit in the chosen format to the chosen place.

    Raises:
        OutputError: The file cannot be written.
        BrokenPipeError: Whoever reads standard output went away.
    """
    with open_output(arguments.output) as stream:
        if arguments.format == "xlsx":
            from gongkai.adapters.writers import findings_xlsx

            findings_xlsx.write(audited, stream, made_on=today)
            return
        _write_text(audited, stream, arguments, today)


def _write_text(
    audited: Audited, stream: BinaryIO, arguments: argparse.Namespace, today: date
) -> None:
    shown = arguments.output is None and arguments.format == "text"
    encoding = (sys.stdout.encoding or "utf-8") if shown else "utf-8"
    text = io.TextIOWrapper(stream, encoding=encoding, errors="backslashreplace", newline="\n")
    if arguments.format == "json":
        from gongkai.adapters.writers import findings_json

        findings_json.write(audited, text)
    elif arguments.format == "sarif":
        from gongkai.adapters.writers import findings_sarif

        findings_sarif.write(audited, text, version=_version())
    elif arguments.format == "html":
        from gongkai.adapters.writers import findings_html

        findings_html.write(audited, text, made_on=today, version=_version())
    else:
        from gongkai.adapters.writers import findings_terminal

        findings_terminal.write(audited, text, _terminal(shown=shown))
    text.flush()
    text.detach()


def _terminal(*, shown: bool) -> Terminal:
    from gongkai.adapters.writers.findings_terminal import Terminal

    if not shown or not sys.stdout.isatty():
        return Terminal()
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return Terminal(colours=not plain, width=shutil.get_terminal_size().columns, wrap=True)


def _version() -> str:
    from importlib.metadata import version

    return version("gongkai")
