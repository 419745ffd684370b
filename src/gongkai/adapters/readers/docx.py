"""Word documents (docx) into lines and grids: merged cells, nested tables, text boxes, revisions.

The file is walked directly: python-docx misses text boxes, tracked changes and nested tables. What
is deleted, struck out or hidden is left out, what is inserted is read, as on the printed page.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from lxml import etree

from gongkai.adapters.readers import html
from gongkai.adapters.readers.archive import Archive, open_archive, parse_xml
from gongkai.adapters.readers.assembly import Assembly, Table, TableCell
from gongkai.adapters.readers.docx_numbering import (
    Numbering,
    child,
    children,
    local,
    number,
    read_numbering,
    value,
)
from gongkai.adapters.readers.html_tags import NOTE_MARK
from gongkai.adapters.readers.unreadable import Refusal, UnreadableError
from gongkai.core.reporting.printed import PrintedDocument

# Properties, deleted text, field codes, comments and notes: nothing of it stands on the page.
UNREAD = frozenset(
    ["pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "sectPr", "del",
     "moveFrom", "delText", "instrText", "delInstrText", "footnoteReference", "endnoteReference",
     "commentReference", "annotationRef", "ruby", "tblPrEx"]
)  # fmt: skip
HIDING = frozenset(["vanish", "strike", "dstrike"])
# Only where one of these occurs at all, the properties of every run are looked at.
MARKING = (b"vanish", b"strike", b"vertAlign")
MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
NO_PROPERTIES: dict[str, etree._Element] = {}
OFF = frozenset(["0", "false", "off", "none"])
Parts = list[str | Table]


def read(data: bytes, path: str) -> PrintedDocument:
    """Read a Word document.

    Raises:
        UnreadableError: The package is damaged, locked or a bomb, or nests beyond all sense.
    """
    walk = _Walk(open_archive(data))
    assembly = Assembly(path)
    assembly.add(walk.parts())
    return assembly.document()


class _Walk:
    """One pass over the main document."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        usual = "word/document.xml"
        named = None if usual in archive.names else archive.main_part("wordprocessingml")
        self._name = named or usual
        self._folder = posixpath.dirname(self._name)
        self._numbering = Numbering()
        self._marked = False
        self._numbered: frozenset[etree._Element] = frozenset()
        self._spanning: frozenset[etree._Element] = frozenset()
        self._special_rows: frozenset[etree._Element] = frozenset()

    def parts(self) -> Parts:
        """Return the document's texts and tables in order."""
        source = self._archive.read(self._name)
        self._marked = any(name in source for name in MARKING)
        body = child(parse_xml(source, self._name), "body")
        if body is None:
            raise UnreadableError(Refusal.BROKEN, f"{self._name} 没有正文")
        # What few elements have is looked for once in the whole tree, which the parser does fast,
        # rather than among the properties of every paragraph, cell and row.
        self._numbered = _with_properties(body, "pStyle", "numPr")
        self._spanning = _with_properties(body, "gridSpan", "vMerge", "hMerge", "cellDel")
        self._special_rows = _with_properties(body, "gridBefore", "hidden", "del")
        if self._numbered:
            self._numbering = self._read_numbering()
        found: Parts = []
        self._blocks(body, found)
        return found

    def _read_numbering(self) -> Numbering:
        lists = self._optional("numbering.xml")
        styles = posixpath.join(self._folder, "styles.xml")
        wanted = lists is not None and styles in self._archive.names
        return read_numbering(lists, self._archive.read(styles) if wanted else b"")

    def _optional(self, name: str) -> etree._Element | None:
        part = posixpath.join(self._folder, name)
        return self._archive.xml(part) if part in self._archive.names else None

    def _blocks(self, container: etree._Element, into: Parts) -> None:
        for element in container:
            name = local(element)
            if name == "p":
                self._paragraph(element, into)
            elif name == "tbl":
                into.append(self._table(element))
            elif name == "altChunk":
                into.extend(self._foreign(element))
            elif name == "AlternateContent":
                self._blocks(_chosen(element), into)
            elif name and name not in UNREAD:
                self._blocks(element, into)

    def _paragraph(self, paragraph: etree._Element, into: Parts) -> None:
        boxes: list[etree._Element] = []
        text = "".join(self._inline(paragraph, boxes)).strip(" \n\t")
        label = ""
        if paragraph in self._numbered:
            label = self._numbering.label(child(paragraph, "pPr"))
        if text or label:
            into.append(label + text)
        for box in boxes:
            self._blocks(box, into)

    def _inline(self, element: etree._Element, boxes: list[etree._Element]) -> list[str]:
        """Return the pieces of text inside a paragraph; text boxes are put aside."""
        pieces: list[str] = []
        for item in element:
            name = local(item)
            if name == "t":
                pieces.append(item.text or "")
            elif name in UNREAD:
                continue
            elif name == "r" and self._marked:
                pieces.extend(self._marked_run(item, boxes))
            elif name in MARKS:
                pieces.append(MARKS[name])
            elif name == "sym":
                pieces.append(_symbol(item))
            elif name == "txbxContent":
                boxes.append(item)
            elif name == "AlternateContent":
                pieces.extend(self._inline(_chosen(item), boxes))
            elif name:
                pieces.extend(self._inline(item, boxes))
        return pieces

    def _marked_run(self, run: etree._Element, boxes: list[etree._Element]) -> list[str]:
        """Return the text of a run of a document in which some are hidden, struck out or raised."""
        properties = children(child(run, "rPr"))
        if any(_is_on(properties.get(name)) for name in HIDING):
            return []
        pieces = self._inline(run, boxes)
        raised = value(properties.get("vertAlign")) == "superscript"
        return [] if raised and NOTE_MARK.fullmatch("".join(pieces)) else pieces

    def _table(self, element: etree._Element) -> Table:
        table = Table()
        above: dict[int, TableCell] = {}
        for row in _rows(element):
            if row in self._special_rows:
                properties = child(row, "trPr")
                if child(properties, "del") is not None or _is_on(child(properties, "hidden")):
                    continue
            table.rows.append(self._row(row, above))
        return table

    def _row(self, row: etree._Element, above: dict[int, TableCell]) -> list[TableCell]:
        """Read one row; ``above`` holds, by column, the cells that rows below may continue."""
        cells: list[TableCell] = []
        column = 0
        if row in self._special_rows:
            column = number(value(child(row, "trPr", "gridBefore")), 0)
        if column > 0:
            cells.append(TableCell(colspan=column))
        for element in _cells(row):
            properties = NO_PROPERTIES
            if element in self._spanning:
                properties = children(child(element, "tcPr"))
            if "cellDel" in properties:
                continue
            width = max(number(value(properties.get("gridSpan")), 1), 1) if properties else 1
            if not properties:
                cells.append(self._cell(element, 1))
                above[column] = cells[-1]
            elif cells and value(properties.get("hMerge")) == "continue":
                cells[-1].colspan += width
            elif _continues(properties.get("vMerge")) and column in above:
                above[column].rowspan += 1
            else:
                cells.append(self._cell(element, width))
                above[column] = cells[-1]
            column += width
        return cells

    def _cell(self, element: etree._Element, width: int) -> TableCell:
        cell = TableCell(colspan=width)
        self._blocks(element, cell.parts)
        return cell

    def _foreign(self, element: etree._Element) -> Parts:
        """Read a part of another format that stands for a piece of the document (altChunk)."""
        wanted = next(
            (text for key, text in element.attrib.items() if str(key).endswith("}id")), ""
        )
        relations = self._optional(f"_rels/{posixpath.basename(self._name)}.rels")
        for relation in relations if relations is not None else ():
            target = str(relation.get("Target", ""))
            if relation.get("Id") == wanted:
                part = posixpath.normpath(posixpath.join("/", self._folder, target)).lstrip("/")
                return html.parts_of(self._archive.read(part))
        return []


def _with_properties(body: etree._Element, *names: str) -> frozenset[etree._Element]:
    """Return the elements among whose properties one called so stands."""
    found = (item.getparent() for item in body.iter([f"{{*}}{name}" for name in names]))
    owners = (properties.getparent() for properties in found if properties is not None)
    return frozenset(owner for owner in owners if owner is not None)


def _chosen(alternatives: etree._Element) -> etree._Element:
    """Return the choice when it holds a text box or text, else the fallback for older programs."""
    choice, fallback = child(alternatives, "Choice"), child(alternatives, "Fallback")
    if choice is None or (fallback is not None and not _has_text(choice)):
        return fallback if fallback is not None else alternatives
    return choice


def _has_text(element: etree._Element) -> bool:
    return any(local(item) in ("t", "tbl") for item in element.iter())


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """Return the rows of a table, also those inside content controls and insertions."""
    return _named(table, "tr")


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    return _named(row, "tc")


def _named(element: etree._Element, wanted: str) -> Iterator[etree._Element]:
    for item in element:
        name = local(item)
        if name == wanted:
            yield item
        elif name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
            yield from _named(item, wanted)


def _continues(merge: etree._Element | None) -> bool:
    return merge is not None and value(merge) in (None, "continue")


def _is_on(switch: etree._Element | None) -> bool:
    return switch is not None and (value(switch) or "true") not in OFF


def _symbol(element: etree._Element) -> str:
    """Return a character of a symbol font; those of Wingdings and the like are in a private area."""
    code = value(element, "char") or ""
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    return chr(point) if 0x20 <= point < 0xD800 else ""
