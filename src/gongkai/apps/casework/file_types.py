"""What may be handed in as a paper (材料格式): by extension, and by how such files begin."""

from __future__ import annotations

from pathlib import Path

from gongkai.core.kernel.refusals import Reason

MOST_BYTES = 50 * 1024 * 1024
ZIPPED = (b"PK\x03\x04",)
TYPES: dict[str, tuple[str, tuple[bytes, ...]]] = {
    "pdf": ("application/pdf", (b"%PDF-",)),
    "jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ZIPPED),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ZIPPED),
    "ofd": ("application/ofd", ZIPPED),
    "zip": ("application/zip", ZIPPED),
    "txt": ("text/plain", ()),
}


def extension_of(name: str) -> str:
    """Return the extension of a file's name, in small letters, without the dot."""
    return Path(name).suffix.removeprefix(".").lower()


def faults(name: str, content: bytes) -> list[Reason]:
    """Return every reason why a file is not taken; none when it is."""
    extension = extension_of(name)
    if extension not in TYPES:
        known = "、".join(TYPES)
        sentence = f"“{name}”的格式不能收入。请转换为下列格式之一：{known}"
        return [Reason("casework.file_type", sentence)]
    reasons = []
    beginnings = TYPES[extension][1]
    if beginnings and not content.startswith(beginnings):
        sentence = f"“{name}”的内容不是 {extension} 文件。请检查文件后重新上传"
        reasons.append(Reason("casework.file_content", sentence))
    if not content:
        reasons.append(Reason("casework.file_empty", f"“{name}”是空文件。请检查后重新上传"))
    if len(content) > MOST_BYTES:
        most = MOST_BYTES // 1024 // 1024
        sentence = f"“{name}”超过 {most} MB。请压缩或分成几份后上传"
        reasons.append(Reason("casework.file_size", sentence))
    return reasons
