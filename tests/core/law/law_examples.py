"""How the Chinese examples of the law are read: an event is one line, as a lawyer would write it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from gongkai.core.law import receipt
from gongkai.core.law.clocks import CaseFacts
from gongkai.core.law.events import Channel, Event, EventKind, Party

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "law"
LINE = re.compile(r"(\d{4}-\d{2}-\d{2}) ([^（]+)(?:（(.+)）)?")
KINDS = {kind.label: kind for kind in EventKind}
PARTIES = {party.label: party for party in Party}
CHANNELS = {rule.label: key for key, rule in receipt.channels().items()}


def load() -> list[dict[str, Any]]:
    """Return every example, with the file's question and article where it has none of its own."""
    found = []
    for file in sorted(EXAMPLES.glob("*.yaml")):
        content = yaml.safe_load(file.read_text("utf-8"))
        shared = {key: content[key] for key in ("asks", "article") if key in content}
        found += [{"file": file.name, **shared, **example} for example in content["examples"]]
    return found


def event(line: str) -> Event:
    """Read ``2026-03-27 延长答复期限（10 个工作日，负责人同意）``."""
    matched = LINE.fullmatch(line)
    assert matched, f"not an event: {line}"
    on, label, rest = matched.groups()
    details: dict[str, Any] = {}
    for part in filter(None, re.split("，", rest or "")):
        details.update(_detail(part))
    return Event(KINDS[label], date.fromisoformat(on), **details)


def _detail(part: str) -> dict[str, Any]:
    if part in PARTIES:
        return {"party": PARTIES[part]}
    if part == "负责人同意":
        return {"consented": True}
    if matched := re.fullmatch(r"(\d{4}-\d{2}-\d{2}) 前", part):
        return {"until": date.fromisoformat(matched[1])}
    if matched := re.fullmatch(r"(\d+) 个工作日", part):
        return {"days": int(matched[1])}
    return {"reference": part}


def facts(example: dict[str, Any]) -> CaseFacts:
    """Return the case an example tells."""
    channel: Channel = CHANNELS[example["channel"]]
    return CaseFacts(channel, tuple(event(line) for line in example["events"]))
