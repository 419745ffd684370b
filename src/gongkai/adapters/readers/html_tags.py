"""What the tags and styles of web pages mean to the reader (网页标记)."""

from __future__ import annotations

import re

DEPTH_LIMIT = 2_000
# Some fifty reports out of Word; more takes longer than anybody waits for one file.
TAG_LIMIT = 300_000
# Nesting is looked at beforehand only in sources with this many tags: the parser takes quadratic
# time over nested blocks, which is nothing below.
TAGS_WORTH_A_LOOK = 4_000
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]*)")
# Elements without an end tag, or whose end tag is mostly left out.
VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "td",
        "th",
        "tr",
        "dt",
        "dd",
        "option",
        "thead",
        "tbody",
        "tfoot",
        "colgroup",
    ]
)
# Not shown, struck out, or not part of what the page says.
UNREAD = frozenset(
    [
        "head",
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "svg",
        "math",
        "audio",
        "video",
        "canvas",
        "select",
        "datalist",
        "button",
        "del",
        "s",
        "strike",
        "rt",
        "rp",
        "nav",
        "-comment",
        "-doctype",
    ]
)
BLOCK = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "ul",
        "br",
    ]
)
PARTS_OF_TABLE = frozenset(["thead", "tbody", "tfoot", "tr", "td", "th", "caption"])
# Elements whose beginning or end means something; any other only holds text.
TELLING = BLOCK | PARTS_OF_TABLE | {"table", "input"}
CLOSING = BLOCK | {"table", "td", "th"}
BREAK = "\v"
# Layout that is worth an inspection of every element's attributes.
STYLED = (b"display", b"hidden", b"mso-hide", b"mso-element", b"line-through", b"white-space")
HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:|line-through"
    r"|mso-element\s*:\s*(?:comment|footnote|endnote)-list",
    re.I,
)
OWN_LINE = re.compile(r"display\s*:\s*(?:block|flex|grid|table(?:-row)?)\s*(?:;|$)", re.I)
OWN_CELL = re.compile(r"display\s*:\s*table-cell", re.I)
KEEPS_SPACE = re.compile(r"white-space\s*:\s*pre", re.I)
HIDDEN_CLASS = re.compile(r"\.([\w-]+)\s*\{[^{}]*display\s*:\s*none[^{}]*\}", re.I)
MEDIA_BLOCK = re.compile(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", re.I)
STYLE_SHEET = re.compile(r"<style\b[^>]*>(.*?)</style", re.I | re.S)
NOTE_MARK = re.compile(r"\s*(?:[\[(（\uff3b〔【]?\d{1,2}[\])）\uff3d〕】]?|[①-⑳*\uff0a†])\s*")

WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
BREAK_IN_CHINESE = re.compile(rf"(?<=[{WIDE}])[ \t]*[\r\n][ \t\r\n]*(?=[{WIDE}])")
SPACES = re.compile(r"[ \t\r\n\f]+")
# A text without any of these is already as it is read.
BARE_ENDS = f" \t\r\n\f{BREAK}"
INNER_SPACE = re.compile(rf"[ \t\r\n\f{BREAK}\x1c\x1f]")
KEPT = str.maketrans({"\n": BREAK, "\r": None, "\t": "\x1f", " ": "\x1c"})
BACK = str.maketrans({"\x1f": "\t", "\x1c": " "})
