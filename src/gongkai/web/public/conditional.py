"""Conditions of a request (条件请求): has it changed, which part is asked for, may it be packed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Any, Final

RANGE = re.compile(r"bytes=(\d*)-(\d*)")
UNSATISFIABLE: Final = (-1, -1)


def not_modified(environ: Mapping[str, Any], etag: str, changed: str) -> bool:
    """Return whether the reader already has it: by ``If-None-Match``, else ``If-Modified-Since``."""
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known is not None:
        tags = {tag.strip().removeprefix("W/") for tag in known.split(",")}
        return etag in tags or "*" in tags
    since = environ.get("HTTP_IF_MODIFIED_SINCE")
    if since is None:
        return False
    if since == changed:
        return True
    try:
        return parsedate_to_datetime(changed) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False


def part_asked_for(environ: Mapping[str, Any], size: int, etag: str) -> tuple[int, int] | None:
    """Return first and last byte asked for; none for the whole, ``UNSATISFIABLE`` for none of it.

    Several ranges at once are answered with the whole file, as RFC 9110 allows.
    """
    asked = environ.get("HTTP_RANGE")
    if asked is None or environ.get("HTTP_IF_RANGE", etag) != etag:
        return None
    match = RANGE.fullmatch(asked.strip())
    if match is None or match.group(0) == "bytes=-":
        return None
    first, last = match.groups()
    if not first:
        start = max(0, size - int(last))
        return (start, size - 1) if int(last) and size else UNSATISFIABLE
    end = min(int(last), size - 1) if last else size - 1
    if int(first) >= size:
        return UNSATISFIABLE
    return (int(first), end) if int(first) <= end else None


def takes_gzip(environ: Mapping[str, Any]) -> bool:
    """Return whether the reader unpacks gzip."""
    for offered in environ.get("HTTP_ACCEPT_ENCODING", "").split(","):
        name, _, weight = offered.partition(";")
        if name.strip() == "gzip":
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
