"""Reading a letter before it is signed (文书校核): does it state what the law asks for.

The lint reads the edited text and never mends it. Contents are recognised by the marks of the
template; a handler who words a paragraph anew keeps its decisive words.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator

from gongkai.core.casework.letters import lint_dates, lint_law, lint_remedies
from gongkai.core.casework.letters.facts import LetterFacts
from gongkai.core.casework.letters.layout import Role, lines_of
from gongkai.core.casework.letters.lint_findings import LetterFinding, Read, folded
from gongkai.core.casework.letters.merging import SEAL, UNFILLED, in_words, parts_of, value_of
from gongkai.core.casework.letters.numbering import NUMBER
from gongkai.core.casework.letters.wording import FIELD, Letter, letters
from gongkai.core.kernel.findings import Level
from gongkai.core.law.replies import Content

OWN_CHECKS = frozenset(
    ["addressee", "own_number", "remedies", "body", "dated_on", "seal", "supply", "withheld_parts"]
)
"""Contents of every reply that are looked for at their place rather than by marks."""


def lint(text: str, facts: LetterFacts, kind: str) -> tuple[LetterFinding, ...]:
    """Return everything found in the letter, in the order of the text; sign only without errors.

    Raises:
        KeyError: There is no such kind of letter.
    """
    letter = letters()[kind]
    read = Read(letter, facts, lines_of(text))
    found = [finding for check in CHECKS for finding in check(read)]
    return tuple(sorted(found, key=lambda each: (each.line is None, each.line or 0)))


def stated(text: str, facts: LetterFacts, kind: str) -> frozenset[str]:
    """Return the contents of ``core.law.replies`` that the letter states.

    Raises:
        KeyError: There is no such kind of letter.
    """
    letter = letters()[kind]
    missing = {finding.content for finding in lint(text, facts, kind) if finding.content}
    wanted = {content.key for content in letter.contents}
    return frozenset(wanted - missing)


def _contents(read: Read) -> Iterator[LetterFinding]:
    for content in wanted(read.letter, read.facts):
        if not _is_stated(content.key, read):
            yield LetterFinding(
                f"letter.{content.key}",
                Level.ERROR,
                f"没有写明：{content.label}。请补写。",
                read.letter.basis,
                content=content.key,
            )


def wanted(letter: Letter, facts: LetterFacts) -> Iterator[Content]:
    """Yield the contents looked for by their marks: those of the law, of the steps taken, of online service."""
    for content in letter.contents:
        bare = content.key == "articles" and not letter.basis
        if content.key in OWN_CHECKS or bare:
            continue
        if not content.when or content.when in facts.situation:
            yield content
    for key, label in PROCESS.items():
        if letter.reply is not None and getattr(facts, key):
            yield Content(key, label)
    if letter.reply is not None and facts.served_online:
        yield Content("online_reconsideration", "在线提出行政复议申请的渠道")


PROCESS = {
    "supplement_asked_on": "告知补正的日期",
    "supplemented_on": "收到补正的日期",
    "extended_on": "告知延期的日期和延长后的期限",
    "consulted_on": "征求意见的日期",
    "consultation_ended_on": "征求意见结束的日期",
}


def _is_stated(key: str, read: Read) -> bool:
    marks = [
        mark for part in parts_of(read.letter, read.facts) for mark in part.states.get(key, ())
    ]
    return any(_found(mark, read) for mark in marks)


def _found(mark: str, read: Read) -> bool:
    names = [name for name, _ in FIELD.findall(mark)]
    values = {name: value_of(name, read.letter, read.facts) for name in names}
    if not all(values.values()):
        return False
    filled = FIELD.sub(lambda match: values[match.group(1)], mark)
    return read.states(filled.split(" & "))


def _articles_found(read: Read) -> bool:
    """Return whether each article of the kind is cited in one paragraph with the act."""
    reply = read.letter.reply
    wanted = [folded(each) for each in reply.articles] if reply else []
    if not wanted:
        return any(folded(read.letter.basis) in folded(line.text) for line in read.body)
    return any(
        "条例" in line.text and all(article in folded(line.text) for article in wanted)
        for line in read.body
    )


def _unfilled(read: Read) -> Iterator[LetterFinding]:
    for line in read.lines:
        start = line.text.find(UNFILLED)
        if start >= 0:
            gap = line.text[start : line.text.find("】", start) + 1 or None]
            yield LetterFinding(
                "letter.unfilled",
                Level.ERROR,
                f"还有没填的内容：{gap}。请填写。",
                "",
                line.number,
                gap,
            )


def _head(read: Read) -> Iterator[LetterFinding]:
    title = read.first(Role.TITLE)
    if title is None or folded(read.letter.printed_title) not in folded(title.text):
        sentence = f"标题不是“{read.letter.printed_title}”。请核对文书种类。"
        yield read.missing("title", sentence, Level.WARNING, title)
    if not read.letter.lines:
        yield from _addressee(read)
    if read.letter.numbered:
        yield from _number(read)


def _addressee(read: Read) -> Iterator[LetterFinding]:
    name = read.facts.applicant if read.letter.to == "applicant" else read.facts.addressee
    line = read.first(Role.ADDRESSEE)
    if line is None:
        yield read.missing(
            "addressee", "没有写明收件人。请在正文之前顶格写明姓名或者名称，以冒号结尾。"
        )
    elif name and folded(name) not in folded(line.text):
        yield read.missing(
            "addressee", f"收件人写的是“{line.text}”，案卷登记的是“{name}”。请核对。", at=line
        )


def _number(read: Read) -> Iterator[LetterFinding]:
    line = read.first(Role.NUMBER)
    if line is None or NUMBER.fullmatch(line.text) is None:
        yield read.missing("own_number", "没有文号。请按规则编号，如“×公复〔2026〕3号”。", at=line)
        return
    if read.facts.number and folded(read.facts.number) != folded(line.text):
        sentence = f"文号写的是“{line.text}”，案卷登记的是“{read.facts.number}”。请核对。"
        yield read.missing("own_number", sentence, at=line)
    match = NUMBER.fullmatch(line.text)
    year = read.facts.dated_on.year
    if match and int(match["year"]) != year:
        sentence = f"文号的年份是{match['year']}年，成文日期在{year}年。请核对。"
        yield LetterFinding(
            "letter.number_year", Level.WARNING, sentence, "", line.number, line.text
        )


def _end(read: Read) -> Iterator[LetterFinding]:
    signature, day = read.first(Role.SIGNATURE), read.first(Role.DATE)
    body = read.facts.body
    if signature is None or (body and folded(body) not in folded(signature.text)):
        yield read.missing("body", f"落款没有写明机关名称“{body}”。请补写。", at=signature)
    if signature is None or SEAL not in unicodedata.normalize("NFC", signature.text):
        yield read.missing("seal", f"落款没有留出印章位置“{SEAL}”。请补写。", at=signature)
    printed = in_words(read.facts.dated_on)
    if day is None:
        yield read.missing("dated_on", f"没有写明日期。请在落款之下写明“{printed}”。")
    elif folded(day.text) != folded(printed) and not lint_dates.same_day(
        day.text, read.facts.dated_on
    ):
        sentence = f"落款日期写的是“{day.text}”，应为“{printed}”。请核对。"
        yield read.missing("dated_on", sentence, at=day)


def _applicant_kept(read: Read) -> Iterator[LetterFinding]:
    """Look whether a third party is told who applied, which it need not know."""
    name = folded(read.facts.applicant)
    if read.letter.to != "third_party" or len(name) < 2:
        return
    for line in read.lines:
        if name in folded(line.text) and name not in folded(read.facts.addressee):
            sentence = "致第三方的文书写出了申请人。没有必要的，请删去。"
            yield LetterFinding(
                "letter.applicant_named", Level.WARNING, sentence, PRIVACY, line.number, line.text
            )


PRIVACY = "《个人信息保护法》第六条"


def _supply(read: Read) -> Iterator[LetterFinding]:
    reply = read.letter.reply
    gives = reply is not None and reply.key in ("granted.given", "partly_granted")
    supply = read.facts.supply
    if gives and not (supply and read.holds(supply)):
        yield read.missing("supply", "没有写明提供形式。请写明以什么形式提供。")
    named = " ".join(folded(line.text) for line in read.lines if line.role is Role.ATTACHMENT)
    for name in read.facts.attachments:
        if folded(name) not in named:
            yield read.missing("supply", f"附件“{name}”没有在附件说明中列出。请补写。")


def _withheld(read: Read) -> Iterator[LetterFinding]:
    if read.letter.key != "partly_granted":
        return
    if not read.facts.withheld:
        yield read.missing("withheld_parts", "没有列出不予公开的部分。请逐处写明内容、条款和理由。")
    for part in read.facts.withheld:
        if not read.states([part.what, part.article, part.reason]):
            sentence = f"不予公开的“{part.what}”没有写全条款（{part.article}）和理由。请逐处写明。"
            yield read.missing("withheld_parts", sentence)


def _items(read: Read) -> Iterator[LetterFinding]:
    """Look for each line of a list, such as each matter to be supplemented."""
    for part in parts_of(read.letter, read.facts):
        for entry in str(read.facts.details.get(part.list, "")).splitlines() if part.list else ():
            if entry.strip() and not read.holds(entry.strip()):
                yield LetterFinding(
                    "letter.list",
                    Level.ERROR,
                    f"没有列出：{entry.strip()}。请补写。",
                    read.letter.basis,
                )


Check = Callable[[Read], Iterator[LetterFinding]]
CHECKS: tuple[Check, ...] = (
    _unfilled,
    _head,
    _contents,
    _withheld,
    _items,
    _supply,
    _applicant_kept,
    lint_remedies.check,
    lint_law.check,
    lint_dates.check,
    _end,
)
__all__ = ["LetterFinding", "lint", "stated"]
