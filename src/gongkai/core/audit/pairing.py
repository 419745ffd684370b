"""Which reports belong together (配对): the same body's years, a government and the bodies below."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.core.audit.bodies import BodyKind, BodyName, body_name, is_below, same_body
from gongkai.core.audit.digest import Digest


@dataclass(frozen=True, slots=True)
class Kin:
    """The positions of the reports that stand beside one report; ``previous`` is the year before."""

    previous: int | None = None
    twins: tuple[int, ...] = ()
    children: tuple[int, ...] = ()
    neighbours: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        """Return whether there is anything to compare with."""
        return bool(self.previous is not None or self.twins or self.children or self.neighbours)


def pair(digests: Sequence[Digest]) -> dict[int, Kin]:
    """Return, for each report that has any, the reports that stand beside it."""
    years = _by_body(digests)
    below = _by_region(digests)
    result = {}
    for index, digest in enumerate(digests):
        if digest.body is None or digest.year is None:
            continue
        kin = _kin(index, digests, years, below)
        if kin:
            result[index] = kin
    return result


def _by_body(digests: Sequence[Digest]) -> dict[tuple[str, int], list[int]]:
    found: dict[tuple[str, int], list[int]] = defaultdict(list)
    for index, digest in enumerate(digests):
        if digest.body is not None and digest.year is not None:
            found[body_name(digest.body).key, digest.year].append(index)
    return found


def _by_region(digests: Sequence[Digest]) -> dict[tuple[str, int], list[int]]:
    """Index the reports of each year under every region their body's name begins with."""
    found: dict[tuple[str, int], list[int]] = defaultdict(list)
    for index, digest in enumerate(digests):
        if digest.body is not None and digest.year is not None:
            for region in body_name(digest.body).regions:
                found[region, digest.year].append(index)
    return found


def _kin(
    index: int,
    digests: Sequence[Digest],
    years: dict[tuple[str, int], list[int]],
    below: dict[tuple[str, int], list[int]],
) -> Kin:
    body, year = digests[index].body or "", digests[index].year or 0
    name = body_name(body)

    def others(found: Sequence[int]) -> list[int]:
        return [i for i in found if i != index and same_body(digests[i].body or "", body)]

    before = others(years.get((name.key, year - 1), []))
    around = [i for i in below.get((name.region, year), []) if i != index]
    return Kin(
        previous=before[0] if before else None,
        twins=tuple(others(years[name.key, year])),
        children=tuple(i for i in around if is_below(_name(digests[i]), name)),
        neighbours=tuple(i for i in around if _is_beside(_name(digests[i]), name)),
    )


def _name(digest: Digest) -> BodyName:
    return body_name(digest.body or "")


def _is_beside(one: BodyName, other: BodyName) -> bool:
    """Return whether both are bodies of the same region and of one kind, and not the same body."""
    return (
        one.region == other.region
        and one.kind is other.kind
        and one.kind in (BodyKind.DEPARTMENT, BodyKind.TOWNSHIP)
        and one.key != other.key
    )
