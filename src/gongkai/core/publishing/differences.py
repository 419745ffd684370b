"""What changed between two editions (版本比对): field by field, and the text by paragraph."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

BLOCK = re.compile(r"</(?:p|h[1-6]|li|tr|table|ul|ol|div|blockquote)>|<br\s*/?>")
TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text: ``same``, ``removed`` or ``added``."""

    kind: Literal["same", "removed", "added"]
    text: str


def changed_fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[FieldChange]:
    """Return the fields that differ, in the order of ``after``, then what is gone."""
    names = [*after, *(name for name in before if name not in after)]
    return [
        FieldChange(name, before.get(name), after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    ]


def paragraphs(html: str) -> list[str]:
    """Return the visible text of ``html``, one string a block."""
    blocks = (TAG.sub("", part).strip() for part in BLOCK.split(html))
    return [block for block in blocks if block]


def compare_texts(before: str, after: str) -> list[list[Passage]]:
    """Compare two HTML texts: one list of passages a paragraph, characters marked inside."""
    old, new = paragraphs(before), paragraphs(after)
    lines: list[list[Passage]] = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            lines += [[Passage("same", text)] for text in old[i1:i2]]
            continue
        paired = min(i2 - i1, j2 - j1)
        lines += [compare_lines(old[i1 + k], new[j1 + k]) for k in range(paired)]
        lines += [[Passage("removed", text)] for text in old[i1 + paired : i2]]
        lines += [[Passage("added", text)] for text in new[j1 + paired : j2]]
    return lines


def compare_lines(before: str, after: str) -> list[Passage]:
    """Compare two paragraphs character by character."""
    passages: list[Passage] = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            passages.append(Passage("same", before[i1:i2]))
            continue
        if i2 > i1:
            passages.append(Passage("removed", before[i1:i2]))
        if j2 > j1:
            passages.append(Passage("added", after[j1:j2]))
    return passages
