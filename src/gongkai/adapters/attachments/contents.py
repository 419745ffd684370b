"""A piece of a file's text, and the safe opening of packages (文件内容)."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from io import BytesIO

MAX_UNPACKED = 200 * 1024 * 1024  # bytes in all parts of one file
MAX_RATIO = 200  # unpacked to packed; office files stay far below


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of text, where it stands (Chinese, for staff), and whether a reader would see it.

    ``residue`` names what is left in a file unseen (comments, deletions, hidden sheets);
    ``lost_digits`` is true for a spreadsheet row with a number too long to be exact.
    """

    where: str
    text: str
    hidden: bool = False
    residue: str = ""
    lost_digits: bool = False


class UnreadableError(Exception):
    """A file cannot be read; the message says in Chinese what was met and what would help."""


def opened(content: bytes) -> zipfile.ZipFile:
    """Open a zip after looking at its sizes.

    Raises:
        UnreadableError: It is damaged, encrypted, or unpacks to more than is allowed.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except zipfile.BadZipFile as error:
        raise UnreadableError("文件已损坏，无法打开。请重新导出后再上传。") from error
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(len(content), 10_000):
        raise UnreadableError(
            f"文件解压后有 {unpacked // 1024 // 1024} MB，超过允许的大小。请删减图片后再上传。"
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableError("文件已加密。请去掉密码后再上传。")
    return archive
