"""What people call a body (单位称呼): its names, and its names without the county in front."""

from __future__ import annotations

from collections.abc import Iterable

GOVERNMENT = "人民政府"
SHORTEST = 3  # characters of a name that is left when the county is taken off


def aliases(names: Iterable[str], *, county: str) -> list[str]:
    """Return the names and what is left of them without the place: 青禾县教育局, 县教育局, 教育局.

    ``county`` is the name of the county's government.
    """
    place = county.removesuffix(GOVERNMENT)
    found: list[str] = []
    for name in filter(None, names):
        found.append(name)
        rest = name.removeprefix(place)
        if place and rest != name and len(rest) >= SHORTEST and rest != GOVERNMENT:
            found += [f"{place[-1]}{rest}", rest]
    return list(dict.fromkeys(found))
