"""Names of public bodies (行政机关名称): which name the same body, at which level, under whom."""

from __future__ import annotations

import enum
import functools
import re
from dataclasses import dataclass

from gongkai.core.kernel import data

LONGEST = 60
SPACES = re.compile(r"\s+")
REGION = re.compile(
    r"[一-鿿]{2,7}?省"
    r"|[一-鿿]{2,8}?(?:自治区|自治州|自治县|自治旗|特别行政区|地区)"
    r"|[一-鿿]{2,8}?[州盟](?![市县区镇乡街旗])"
    r"|[一-鿿]{1,8}?市(?!区|场|容|管理|建设|更新|监|直)"
    r"|[一-鿿]{1,8}?县(?!级|直|域)"
    r"|[一-鿿]{1,10}?区(?!域|块|划|级|直)"
    r"|[一-鿿]{1,8}?旗(?![镇乡]|街道)"
)
ABOVE = re.compile(r"^国家税务总局")
GOVERNMENT = re.compile(r"政府$|^管理委员会$|^管委会$|^行政公署$")
OFFICE = re.compile(r"政府(办公室|办公厅|办)$")
TOWNSHIP = re.compile(r"(?:镇|乡|街道|街道办事处|苏木)(?:政府)?$")


class BodyKind(enum.StrEnum):
    """What a body is: a government, its office, a township or sub-district, a department."""

    GOVERNMENT = "government"
    OFFICE = "office"
    TOWNSHIP = "township"
    DEPARTMENT = "department"


class BodyLevel(enum.StrEnum):
    """The level of the region a body belongs to. A 市 that stands alone may be of either level."""

    PROVINCE = "province"
    PREFECTURE = "prefecture"
    CITY = "city"
    COUNTY = "county"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class BodyName:
    """A body's name taken apart: the regions in front, from the widest, and the organ itself.

    ``key`` is equal for names of the same body: 东阿县政府办公室 and 聊城市东阿县人民政府办公室.
    """

    name: str
    regions: tuple[str, ...]
    organ: str
    kind: BodyKind
    level: BodyLevel
    key: str

    @property
    def region(self) -> str:
        """Return the narrowest region in front, or "" when the name has none."""
        return self.regions[-1] if self.regions else ""


@dataclass(frozen=True, slots=True)
class BodyWords:
    """The data file: lists of department names that mean the same, and the municipalities."""

    same: tuple[tuple[str, ...], ...]
    municipalities: tuple[str, ...]


@functools.cache
def _words() -> BodyWords:
    words: BodyWords = data.load("gongkai.core.audit", "bodies.yaml", BodyWords)
    return words


@functools.cache
def _canonical() -> dict[str, str]:
    return {name: names[0] for names in _words().same for name in names}


@functools.lru_cache(maxsize=20_000)
def body_name(name: str) -> BodyName:
    """Take a body's printed name apart."""
    plain = ABOVE.sub("", SPACES.sub("", name)).replace("人民政府", "政府")[:LONGEST]
    regions, organ = _divide(plain)
    kind = _kind(organ)
    organ = _canonical().get(organ, organ)
    if kind is BodyKind.TOWNSHIP:
        organ = organ.removeprefix("政府").removesuffix("办事处").removesuffix("政府")
    key = f"{regions[-1] if regions else ''}{organ}"
    return BodyName(name, regions, organ, kind, _level(regions), key)


def _divide(plain: str) -> tuple[tuple[str, ...], str]:
    regions = []
    at = 0
    while (met := REGION.match(plain, at)) and met.end() < len(plain):
        regions.append(met.group())
        at = met.end()
    return tuple(regions), plain[at:]


def _kind(organ: str) -> BodyKind:
    if TOWNSHIP.search(organ):
        return BodyKind.TOWNSHIP
    if OFFICE.search(organ):
        return BodyKind.OFFICE
    if GOVERNMENT.search(organ):
        return BodyKind.GOVERNMENT
    return BodyKind.DEPARTMENT


def _level(regions: tuple[str, ...]) -> BodyLevel:
    if not regions:
        return BodyLevel.UNKNOWN
    last = regions[-1]
    if last.endswith(("省", "自治区", "特别行政区")) or last in _words().municipalities:
        return BodyLevel.PROVINCE
    if last.endswith(("州", "盟", "地区")):
        return BodyLevel.PREFECTURE
    if last.endswith("市"):
        above = regions[-2] if len(regions) > 1 else ""
        return BodyLevel.COUNTY if above.endswith(("市", "州", "盟", "地区")) else BodyLevel.CITY
    return BodyLevel.COUNTY


def same_body(one: str, other: str) -> bool:
    """Return whether two printed names name the same body; a wider region may be left out."""
    first, second = body_name(one), body_name(other)
    if first.key != second.key:
        return False
    above, beside = first.regions[:-1], second.regions[:-1]
    return not above or not beside or above[-1] == beside[-1]


def may_name(short: str, full: str) -> bool:
    """Return whether ``short`` can be a short form of ``full``: its characters in the same order."""
    left = iter(SPACES.sub("", full))
    return all(character in left for character in SPACES.sub("", short))


def is_below(child: BodyName, parent: BodyName) -> bool:
    """Return whether ``child`` belongs to the region of the government ``parent``."""
    if parent.kind is not BodyKind.GOVERNMENT or not parent.region or child.key == parent.key:
        return False
    if child.region == parent.region:
        return True
    return len(child.regions) > 1 and child.regions[-2] == parent.region and _is_whole(child)


def _is_whole(body: BodyName) -> bool:
    return body.kind is BodyKind.GOVERNMENT
