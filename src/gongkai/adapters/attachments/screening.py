"""Screening of a whole file (附件检查): every part through the gate, and what is left in it unseen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.adapters.attachments.contents import Part
from gongkai.adapters.attachments.parts import parts
from gongkai.core.screening.alarms import Alarm, Gate
from gongkai.core.screening.gate import screen


def screen_file(content: bytes, *, on: date) -> Iterator[Alarm]:
    """Yield every alarm over the file's parts, in the order of the file.

    Raises:
        UnreadableError: The file cannot be read, so it cannot be said to be clean.
    """
    residues: dict[str, Part] = {}
    for part in parts(content):
        yield from screen(part.text, on=on, where=part.where)
        if part.lost_digits:
            yield _lost_digits(part)
        if part.residue:
            residues.setdefault(part.residue, part)
    for residue, part in residues.items():
        yield _residue(residue, part)


def _lost_digits(part: Part) -> Alarm:
    return Alarm(
        rule="D-09",
        gate=Gate.ANSWER,
        kind="个人信息",
        message="有超过 15 位的数字，可能是身份证号、账号，且末位已失真。请核对后删去，或改为文本格式。",
        spans=((0, len(part.text)),),
        excerpt="",
        source="《中华人民共和国个人信息保护法》第二十五条",
        where=part.where,
    )


def _residue(residue: str, part: Part) -> Alarm:
    return Alarm(
        rule="H-01",
        gate=Gate.ANSWER,
        kind="残留内容",
        message=f"文件里有{residue}，下载的人都能看到。请清除后重新上传，或说明为何保留。",
        spans=((0, len(part.text)),),
        excerpt="",
        source="先审查后公开",
        where=part.where,
    )
