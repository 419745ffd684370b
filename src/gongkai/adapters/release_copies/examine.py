"""Looking at a file before it is taken in (附件检查): is it what its name says, what hides in it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from gongkai.adapters.release_copies import images, office, pdf
from gongkai.adapters.release_copies.errors import AttachmentError

MAX_BYTES = 100 * 1024 * 1024
Strip = Callable[[bytes], tuple[bytes, list[str]]]


@dataclass(frozen=True, slots=True)
class Accepted:
    """A kind of file that may be released: its beginning, its media type, how it is stripped."""

    media_type: str
    begins: tuple[bytes, ...]
    strip: Strip
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Examined:
    """A file found fit: digests of original and released copy, and what was taken out."""

    extension: str
    media_type: str
    digest: str
    released: bytes
    released_digest: str
    removed: tuple[str, ...]


def _as_it_is(content: bytes) -> tuple[bytes, list[str]]:
    return content, []


OFFICE = "application/vnd.openxmlformats-officedocument."
ZIP = (b"PK\x03\x04",)
ACCEPTED: dict[str, Accepted] = {
    "pdf": Accepted("application/pdf", (b"%PDF-",), pdf.strip),
    "ofd": Accepted("application/ofd", ZIP, office.strip_ofd),
    "docx": Accepted(f"{OFFICE}wordprocessingml.document", ZIP, office.strip_ooxml),
    "xlsx": Accepted(f"{OFFICE}spreadsheetml.sheet", ZIP, office.strip_ooxml),
    "pptx": Accepted(f"{OFFICE}presentationml.presentation", ZIP, office.strip_ooxml),
    "png": Accepted("image/png", (b"\x89PNG\r\n\x1a\n",), images.strip_png),
    "jpg": Accepted("image/jpeg", (b"\xff\xd8\xff",), images.strip_jpeg),
    "jpeg": Accepted("image/jpeg", (b"\xff\xd8\xff",), images.strip_jpeg),
    "gif": Accepted("image/gif", (b"GIF87a", b"GIF89a"), images.strip_gif),
    "mp4": Accepted("video/mp4", (b"ftyp",), _as_it_is, offset=4),
    "mp3": Accepted("audio/mpeg", (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"), _as_it_is),
    "txt": Accepted("text/plain; charset=utf-8", (b"",), _as_it_is),
    "csv": Accepted("text/csv; charset=utf-8", (b"",), _as_it_is),
}
INSIDE = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/", "ofd": "OFD.xml"}


def examine(name: str, content: bytes) -> Examined:
    """Return what is known of a file and the copy that may be released.

    Raises:
        AttachmentError: Its kind is not accepted, its content is not of that kind, it is empty,
            too large, damaged, or cannot be freed of hidden properties.
    """
    extension = PurePath(name).suffix.lower().lstrip(".")
    accepted = ACCEPTED.get(extension)
    if accepted is None:
        known = "、".join(ACCEPTED)
        raise AttachmentError(f"“{name}”的格式不能上传。可以上传：{known}；旧格式请另存后上传")
    if not content:
        raise AttachmentError(f"“{name}”是空文件。请核对后重新上传")
    if len(content) > MAX_BYTES:
        size = len(content) / 1024 / 1024
        raise AttachmentError(f"“{name}”有 {size:.0f} MB，超过 100 MB。请压缩或分开上传")
    _check_content(name, extension, accepted, content)
    released, removed = accepted.strip(content)
    return Examined(
        extension,
        accepted.media_type,
        hashlib.sha256(content).hexdigest(),
        released,
        hashlib.sha256(released).hexdigest(),
        tuple(removed),
    )


def _check_content(name: str, extension: str, accepted: Accepted, content: bytes) -> None:
    begins = content[accepted.offset : accepted.offset + 16]
    fits = begins.startswith(accepted.begins)
    if fits and accepted.begins == ZIP:
        fits = office.holds(content, INSIDE[extension])
    if fits and accepted.begins == (b"",):
        fits = b"\x00" not in content
    if not fits:
        raise AttachmentError(f"“{name}”的内容不是 {extension} 格式。请用原程序重新导出后上传")
