"""Zip packages (压缩包) opened with care: encryption, bombs and damage are met before inflating."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from gongkai.adapters.readers.unreadable import Refusal, UnreadableError

MEGABYTE = 1024 * 1024
ENTRY_LIMIT = 5_000
PART_LIMIT = 64 * MEGABYTE
TOTAL_LIMIT = 512 * MEGABYTE
# An honest part of that size never shrinks two hundredfold; a bomb shrinks a thousandfold.
RATIO_LIMIT = 200
RATIO_APPLIES_FROM = 4 * MEGABYTE


class Archive:
    """A zip package whose directory has been checked; parts are inflated one by one."""

    def __init__(self, source: zipfile.ZipFile) -> None:
        self._source = source
        self.names = frozenset(source.namelist())

    def startswith(self, prefix: str) -> bool:
        """Return whether a part's name starts with ``prefix``."""
        return any(name.startswith(prefix) for name in self.names)

    def main_part(self, family: str) -> str | None:
        """Return the main document's part name when [Content_Types].xml names one of ``family``."""
        if "[Content_Types].xml" not in self.names:
            return None
        for item in self.xml("[Content_Types].xml"):
            kind = item.get("ContentType", "")
            if family in kind and kind.endswith("document.main+xml"):
                name = item.get("PartName", "").lstrip("/")
                return name if name in self.names else None
        return None

    def read(self, name: str) -> bytes:
        """Return the inflated part ``name``.

        Raises:
            UnreadableError: The part is missing, too large, damaged or encrypted.
        """
        try:
            info = self._source.getinfo(name)
            _check_part(info)
            return self._source.read(info)
        except KeyError as error:
            raise UnreadableError(Refusal.BROKEN, f"缺少 {name}") from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise UnreadableError(Refusal.BROKEN, f"{name} 解压失败") from error
        except (NotImplementedError, RuntimeError) as error:
            raise UnreadableError(Refusal.BROKEN, f"{name} 的压缩方法不支持") from error

    def xml(self, name: str) -> etree._Element:
        """Return the root element of the XML part ``name``.

        Raises:
            UnreadableError: The part cannot be inflated or is not safe, well-formed XML.
        """
        return parse_xml(self.read(name), name)


def open_archive(data: bytes) -> Archive:
    """Open a zip package after looking at its directory only.

    Raises:
        UnreadableError: It is damaged, encrypted or a bomb.
    """
    try:
        source = zipfile.ZipFile(io.BytesIO(data))
        entries = source.infolist()
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError) as error:
        raise UnreadableError(Refusal.BROKEN, "zip 结构不完整") from error
    if len(entries) > ENTRY_LIMIT:
        raise UnreadableError(Refusal.BOMB, f"{len(entries)} 个条目")
    total = sum(entry.file_size for entry in entries)
    if total > TOTAL_LIMIT:
        raise UnreadableError(Refusal.BOMB, f"共 {total // MEGABYTE} MB")
    for entry in entries:
        _check_part(entry)
    return Archive(source)


def _check_part(entry: zipfile.ZipInfo) -> None:
    """Refuse locked and swollen parts. A blank picture may shrink a thousandfold, XML may not."""
    if entry.flag_bits & 0x1:
        raise UnreadableError(Refusal.ENCRYPTED, "带密码的 zip")
    size, is_xml = entry.file_size, entry.filename.lower().endswith((".xml", ".rels"))
    applies_from = RATIO_APPLIES_FROM if is_xml else PART_LIMIT
    if size > applies_from and size > RATIO_LIMIT * max(entry.compress_size, 1):
        raise UnreadableError(Refusal.BOMB, f"{entry.filename[:60]} 展开后 {size // MEGABYTE} MB")
    if is_xml and size > PART_LIMIT:
        raise UnreadableError(Refusal.TOO_LARGE, f"{entry.filename[:60]} {size // MEGABYTE} MB")


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Parse XML that may come from anybody: no entities, no network, bounded depth.

    Raises:
        UnreadableError: It declares a document type, nests too deep or is not well-formed.
    """
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
        raise UnreadableError(Refusal.ENTITIES, name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error):
            raise UnreadableError(Refusal.TOO_DEEP, name) from error
        raise UnreadableError(Refusal.BROKEN, f"{name} 不是完整的 XML") from error
