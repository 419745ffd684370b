"""What the search page shows (检索结果页): readings in words, filters with counts, marked excerpts."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from markupsafe import Markup, escape

from gongkai.apps.organizations import queries as organizations
from gongkai.apps.publishing.choices import kind_choices, validity_choices
from gongkai.apps.publishing.indexing import attached_text, fields
from gongkai.apps.publishing.models import Attachment, Edition
from gongkai.core.publishing.differences import paragraphs
from gongkai.core.publishing.search.excerpts import Marked, excerpt, marked
from gongkai.core.publishing.search.query import Part
from gongkai.core.publishing.search.records import FACETS

FACET_LABELS = {
    "kind": "种类",
    "body": "发布机构",
    "column": "栏目",
    "year": "发布年份",
    "validity": "有效性",
}
SHOWN_FIRST = 6  # values of one facet; the others are folded away


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value of a filter: its label, how many it would leave, and the address that chooses it."""

    label: str
    count: int
    address: str
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterShown:
    """One filter: the first values and the others; ``undo`` leads back when a value is chosen."""

    label: str
    first: tuple[Choice, ...]
    others: tuple[Choice, ...] = ()
    undo: str = ""
    chosen: str = ""


def address(asked: QueryDict, **changes: str) -> str:
    """Return the address of the same search with some parameters changed; empty ones are left out."""
    kept = {name: asked.get(name, "") for name in asked if name not in ("page", "format")}
    query = QueryDict(mutable=True)
    query.update({name: value for name, value in (kept | changes).items() if value})
    return f"/search?{query.urlencode()}"


def sentences(readings: Sequence[Part]) -> list[str]:
    """Return how each reading was understood."""
    return [_sentence(part) for part in readings]


def _sentence(part: Part) -> str:
    if part.kind == "number":
        return f"已按文号查找“{part.text}”"
    if part.days:
        first, last = (f"{day.year}年{day.month}月{day.day}日" for day in part.days)
        when = first if first == last else f"{first}至{last}"
        return f"“{part.text}”已按日期理解：{when}发布或成文的，以及文中写有这几个字的"
    return f"“{part.text}”已按发布机构理解：{part.name}发布的，以及文中写有这几个字的"


def filters(facets: Mapping[str, Mapping[str, int]], asked: QueryDict) -> list[FilterShown]:
    """Return the filters with the counts of their values, the most frequent first; years newest first."""
    labels = _labels()
    shown = []
    for name in FACETS:
        counts = dict(facets.get(name, {}))
        chosen = asked.get(name, "")
        if chosen:
            counts.setdefault(chosen, 0)
        known = labels.get(name)
        values = [one for one in counts if known is None or one in known]
        choices = [
            Choice(
                label=known[value] if known else f"{value} 年",
                count=counts[value],
                address=address(asked, **{name: value}),
                chosen=value == chosen,
            )
            for value in sorted(values, key=lambda value: _place(name, value, counts))
        ]
        if choices:
            shown.append(_filter(name, choices, asked))
    return shown


def _filter(name: str, choices: Sequence[Choice], asked: QueryDict) -> FilterShown:
    chosen = next((one.label for one in choices if one.chosen), "")
    return FilterShown(
        label=FACET_LABELS[name],
        first=tuple(choices[:SHOWN_FIRST]),
        others=tuple(choices[SHOWN_FIRST:]),
        undo=address(asked, **{name: ""}) if chosen else "",
        chosen=chosen,
    )


def _place(name: str, value: str, counts: Mapping[str, int]) -> tuple[int, str]:
    return (-int(value), "") if name == "year" and value.isdigit() else (-counts[value], value)


def _labels() -> dict[str, dict[str, str]]:
    return {
        "kind": dict(kind_choices()),
        "validity": dict(validity_choices()),
        "body": {one.slug: one.name for one in organizations.bodies()},
        "column": {one.code: one.label for one in organizations.columns()},
    }


def title(edition: Edition, needles: Sequence[str]) -> Marked:
    """Return the title with what was looked for marked."""
    return marked(edition.title, needles)


def piece(edition: Edition, needles: Sequence[str]) -> Marked:
    """Return the piece of the text where most of what was looked for stands; else the summary.

    What stands only in an attachment is shown with the name of the file.
    """
    text = html.unescape(" ".join(paragraphs(edition.text)))
    for source in (text, edition.summary, "；".join(filter(None, fields(edition)))):
        found = excerpt(source, needles)
        if found.spans:
            return found
    for attachment in edition.attachments.all():
        if attachment.role == Attachment.Role.FILE:
            found = excerpt(attached_text(attachment.file), needles)
            if found.spans:
                return marked(f"附件“{attachment.name}”：{found.text}", needles)
    return excerpt(edition.summary or text, ())


def page_of(found: Marked) -> Markup:
    """Return a marked text, safe for a page."""
    parts: list[Markup] = []
    at = 0
    for start, end in found.spans:
        parts += [
            escape(found.text[at:start]),
            Markup("<mark>{}</mark>").format(found.text[start:end]),
        ]
        at = end
    parts.append(escape(found.text[at:]))
    return Markup("").join(parts)
