"""The words and marks that S-07 and S-08 look for (marks.yaml), and what they let pass."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from gongkai.core.kernel import data


@dataclass(frozen=True, slots=True)
class MarkWords:
    """The data file: what S-07 and S-08 look for, and what they let pass."""

    doubled_marks: tuple[str, ...]
    doubled_characters: tuple[str, ...]
    allowed: tuple[str, ...]
    residue: tuple[str, ...]
    private_mail: tuple[str, ...]


@functools.cache
def mark_words() -> MarkWords:
    """Return the data file."""
    loaded: MarkWords = data.load("gongkai.core.audit.rules", "marks.yaml", MarkWords)
    return loaded
