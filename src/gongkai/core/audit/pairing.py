"""Which reports belong together (配对): the same body's years, a government and the bodies below."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from gongkai.core.audit.bodies import BodyKind, BodyName, body_name, is_below, same_body
from gongkai.core.audit.digest import Digest
from gongkai.core.audit.similarity import nearest

# Wording that stands in this part of a neighbour's report is compared clause by clause.
LOOK_ALIKE = 0.5


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


class Pairing:
    """Finds kin among reports: indexed once by body and year, and by region and year."""

    def __init__(self, digests: Sequence[Digest]) -> None:
        self.digests = digests
        self.names = [body_name(one.body) if one.body is not None else None for one in digests]
        self.years: dict[tuple[str, int], list[int]] = defaultdict(list)
        self.regions: dict[tuple[str, int], list[int]] = defaultdict(list)
        for index, (name, digest) in enumerate(zip(self.names, digests, strict=True)):
            if name is not None and digest.year is not None:
                self.years[name.key, digest.year].append(index)
                for region in name.regions:
                    self.regions[region, digest.year].append(index)

    def kin(self) -> dict[int, Kin]:
        """Return, for each report that has any, the reports that stand beside it."""
        alike = self._look_alikes()
        found = {}
        for index, (name, digest) in enumerate(zip(self.names, self.digests, strict=True)):
            if name is None or digest.year is None:
                continue
            kin = Kin(
                previous=self._previous(index, name, digest.year),
                twins=tuple(self._same(index, name, digest.year)),
                children=self._children(name, digest.year),
                neighbours=(alike[index],) if index in alike else (),
            )
            if kin:
                found[index] = kin
        return found

    def _same(self, index: int, name: BodyName, year: int) -> list[int]:
        return [
            other
            for other in self.years.get((name.key, year), ())
            if other != index and same_body(self.digests[other].body or "", name.name)
        ]

    def _previous(self, index: int, name: BodyName, year: int) -> int | None:
        """Return the report of the year before: of the same file, else of the same folder.

        Two that differ and stand equally near are both left alone: nothing says which is meant.
        """
        found = self._same(index, name, year - 1)
        path = PurePath(self.digests[index].path)
        for near in (
            [i for i in found if self.digests[i].path == str(path)],
            [i for i in found if PurePath(self.digests[i].path).parent == path.parent],
            found,
        ):
            if near:
                alone = len(near) == 1 or len({self.digests[i].figures() for i in near}) == 1
                return near[0] if alone else None
        return None

    def _children(self, name: BodyName, year: int) -> tuple[int, ...]:
        if name.kind is not BodyKind.GOVERNMENT:
            return ()
        around = self.regions.get((name.region, year), ())
        return tuple(i for i in around if (other := self.names[i]) and is_below(other, name))

    def _look_alikes(self) -> dict[int, int]:
        """Return, for departments and townships of one region, the one that reads most alike."""
        groups: dict[tuple[str, int, str], list[int]] = defaultdict(list)
        for index, (name, digest) in enumerate(zip(self.names, self.digests, strict=True)):
            if name is None or digest.year is None or not name.region:
                continue
            if name.kind in (BodyKind.DEPARTMENT, BodyKind.TOWNSHIP):
                groups[name.region, digest.year, name.kind].append(index)
        found: dict[int, int] = {}
        for members in groups.values():
            texts = {index: self.digests[index].clauses() for index in members}
            found.update(nearest(texts, LOOK_ALIKE))
        return {i: other for i, other in found.items() if self.names[i] != self.names[other]}
