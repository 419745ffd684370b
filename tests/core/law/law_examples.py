"""How the Chinese examples of the law are found and read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from gongkai.core.law import event_lines, receipt
from gongkai.core.law.clocks import CaseFacts

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "law"
CHANNELS = {rule.label: key for key, rule in receipt.channels().items()}


def load() -> list[dict[str, Any]]:
    """Return every example, with the file's question and article where it has none of its own."""
    found = []
    for file in sorted(EXAMPLES.glob("*.yaml")):
        content = yaml.safe_load(file.read_text("utf-8"))
        shared = {key: content[key] for key in ("asks", "article") if key in content}
        found += [{"file": file.name, **shared, **example} for example in content["examples"]]
    return found


def facts(example: dict[str, Any]) -> CaseFacts:
    """Return the case an example tells."""
    events = tuple(event_lines.parse(line) for line in example["events"])
    return CaseFacts(CHANNELS[example["channel"]], events)
