"""Images without place, device, author and comments (图片清除): pixels and colours stay as they are."""

from __future__ import annotations

import struct
import zlib

from gongkai.adapters.release_copies.errors import AttachmentError

PNG_KEPT = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB",
    b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT", b"cICP",
}  # fmt: skip
PNG_NAMES = {
    b"tEXt": "文字说明", b"zTXt": "文字说明", b"iTXt": "文字说明", b"eXIf": "拍摄信息", b"tIME": "修改时间",
}  # fmt: skip
ORIENTATION = 0x0112


def strip_png(content: bytes) -> tuple[bytes, list[str]]:
    """Return a PNG with only the chunks that make the picture, and the names of what went.

    Raises:
        AttachmentError: The chunks do not fit together.
    """
    kept, removed, position = [content[:8]], [], 8
    while position < len(content):
        if position + 12 > len(content):
            raise AttachmentError("PNG 图片不完整。请重新导出后上传")
        length = int.from_bytes(content[position : position + 4])
        name = content[position + 4 : position + 8]
        end = position + 12 + length
        body, check = content[position + 4 : end - 4], content[end - 4 : end]
        if end > len(content) or zlib.crc32(body).to_bytes(4) != check:
            raise AttachmentError("PNG 图片已损坏。请重新导出后上传")
        if name in PNG_KEPT:
            kept.append(content[position:end])
        else:
            removed.append(PNG_NAMES.get(name, f"附加数据 {name.decode('latin-1')}"))
        position = end
        if name == b"IEND":
            break
    if position < len(content):
        removed.append("图片末尾之后的数据")
    return b"".join(kept), sorted(set(removed))


def strip_jpeg(content: bytes) -> tuple[bytes, list[str]]:
    """Return a JPEG without EXIF, XMP, IPTC and comments; the turn of the picture is kept.

    Raises:
        AttachmentError: The segments do not fit together.
    """
    kept, removed, position, turn = [b"\xff\xd8"], [], 2, 1
    while True:
        marker = content[position : position + 2]
        if len(marker) < 2 or marker[0] != 0xFF:
            raise AttachmentError("JPEG 图片已损坏。请重新导出后上传")
        if marker[1] == 0xDA:
            break
        length = int.from_bytes(content[position + 2 : position + 4])
        segment = content[position : position + 2 + length]
        name = _jpeg_name(marker[1], segment)
        if name is None:
            kept.append(segment)
        else:
            removed.append(name)
            turn = _turn(segment) if segment[4:10] == b"Exif\x00\x00" else turn
        position += 2 + length
    end = content.rfind(b"\xff\xd9", position)
    if end < 0:
        raise AttachmentError("JPEG 图片不完整。请重新导出后上传")
    if end + 2 < len(content):
        removed.append("图片末尾之后的数据")
    if turn != 1:
        kept.insert(1, _turn_segment(turn))
    return b"".join(kept) + content[position : end + 2], sorted(set(removed))


def _jpeg_name(marker: int, segment: bytes) -> str | None:
    if marker == 0xFE:
        return "图片注释"
    if marker == 0xE1:
        return "拍摄信息（时间、地点、设备）"
    if 0xE3 <= marker <= 0xED or marker == 0xEF:
        return "编辑软件信息"
    if marker == 0xE2 and not segment[4:].startswith(b"ICC_PROFILE"):
        return "编辑软件信息"
    return None


def _turn(segment: bytes) -> int:
    tiff = segment[10:]
    order = "<" if tiff[:2] == b"II" else ">"
    try:
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for number in range(count):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * number)
            if tag == ORIENTATION and 1 <= value <= 8:
                return int(value)
    except struct.error:
        return 1
    return 1


def _turn_segment(turn: int) -> bytes:
    entry = struct.pack(">HHIHH", ORIENTATION, 3, 1, turn, 0)
    tiff = b"MM\x00\x2a" + struct.pack(">I", 8) + struct.pack(">H", 1) + entry + b"\x00" * 4
    body = b"Exif\x00\x00" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def strip_gif(content: bytes) -> tuple[bytes, list[str]]:
    """Return a GIF without comments and foreign application data; its loop is kept.

    Raises:
        AttachmentError: The blocks do not fit together.
    """
    flags = content[10] if len(content) > 12 else 0
    position = 13 + (3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0)
    kept, removed = [content[:position]], []
    while position < len(content) and content[position] != 0x3B:
        start = position
        if content[position] == 0x2C:
            local = content[position + 9] if position + 9 < len(content) else 0
            position += 10 + (3 * 2 ** ((local & 7) + 1) if local & 0x80 else 0) + 1
            position = _after_blocks(content, position)
            kept.append(content[start:position])
            continue
        label = content[position + 1 : position + 2]
        position = _after_blocks(content, position + 2)
        foreign = label == b"\xff" and content[start + 3 : start + 11] not in (
            b"NETSCAPE",
            b"ANIMEXTS",
        )
        if label == b"\xfe" or foreign:
            removed.append("图片注释")
        else:
            kept.append(content[start:position])
    return b"".join(kept) + b"\x3b", sorted(set(removed))


def _after_blocks(content: bytes, position: int) -> int:
    while position < len(content):
        length = content[position]
        position += 1 + length
        if length == 0:
            return position
    raise AttachmentError("GIF 图片不完整。请重新导出后上传")
