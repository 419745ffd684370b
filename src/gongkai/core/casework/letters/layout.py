"""The parts of an edited letter (文书版面): which line is title, number, addressee, signature, date."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass

from gongkai.core.casework.letters.numbering import NUMBER
from gongkai.core.text.dates import find_dates

LONGEST_ADDRESSEE = 80
_ATTACHMENT = re.compile(r"附件[:：]")
_NUMBERED = re.compile(r"\d{1,2}[.、]")


class Role(enum.StrEnum):
    """What a line of a letter is, which decides how it is set."""

    TITLE = "title"
    NUMBER = "number"
    ADDRESSEE = "addressee"
    TEXT = "text"
    ATTACHMENT = "attachment"
    SIGNATURE = "signature"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not empty: its role, its text, its 1-based place in the text."""

    role: Role
    text: str
    number: int


def lines_of(text: str) -> tuple[Line, ...]:
    """Return the lines of a letter with their roles; what fits no role is text."""
    found = [(n, line.strip()) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    roles = [Role.TEXT] * len(found)
    if found:
        roles[0] = Role.TITLE
    _mark_head(found, roles)
    _mark_end(found, roles)
    _mark_attachments(found, roles)
    return tuple(Line(role, line, n) for (n, line), role in zip(found, roles, strict=True))


def _mark_head(found: list[tuple[int, str]], roles: list[Role]) -> None:
    for place in range(1, min(3, len(found))):
        line = found[place][1]
        if place == 1 and (NUMBER.fullmatch(line) or line.startswith("【待填：文号")):
            roles[place] = Role.NUMBER
        elif line.endswith(("：", ":")) and len(line) <= LONGEST_ADDRESSEE:
            roles[place] = Role.ADDRESSEE
            return


def _mark_end(found: list[tuple[int, str]], roles: list[Role]) -> None:
    last = len(found) - 1
    if last < 2 or not is_date(found[last][1]):
        return
    roles[last] = Role.DATE
    if roles[last - 1] is Role.TEXT and not found[last - 1][1].endswith("。"):
        roles[last - 1] = Role.SIGNATURE


def _mark_attachments(found: list[tuple[int, str]], roles: list[Role]) -> None:
    inside = False
    for place, (_, line) in enumerate(found):
        if roles[place] is not Role.TEXT:
            inside = False
        elif _ATTACHMENT.match(line) or (inside and _NUMBERED.match(line)):
            inside = True
            roles[place] = Role.ATTACHMENT
        else:
            inside = False


def is_date(line: str) -> bool:
    """Return whether a line is one date and nothing else."""
    dates = find_dates(line)
    return (
        len(dates) == 1 and dates[0].day is not None and len(line) == dates[0].end - dates[0].start
    )
