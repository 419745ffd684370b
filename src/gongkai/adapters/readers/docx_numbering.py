"""Automatic numbers of Word paragraphs (自动编号): “一、” and “1.” that are printed but not typed."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field

from lxml import etree

DIGITS = "零一二三四五六七八九"
HUNDRED = 100
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
COUNTED_IN_CHINESE = frozenset(
    ["chineseCounting", "chineseCountingThousand", "taiwaneseCounting",
     "taiwaneseCountingThousand", "japaneseCounting", "ideographDigital",
     "taiwaneseDigital", "japaneseDigitalTenThousand"]
)  # fmt: skip
ENCLOSED = {"decimalEnclosedCircle": "①", "decimalEnclosedCircleChinese": "①",
            "decimalEnclosedParen": "⑴", "decimalEnclosedFullstop": "⒈"}  # fmt: skip
ENCLOSED_LAST = 20
PLACEHOLDER = re.compile(r"%(\d)")
LEVELS = 9
MOST_ANCESTORS = 20
LIST_OF_STYLE = re.compile(rb'numId\s[^>]*?val="(\d{1,6})"')
LEVEL_OF_STYLE = re.compile(rb'ilvl\s[^>]*?val="(\d)"')
PARENT_OF_STYLE = re.compile(rb'basedOn\s[^>]*?val="([^"]+)"')


@functools.lru_cache(maxsize=2048)
def _local(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace, "" for comments and the like."""
    return _local(element.tag)


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """Return an attribute that stands in the element's own namespace (w:val), strict or not."""
    if element is None:
        return None
    namespace = str(element.tag).rpartition("}")[0]
    found = element.get(f"{namespace}}}{name}") if namespace else element.get(name)
    return found if found is None else str(found)


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """Return the first child called so, descending one name after the other."""
    for name in names:
        if element is None:
            return None
        for item in element:
            if _local(item.tag) == name:
                element = item
                break
        else:
            return None
    return element


def children(element: etree._Element | None) -> dict[str, etree._Element]:
    """Return the children by name; of several called the same, the last."""
    return {} if element is None else {_local(item.tag): item for item in element}


def number(text: str | None, default: int) -> int:
    """Return a whole number out of an attribute, or ``default`` when there is none."""
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else default


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, its numerals and its pattern (“（%1）”)."""

    start: int
    numerals: str
    pattern: str


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    overrides: dict[str, dict[int, int]] = field(default_factory=dict)
    styles: bytes = b""
    known_styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, properties: etree._Element | None) -> str:
        """Return the number printed before the paragraph with these properties, "" for none."""
        if properties is None or not self.lists:
            return ""
        given, depth = self._of(properties)
        if given not in self.lists:
            return ""
        levels = self.levels.get(self.lists[given], {})
        level = levels.get(depth)
        if level is None:
            return ""
        counted = self._count(given, depth, level)
        if level.numerals in ("bullet", "none"):
            return ""
        text = PLACEHOLDER.sub(lambda m: _shown(levels, counted, int(m[1]) - 1), level.pattern)
        return f"{text} " if text[-1:].isdigit() else text

    def _of(self, properties: etree._Element) -> tuple[str, int]:
        given_here = children(properties)
        direct = given_here.get("numPr")
        styled = self._of_style(value(given_here.get("pStyle")) or "")
        if direct is None:
            return styled
        given = value(child(direct, "numId"))
        depth = number(value(child(direct, "ilvl")), styled[1] if given is None else 0)
        return (styled[0] if given is None else given), depth

    def _of_style(self, name: str) -> tuple[str, int]:
        """Return list and level that a paragraph style gives, its ancestors included.

        styles.xml is often larger than the document and few styles are used, so that the one style
        is looked up in the source instead of parsing all of them.
        """
        if name not in self.known_styles:
            self.known_styles[name] = self._look_up(name)
        return self.known_styles[name]

    def _look_up(self, name: str) -> tuple[str, int]:
        for _ in range(MOST_ANCESTORS):
            source = _style_source(self.styles, name)
            listed, depth = LIST_OF_STYLE.search(source), LEVEL_OF_STYLE.search(source)
            if listed is not None:
                return listed[1].decode(), int(depth[1]) if depth else 0
            parent = PARENT_OF_STYLE.search(source)
            if parent is None:
                break
            name = parent[1].decode("utf-8", "replace")
        return "", 0

    def _count(self, given: str, depth: int, level: Level) -> dict[int, int]:
        counted = self.counters.setdefault(self.lists[given], {})
        override = self.overrides.get(given, {}).get(depth)
        if override is not None and (given, depth) not in self.begun:
            counted[depth] = override
        else:
            counted[depth] = counted.get(depth, level.start - 1) + 1
        self.begun.add((given, depth))
        for deeper in range(depth + 1, LEVELS):
            counted.pop(deeper, None)
        return counted


def _shown(levels: dict[int, Level], counted: dict[int, int], depth: int) -> str:
    level = levels.get(depth)
    return numeral(counted.get(depth, level.start), level.numerals) if level else ""


def _style_source(styles: bytes, name: str) -> bytes:
    start = styles.find(f'styleId="{name}"'.encode()) if name else -1
    end = styles.find(b":style>", start)
    return styles[start:end] if 0 <= start < end else b""


def read_numbering(lists: etree._Element | None, styles: bytes) -> Numbering:
    """Read numbering.xml, if there is one, and keep styles.xml for looking styles up."""
    found = Numbering(styles=styles)
    for item in lists if lists is not None else ():
        if local(item) == "abstractNum":
            levels = {
                number(value(level, "ilvl"), 0): _level(level)
                for level in item
                if local(level) == "lvl"
            }
            found.levels[value(item, "abstractNumId") or ""] = levels
        elif local(item) == "num":
            given = value(item, "numId") or ""
            found.lists[given] = value(child(item, "abstractNumId")) or ""
            found.overrides[given] = {
                number(value(change, "ilvl"), 0): number(value(start), 1)
                for change in item
                if local(change) == "lvlOverride"
                and (start := child(change, "startOverride")) is not None
            }
    return found


def _level(element: etree._Element) -> Level:
    return Level(
        start=number(value(child(element, "start")), 1),
        numerals=value(child(element, "numFmt")) or "decimal",
        pattern=value(child(element, "lvlText")) or "",
    )


def numeral(count: int, numerals: str) -> str:
    """Return ``count`` in the numerals that Word calls ``numerals``."""
    if numerals in COUNTED_IN_CHINESE and 0 < count < HUNDRED:
        tens, ones = divmod(count, 10)
        if not tens:
            return DIGITS[ones]
        return f"{DIGITS[tens] if tens > 1 else ''}十{DIGITS[ones] if ones else ''}"
    if numerals in ENCLOSED and 0 < count <= ENCLOSED_LAST:
        return chr(ord(ENCLOSED[numerals]) + count - 1)
    if numerals in ("upperLetter", "lowerLetter") and count > 0:
        letter = chr(ord("A") + (count - 1) % 26) * min((count - 1) // 26 + 1, 9)
        return letter if numerals == "upperLetter" else letter.lower()
    if numerals in ("upperRoman", "lowerRoman") and 0 < count < 4000:
        roman = _roman(count)
        return roman.upper() if numerals == "upperRoman" else roman
    return f"{count:02d}" if numerals == "decimalZero" else str(count)


def _roman(count: int) -> str:
    text = ""
    for size, letters in ROMAN:
        times, count = divmod(count, size)
        text += letters * times
    return text
