"""The allow-list of body text (正文清洗): what an editor may hold, enforced on the server."""

from __future__ import annotations

import re

import nh3

TAGS = {
    "p", "br", "h2", "h3", "h4", "strong", "em", "u", "s", "sub", "sup", "blockquote", "hr",
    "ul", "ol", "li", "a", "img", "figure", "figcaption", "table", "caption", "thead", "tbody",
    "tfoot", "tr", "th", "td", "colgroup", "col",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
    "p": {"class"},
    "h2": {"id"},
    "h3": {"id"},
}
CLASSES = {"p": {"text-center", "text-right", "no-indent"}}
IMAGE = re.compile(r"<img\b[^>]*>")
ALT = re.compile(r"""\balt=(["'])(?P<text>.*?)\1""")
SOURCE = re.compile(r"""\bsrc=(["'])(?P<text>.*?)\1""")


def clean(html: str) -> str:
    """Return ``html`` with nothing in it but the tags and attributes that body text may hold.

    Styles, fonts, classes of Word and WPS, scripts, comments and conditional blocks go; the text
    and the structure stay. Links may lead to http, https, mailto and to places on the site.
    """
    cleaned = nh3.clean(
        html,
        tags=TAGS,
        clean_content_tags={"script", "style", "title", "template", "noscript", "iframe"},
        attributes={tag: names - {"class"} for tag, names in ATTRIBUTES.items()},
        allowed_classes=CLASSES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        strip_comments=True,
    )
    return cleaned.replace(' class=""', "").strip()


def images_without_text(html: str) -> tuple[str, ...]:
    """Return the addresses of images in the text that have no alternative text."""
    lacking = []
    for image in IMAGE.findall(html):
        alternative = ALT.search(image)
        if alternative is None or not alternative["text"].strip():
            source = SOURCE.search(image)
            lacking.append(source["text"] if source else "")
    return tuple(lacking)
