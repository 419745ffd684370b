"""What is blacked out (遮盖框): where, on what ground, why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.core.casework.letters.facts import WithheldPart
from gongkai.core.law import grounds

LEAST = 0.002
"""The smallest side of a box, as a share of the page: smaller ones are slips of the pen."""


class BoxError(ValueError):
    """A box cannot be used; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of a page: ``page`` from 1, sides as shares 0 to 1 from the top left corner.

    ``ground`` is a key of ``core.law.grounds``, ``kind`` one of its kinds when it has any.
    """

    page: int
    left: float
    top: float
    right: float
    bottom: float
    ground: str
    kind: str = ""
    reason: str = ""

    @property
    def code(self) -> str:
        """Return what is printed on the box: article and ground."""
        ground = grounds.grounds()[self.ground]
        return f"{ground.article} {ground.kinds[self.kind] if self.kind else ground.label}"


def check(boxes: Sequence[Box], pages: int) -> None:
    """Look whether each box lies on a page and names its ground.

    Raises:
        BoxError: Some do not; the message names all of them.
    """
    faults = [
        f"第 {number} 处（第 {box.page} 页）：{fault}"
        for number, box in enumerate(boxes, 1)
        for fault in _faults(box, pages)
    ]
    if not boxes:
        faults.append("没有遮盖框。请先画出要遮盖的地方")
    if faults:
        raise BoxError("；".join(faults))


def _faults(box: Box, pages: int) -> list[str]:
    faults = []
    if not 1 <= box.page <= pages:
        faults.append(f"文件只有 {pages} 页")
    inside = 0 <= box.left < box.right <= 1 and 0 <= box.top < box.bottom <= 1
    if not inside or box.right - box.left < LEAST or box.bottom - box.top < LEAST:
        faults.append("遮盖框不在页面之内或者太小。请重画")
    ground = grounds.grounds().get(box.ground)
    if ground is None:
        faults.append(f"没有“{box.ground}”这种理由。请选择不予公开的情形")
    elif (ground.kinds or box.kind) and box.kind not in ground.kinds:
        faults.append(
            f"“{ground.label}”要写明哪一类：{'、'.join(ground.kinds.values()) or '不分类'}"
        )
    return faults


def withheld_parts(title: str, boxes: Sequence[Box]) -> tuple[WithheldPart, ...]:
    """Return the list for the reply (不予公开部分清单): one part for each page and ground."""
    grouped: dict[tuple[int, str, str, str], int] = {}
    for box in sorted(boxes, key=lambda each: (each.page, each.top, each.left)):
        key = (box.page, box.ground, box.kind, box.reason)
        grouped[key] = grouped.get(key, 0) + 1
    return tuple(
        WithheldPart(f"《{title}》第{page}页遮盖的{count}处", ground, reason, kind)
        for (page, ground, kind, reason), count in grouped.items()
    )
