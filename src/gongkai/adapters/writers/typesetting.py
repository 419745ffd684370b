"""The typesetter (排版): typst with the faces of official documents, fonts read once a process."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import typst

FONT_PACKAGE = "manimgx_fonts_cjk"
FACES: Mapping[str, tuple[str, ...]] = {
    "title": ("FZXiaoBiaoSong-B05S", "Noto Serif CJK SC", "Noto Sans CJK SC"),
    "body": (
        "FangSong_GB2312",
        "FangSong",
        "FandolFang R",
        "Noto Serif CJK SC",
        "Noto Sans CJK SC",
    ),
    "heading": ("SimHei", "Noto Sans CJK SC"),
    "subheading": ("KaiTi_GB2312", "KaiTi", "LXGW WenKai", "Noto Serif CJK SC", "Noto Sans CJK SC"),
    "number": ("SimSun", "Noto Serif CJK SC", "Noto Sans CJK SC"),
}


class FontsMissingError(Exception):
    """No font with Chinese characters is there; the message says which package brings one."""


@functools.cache
def typesetter(font_folder: Path | None = None) -> tuple[Any, Mapping[str, list[str]]]:
    """Return a typesetter, and for each kind of text the faces that are there, best first.

    Raises:
        FontsMissingError: The package with the fallback font is not installed.
    """
    spec = find_spec(FONT_PACKAGE)
    if spec is None or spec.origin is None:
        raise FontsMissingError(f"{FONT_PACKAGE} is not installed; it brings Noto Sans CJK")
    folders = [str(Path(spec.origin).parent)]
    if font_folder is not None:
        folders.insert(0, str(font_folder))
    fonts = typst.Fonts(include_system_fonts=False, font_paths=folders)
    there = frozenset(fonts.families())
    faces = {face: [name for name in names if name in there] for face, names in FACES.items()}
    return typst.Compiler(font_paths=fonts), faces
