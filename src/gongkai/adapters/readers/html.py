"""Web pages (网页) into lines and grids: clean ones, Word's exports, and what content systems make."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.adapters.readers.assembly import Assembly, Table, TableCell
from gongkai.adapters.readers.encoding import Decoded, damage, decode
from gongkai.adapters.readers.html_tags import (
    BACK,
    BARE_ENDS,
    BLOCK,
    BREAK,
    BREAK_IN_CHINESE,
    CLOSING,
    DEPTH_LIMIT,
    HIDDEN_CLASS,
    HIDING,
    INNER_SPACE,
    KEEPS_SPACE,
    KEPT,
    MEDIA_BLOCK,
    NOTE_MARK,
    OWN_CELL,
    OWN_LINE,
    PARTS_OF_TABLE,
    SPACES,
    STYLE_SHEET,
    STYLED,
    TAG,
    TAG_LIMIT,
    TAGS_WORTH_A_LOOK,
    TELLING,
    UNREAD,
    VOID,
)
from gongkai.adapters.readers.unreadable import Refusal, UnreadableError
from gongkai.core.reporting.printed import PrintedDocument


def read(data: bytes, path: str) -> PrintedDocument:
    """Read a web page. Its encoding is told from the bytes, whatever it declares.

    Raises:
        UnreadableError: It is too large, or nests beyond all sense.
    """
    return read_decoded(decode(data), path)


def read_decoded(decoded: Decoded, path: str) -> PrintedDocument:
    """Read a web page whose text is known, as `read` does.

    Raises:
        UnreadableError: It is too large, or nests beyond all sense.
    """
    assembly = Assembly(path)
    assembly.add(_parts(decoded.text))
    return assembly.document(damage(decoded, path))


def parts_of(data: bytes) -> list[str | Table]:
    """Return the texts and tables of a web page that stands inside another document.

    Raises:
        UnreadableError: It is too large, or nests beyond all sense.
    """
    return _parts(decode(data).text)


def _parts(source: str) -> list[str | Table]:
    _check_size(source)
    return _Walk(source).parts()


def _check_size(source: str) -> None:
    tags = source.count("<")
    if tags < TAGS_WORTH_A_LOOK:
        return
    if tags > TAG_LIMIT:
        raise UnreadableError(Refusal.TOO_LARGE, f"{tags} 个标记")
    depth = 0
    for closing, name in TAG.findall(source):
        if name.lower() in VOID:
            continue
        depth = max(depth - 1, 0) if closing else depth + 1
        if depth > DEPTH_LIMIT:
            raise UnreadableError(Refusal.TOO_DEEP, f"HTML 超过 {DEPTH_LIMIT} 层")


@dataclass(slots=True)
class _OpenTable:
    """A table whose end tag is still to come; ``groups`` tells the row group of each row."""

    around: list[str | Table]
    table: Table = field(default_factory=Table)
    groups: list[int] = field(default_factory=list)
    group: int = 0

    def close(self) -> Table:
        """Return the table; a rowspan ends with its row group (thead, tbody, tfoot)."""
        rows_left, following = 0, -1
        for row, group in zip(reversed(self.table.rows), reversed(self.groups), strict=True):
            rows_left = rows_left + 1 if group == following else 1
            following = group
            for cell in row:
                span = cell.rowspan
                cell.rowspan = min(span, rows_left) if span > 0 else rows_left
        return self.table


_Closing = tuple[LexborNode, str]
"""The end of an element, waiting below its children."""


class _Walk:
    """One pass over the tree, without recursion: a page may nest a thousand levels."""

    def __init__(self, source: str) -> None:
        # Lowering bytes takes a tenth of the time; a word put together by leaving out what stands
        # inside it only has more elements looked at.
        lowered = source.encode("ascii", "ignore").lower()
        self._styled = any(word in lowered for word in STYLED)
        self._hidden_classes = _hidden_classes(source) if self._styled else frozenset()
        self._root = LexborHTMLParser(source).root
        # A fragment pasted into a text: outside the tags, its line ends are line ends.
        self._keeping = 0 if source.lstrip("\ufeff \t\r\n").startswith("<") else 1
        self._pieces: list[str] = []
        self._parts: list[str | Table] = []
        self._open: list[_OpenTable] = []

    def parts(self) -> list[str | Table]:
        """Return the page's texts and tables in order."""
        stack: list[LexborNode | _Closing] = [self._root] if self._root is not None else []
        while stack:
            item = stack.pop()
            if isinstance(item, tuple):
                self._leave(*item)
                continue
            name = item.tag or ""
            if name == "-text":
                self._text(item)
                continue
            looked_at = self._styled or name == "sup"
            if name in UNREAD or (looked_at and self._is_hidden(item, name)):
                continue
            if self._styled:
                self._enter(item, name)
                stack.append((item, name))
            elif name in TELLING:
                if name in ("td", "th") and self._read_as_text(item):
                    continue
                self._enter(item, name)
                if name in CLOSING:
                    stack.append((item, name))
            child = item.last_child
            while child is not None:
                stack.append(child)
                child = child.prev
        self._flush()
        return self._parts

    def _is_hidden(self, node: LexborNode, name: str) -> bool:
        if name == "sup":
            return NOTE_MARK.fullmatch(node.text(deep=True)) is not None
        attributes = node.attributes
        if "hidden" in attributes or HIDING.search(attributes.get("style") or ""):
            return True
        if not self._hidden_classes:
            return False
        return not self._hidden_classes.isdisjoint((attributes.get("class") or "").split())

    def _text(self, node: LexborNode) -> None:
        text = node.text_content
        if text:
            keeps = self._keeping and (self._keeping > 1 or not self._open)
            self._pieces.append(text.translate(KEPT) if keeps else text)

    def _enter(self, node: LexborNode, name: str) -> None:
        if name in BLOCK:
            self._pieces.append(BREAK)
        elif name == "table":
            self._flush()
            self._open.append(_OpenTable(around=self._parts))
            self._parts = []
        elif name == "input":
            self._input(node)
        if self._open and name in PARTS_OF_TABLE:
            self._enter_in_table(node, name)
        if name == "pre" or (self._styled and self._style_of(node, name, between_cells="\x1f")):
            self._keeping += 2

    def _read_as_text(self, node: LexborNode) -> bool:
        """Read a cell that holds nothing but one text, as most do; return whether it does."""
        child = node.first_child
        if child is not None and (child.next is not None or child.tag != "-text"):
            return False
        if not self._open or self._keeping > 1:
            return False
        self._flush()
        self._open_cell(node)
        if child is not None:
            self._pieces.append(child.text_content or "")
            self._flush()
        self._parts = []
        return True

    def _open_cell(self, node: LexborNode) -> None:
        innermost = self._open[-1]
        attributes = node.attributes
        cell = TableCell()
        if attributes:
            cell.colspan = _span(attributes.get("colspan"), 1)
            cell.rowspan = _span(attributes.get("rowspan"), 0)
        if not innermost.table.rows:
            innermost.table.rows.append([])
            innermost.groups.append(innermost.group)
        innermost.table.rows[-1].append(cell)
        self._parts = cell.parts

    def _enter_in_table(self, node: LexborNode, name: str) -> None:
        innermost = self._open[-1]
        if name in ("td", "th"):
            self._flush()
            self._open_cell(node)
        elif name == "tr":
            innermost.table.rows.append([])
            innermost.groups.append(innermost.group)
        elif name in ("thead", "tbody", "tfoot"):
            innermost.group += 1
        elif name == "caption":
            self._parts = innermost.around

    def _leave(self, node: LexborNode, name: str) -> None:
        if name in BLOCK:
            self._pieces.append(BREAK)
        if self._open and name in ("td", "th", "caption"):
            self._flush()
            self._parts = []
        elif self._open and name == "table":
            self._flush()
            closed = self._open.pop()
            self._parts = closed.around
            self._parts.append(closed.close())
        if name == "pre" or (self._styled and self._style_of(node, name)):
            self._keeping -= 2

    def _style_of(self, node: LexborNode, name: str, *, between_cells: str = "") -> bool:
        """Put breaks where the style asks for them; return whether spaces are kept."""
        style = node.attributes.get("style") if name not in ("td", "th", "tr", "table") else None
        if not style:
            return False
        if OWN_LINE.search(style):
            self._pieces.append(BREAK)
        elif OWN_CELL.search(style):
            self._pieces.append(between_cells)
        return KEEPS_SPACE.search(style) is not None

    def _input(self, node: LexborNode) -> None:
        attributes = node.attributes
        if (attributes.get("type") or "text").lower() in ("text", "number"):
            self._pieces.append(attributes.get("value") or "")

    def _flush(self) -> None:
        """Turn the pieces met so far into one text of whole lines."""
        if not self._pieces:
            return
        source = self._pieces[0] if len(self._pieces) == 1 else "".join(self._pieces)
        self._pieces.clear()
        if not source or source.isspace():
            return
        bare = source.strip(BARE_ENDS)
        if not INNER_SPACE.search(bare):
            self._parts.append(bare)
            return
        if "\n" in source or "\r" in source:
            source = BREAK_IN_CHINESE.sub("", source)
        lines = [line.strip(" \x1f\x1c") for line in SPACES.sub(" ", source).split(BREAK)]
        text = "\n".join(line for line in lines if line.strip()).translate(BACK)
        if text:
            self._parts.append(text)


@functools.lru_cache(maxsize=256)
def _span(value: str | None, zero: int) -> int:
    """Return a span attribute as browsers read it: leading digits, else 1."""
    if value is None:
        return 1
    found = re.match(r"\s*\+?(\d{1,9})", value)
    return (int(found[1]) or zero) if found else 1


def _hidden_classes(source: str) -> frozenset[str]:
    """Return the classes that the page's own style sheets hide on every medium."""
    sheets = (MEDIA_BLOCK.sub("", sheet) for sheet in STYLE_SHEET.findall(source))
    return frozenset(name for sheet in sheets for name in HIDDEN_CLASS.findall(sheet))
