"""Register numbers (登记号) and query codes (查询码): how they are written and read back."""

from __future__ import annotations

import re
from collections.abc import Callable

# No 0, O, 1, I, L: a code is read from paper and over the telephone.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 12
GROUP = 4


def reference(slug: str, year: int, serial: int) -> str:
    """Return the number by which an application is known: body, year, place in the register."""
    return f"{slug}-{year}-{serial:05d}"


def printed(year: int, serial: int) -> str:
    """Return the number as the register prints it: 〔2026〕第12号."""
    return f"〔{year}〕第{serial}号"


def new_code(choose: Callable[[str], str]) -> str:
    """Return a query code; ``choose`` picks one character at random (``secrets.choice``)."""
    letters = "".join(choose(ALPHABET) for _ in range(CODE_LENGTH))
    return "-".join(letters[i : i + GROUP] for i in range(0, CODE_LENGTH, GROUP))


def plain_code(typed: str) -> str:
    """Return a code as it was typed without separators, in capitals."""
    return re.sub(r"[\s\-－—]", "", typed).upper()


def plain_reference(typed: str) -> str:
    """Return a number as it was typed, without blanks, in small letters, half-width hyphens."""
    return re.sub(r"[－—]", "-", re.sub(r"\s", "", typed)).lower()
