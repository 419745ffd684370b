"""The templates as they are shipped (文书模板): parts, what each states, and how that is recognised."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from gongkai.core.kernel import data
from gongkai.core.law import grounds, replies
from gongkai.core.law.replies import Content, NoticeKind, ReplyKind

PACKAGE = "gongkai.core.casework.letters.templates"
FILES = (
    "replies_granted.yaml",
    "replies_refused.yaml",
    "replies_unable.yaml",
    "replies_not_processed.yaml",
    "replies_other.yaml",
    "notices.yaml",
)
FIELD = re.compile(r"\{(\w+)(\??)\}")
"""A field of a template; with a question mark it may stay empty."""
FROM_FACTS = frozenset(
    [
        "you",
        "body",
        "applicant",
        "request",
        "case_number",
        "received_on",
        "supplement_asked_on",
        "supplemented_on",
        "extended_on",
        "extended_to",
        "consulted_on",
        "consultation_ended_on",
        "remedies",
        "online_reconsideration",
        "contact",
        "articles",
        "basis",
        "dated_on",
        "number",
    ]
)


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph of a template.

    ``states`` maps each content to its marks: one of them must be found in one paragraph, all its
    pieces joined by `` & ``. ``list`` names a detail set line by line below it; ``each`` is
    ``withheld`` for the parts that are not released.
    """

    text: str
    states: Mapping[str, tuple[str, ...]]
    when: str = ""
    list: str = ""
    each: Literal["", "withheld"] = ""


@dataclass(frozen=True, slots=True)
class Template:
    """The template of one letter; title, basis and contents come from the law where it names them."""

    key: str
    parts: tuple[Part, ...]
    to: Literal["applicant", "third_party", "body"] = "applicant"
    lines: bool = False
    numbered: bool = True
    title: str = ""
    basis: str = ""
    must_state: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Frame:
    opening: tuple[Part, ...]
    closing: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class _Letters:
    letters: tuple[Template, ...]


@dataclass(frozen=True, slots=True)
class FieldNote:
    """How a field is shown to the handler; ``choices`` names a ground whose kinds may be chosen."""

    label: str
    help: str
    kind: Literal["text", "date", "number", "lines"] = "text"
    choices: str = ""


@dataclass(frozen=True, slots=True)
class _Fields:
    fields: Mapping[str, FieldNote]


@dataclass(frozen=True, slots=True)
class LetterField:
    """One field that a letter of some kind asks for; ``when`` names the circumstance it needs."""

    key: str
    label: str
    help: str
    required: bool
    when: str = ""
    kind: str = "text"
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """A kind of letter with all its parts: its title, what it must state, and on what basis."""

    key: str
    title: str
    basis: str
    parts: tuple[Part, ...]
    contents: tuple[Content, ...]
    to: str
    lines: bool = False
    numbered: bool = True
    reply: ReplyKind | None = field(default=None, compare=False)

    @property
    def printed_title(self) -> str:
        """Return the title as the letter prints it: without the remark that tells templates apart."""
        return self.title.partition("（")[0]


@functools.cache
def letters() -> dict[str, Letter]:
    """Return every letter by its key: the kinds of reply, then the notices.

    Raises:
        DataError: A template is missing, or names a kind that does not exist.
    """
    templates = {
        template.key: template
        for name in FILES
        for template in data.load(PACKAGE, name, _Letters).letters
    }
    known = {**replies.kinds(), **replies.notices()}
    missing = [key for key in known if key not in templates]
    strange = [each.key for each in templates.values() if each.key not in known and not each.title]
    if missing or strange:
        raise data.DataError([f"templates: missing {missing}, of no kind {strange}"])
    return {key: _letter(template) for key, template in templates.items()}


def _letter(template: Template) -> Letter:
    reply = replies.kinds().get(template.key)
    if reply is not None:
        frame = data.load(PACKAGE, "frame.yaml", _Frame)
        parts = (*frame.opening, *template.parts, *frame.closing)
        contents = (*replies.common(), *reply.must_state)
        return Letter(
            template.key, reply.document, reply.cited, parts, contents, template.to, reply=reply
        )
    notice = replies.notices().get(template.key) or NoticeKind(
        template.key, template.title, template.basis, template.must_state
    )
    contents = tuple(Content(words, words) for words in notice.must_state)
    return Letter(
        notice.key,
        notice.title,
        notice.basis,
        template.parts,
        contents,
        template.to,
        template.lines,
        template.numbered and not template.lines,
    )


@functools.cache
def field_notes() -> Mapping[str, FieldNote]:
    """Return label and help of every field."""
    return data.load(PACKAGE, "fields.yaml", _Fields).fields


@functools.cache
def fields_of(kind: str) -> tuple[LetterField, ...]:
    """Return what a letter of this kind asks for beyond what the case itself knows.

    Raises:
        KeyError: There is no such kind.
    """
    found: dict[str, LetterField] = {}
    for part in letters()[kind].parts:
        for name, optional in [
            *FIELD.findall(part.text),
            *([(part.list, "")] if part.list else []),
        ]:
            if name not in FROM_FACTS and name not in found:
                found[name] = _field(name, part.when, optional=bool(optional or part.when))
    return tuple(found.values())


def _field(name: str, when: str, *, optional: bool) -> LetterField:
    note = field_notes()[name]
    kinds = tuple(grounds.grounds()[note.choices].kinds.values()) if note.choices else ()
    return LetterField(name, note.label, note.help, not optional, when, note.kind, kinds)
