"""Comparing years and groups (年际、上下级) of many reports, on several cores."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.adapters.readers.pool import map_ordered
from gongkai.core.audit.digest import Digest
from gongkai.core.audit.profiles import Profile
from gongkai.core.audit.relations import Comparison, Relation, compare, comparisons

AT_ONCE = 32
"""How many comparisons travel to a worker together: neighbours share their digests."""

ALONE_UP_TO = 128
"""Below this, starting other processes takes longer than comparing."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Some comparisons with every digest they need."""

    wanted: tuple[Comparison, ...]
    digests: dict[int, Digest]


@dataclass(frozen=True, slots=True)
class Compared:
    """What the comparisons say, by the position of the report, and the rules that raised."""

    relations: dict[int, Relation]
    crashes: tuple[str, ...] = ()


def compare_all(
    digests: Sequence[Digest], profile: Profile, roster: Sequence[str], jobs: int
) -> Compared:
    """Compare all reports that have others beside them; the answer is the same for any ``jobs``."""
    wanted = comparisons(digests, roster)
    work = functools.partial(compare_bundle, profile=profile)
    bundles = [_bundle(wanted[i : i + AT_ONCE], digests) for i in range(0, len(wanted), AT_ONCE)]
    if jobs == 1 or len(wanted) <= ALONE_UP_TO:
        return _together(work(bundle) for bundle in bundles)
    return _together(map_ordered(bundles, work, _failed, jobs=jobs))


def compare_bundle(bundle: Bundle, *, profile: Profile) -> Compared:
    """Make the comparisons of one bundle; done by a worker process."""
    crashes: list[str] = []
    relations = compare(bundle.wanted, bundle.digests, profile, on_crash=crashes.append)
    return Compared(relations, tuple(crashes))


def _bundle(wanted: Sequence[Comparison], digests: Sequence[Digest]) -> Bundle:
    needed = sorted({index for one in wanted for index in one.needed})
    return Bundle(tuple(wanted), {index: digests[index] for index in needed})


def _failed(bundle: Bundle, code: str, message: str) -> Compared:
    paths = sorted({bundle.digests[one.index].path for one in bundle.wanted})
    return Compared({}, (f"{code} {message}（{'、'.join(paths)}）",))


def _together(parts: Iterable[Compared]) -> Compared:
    relations: dict[int, Relation] = {}
    crashes: list[str] = []
    for part in parts:
        relations.update(part.relations)
        crashes.extend(part.crashes)
    return Compared(relations, tuple(crashes))
