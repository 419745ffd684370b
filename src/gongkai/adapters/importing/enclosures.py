"""Attachments of an old site (原附件): examined like new ones; formats no longer taken are kept as they are."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import unquote

from gongkai.adapters.release_copies.errors import AttachmentError
from gongkai.adapters.release_copies.examine import ACCEPTED, examine

# What counties published before; not taken from staff any more, but not to be lost either.
LEGACY = {
    "doc": ("application/msword", b"\xd0\xcf\x11\xe0"),
    "xls": ("application/vnd.ms-excel", b"\xd0\xcf\x11\xe0"),
    "ppt": ("application/vnd.ms-powerpoint", b"\xd0\xcf\x11\xe0"),
    "wps": ("application/vnd.ms-works", b"\xd0\xcf\x11\xe0"),
    "et": ("application/vnd.ms-excel", b"\xd0\xcf\x11\xe0"),
    "rar": ("application/vnd.rar", b"Rar!"),
    "zip": ("application/zip", b"PK"),
    "7z": ("application/x-7z-compressed", b"7z\xbc\xaf"),
}
LOCAL = re.compile(
    r"""<(?P<tag>img|a)\b(?P<before>[^>]*?)\b(?:src|href)=(?P<quote>["'])(?P<path>[^"'>]*)(?P=quote)(?P<after>[^>]*)>""",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Enclosure:
    """An attachment ready to be stored: original and released bytes, and what became of it."""

    name: str
    role: str
    extension: str
    media_type: str
    content: bytes
    released: bytes
    removed: tuple[str, ...]
    note: str = ""

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the original."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def released_digest(self) -> str:
        """Return the SHA-256 of the released copy."""
        return hashlib.sha256(self.released).hexdigest()


def enclose(name: str, content: bytes, *, role: str = "file") -> Enclosure:
    """Examine an attachment.

    Raises:
        AttachmentError: Its format can be neither released nor kept.
    """
    extension = PurePath(name).suffix.lower().lstrip(".")
    note = ""
    if extension in ACCEPTED:
        try:
            found = examine(name, content)
        except AttachmentError as error:
            if extension not in ("pdf", "docx", "xlsx", "pptx", "ofd"):
                raise
            note = f"{error} 原样保留"
        else:
            return Enclosure(
                name, role, extension, found.media_type, content, found.released, found.removed
            )
        return Enclosure(
            name, role, extension, ACCEPTED[extension].media_type, content, content, (), note
        )
    legacy = LEGACY.get(extension)
    if legacy is None or not content.startswith(legacy[1]):
        known = "、".join([*ACCEPTED, *LEGACY])
        raise AttachmentError(f"“{name}”不是可以迁入的附件。可以是：{known}")
    kept = f"旧格式 {extension}，原样保留，未清除隐藏信息"
    return Enclosure(name, role, extension, legacy[0], content, content, (), kept)


def local_links(text: str) -> Iterator[tuple[str, str]]:
    """Yield the tag (``img``, ``a``) and the path of everything in the text that lies on the old site."""
    for found in LOCAL.finditer(text):
        path = found["path"].strip()
        if path and not re.match(r"(?:[a-z][a-z0-9+.-]*:|//|#)", path, re.IGNORECASE):
            yield found["tag"].lower(), unquote(path.partition("?")[0].partition("#")[0])


def with_images(text: str, stored: dict[str, str]) -> str:
    """Return the text with its pictures where they lie now; links to other local files are dropped.

    ``stored`` names the stored file of each path that was found.
    """

    def resolve(found: re.Match[str]) -> str:
        path = unquote(found["path"].strip().partition("?")[0].partition("#")[0])
        if re.match(r"(?:[a-z][a-z0-9+.-]*:|//|#)", found["path"].strip(), re.IGNORECASE):
            return found[0]
        if found["tag"].lower() == "a":
            return "<a>"
        if path not in stored:
            return ""
        return f'<img{found["before"]}src="{stored[path]}"{found["after"]}>'

    return LOCAL.sub(resolve, text)
