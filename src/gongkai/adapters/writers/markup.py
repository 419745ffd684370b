"""HTML markup (标记) in which every text is escaped unless it was built here."""

from __future__ import annotations

import html
from collections.abc import Iterable

VOID = frozenset({"br", "col", "hr", "img", "link", "meta"})


class Markup(str):
    """A piece of HTML that is ready to be written as it stands."""

    __slots__ = ()


Attribute = str | int | bool | None
Child = str | Markup | None | Iterable["Child"]


def escape(child: Child) -> str:
    """Return ``child`` as HTML: text escaped, markup as it is, None as nothing, the rest joined."""
    if child is None:
        return ""
    if isinstance(child, Markup):
        return child
    if isinstance(child, str):
        return html.escape(child, quote=False)
    return "".join(escape(part) for part in child)


def element(tag: str, /, *children: Child, **attributes: Attribute) -> Markup:
    """Return one element.

    ``class_`` and ``for_`` lose their underscore, other underscores turn into hyphens; an attribute
    that is None or False is left out, one that is True stands without a value.
    """
    opening = tag + "".join(_attribute(name, value) for name, value in attributes.items())
    if tag in VOID:
        return Markup(f"<{opening}>")
    return Markup(f"<{opening}>{escape(children)}</{tag}>")


def _attribute(name: str, value: Attribute) -> str:
    name = name.rstrip("_").replace("_", "-")
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{html.escape(str(value), quote=True)}"'
