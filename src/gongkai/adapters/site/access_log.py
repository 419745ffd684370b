"""Reading access logs (访问日志): our nginx format, or the combined one; addresses are dropped at once."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from gongkai.core.publishing.visits import Hit

CHINA = ZoneInfo("Asia/Shanghai")
COMBINED = re.compile(
    r'\S+ \S+ \S+ \[(?P<at>[^\]]+)\] "(?P<method>[A-Z]+) (?P<path>\S+) [^"]*" (?P<status>\d{3}) \S+'
    r'(?: "[^"]*" "(?P<agent>[^"]*)")?'
)


def read_log(path: Path) -> Iterator[Hit | None]:
    """Yield every line of a log, packed or not; none for a line that cannot be read."""
    with _opened(path) as file:
        for line in file:
            if line.strip():
                yield _json(line) if line.startswith("{") else _combined(line)


def _opened(path: Path) -> IO[str]:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8", errors="replace")
    return path.open(encoding="utf-8", errors="replace")


def _json(line: str) -> Hit | None:
    try:
        told = json.loads(line)
        at = datetime.fromisoformat(told["at"])
        return _hit(at, told["path"], told["method"], int(told["status"]), told["agent"])
    except (ValueError, KeyError, TypeError):
        return None


def _combined(line: str) -> Hit | None:
    found = COMBINED.match(line)
    if found is None:
        return None
    try:
        at = datetime.strptime(found["at"], "%d/%b/%Y:%H:%M:%S %z")
    except ValueError:
        return None
    return _hit(at, found["path"], found["method"], int(found["status"]), found["agent"] or "")


def _hit(at: datetime, path: str, method: str, status: int, agent: str) -> Hit:
    # nginx tells the index page of a folder as //index.html when it has looked for it.
    page = unquote(path.partition("?")[0]).replace("//", "/")
    return Hit(at.astimezone(CHINA).date(), page, method, status, agent)
