"""The law a letter cites (引用依据校核): grounds of another kind, law no longer in force, wrong decisions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.core.casework.letters.layout import Line
from gongkai.core.casework.letters.lint_findings import LetterFinding, Read, folded
from gongkai.core.kernel.findings import Level
from gongkai.core.law import articles, grounds

_OGI_2007 = re.compile(r"国务院令第?492号|政府信息公开条例》?[(]2007")
_PURPOSE = re.compile(
    r"生产、?生活、?科研|特殊需要|与[^。；]{0,8}(?:生产|生活|科研)[^。；]{0,6}无关"
)
_WITHHOLDS = re.compile(r"决定[^。；]{0,30}不予公开")


def check(read: Read) -> Iterator[LetterFinding]:
    """Yield what is wrong with the law that the body of the letter cites."""
    for line in read.body:
        text = folded(line.text)
        if read.letter.reply is not None:
            yield from _other_grounds(read, line, text)
            yield from _other_decision(read, line, text)
        if match := _OGI_2007.search(text):
            act = articles.acts()["ogi"]
            sentence = f"引用的是修订前的《条例》，{act.in_force}起施行的是修订后的《条例》（{act.number}）。请改正。"
            yield _at(line, "letter.outdated_law", Level.ERROR, sentence, match.group(), act.cited)
        if match := _PURPOSE.search(text):
            sentence = f"“{match.group()}”：现行《条例》不再以申请用途为条件。请核对理由。"
            basis = articles.cite("ogi", 27)
            yield _at(line, "letter.purpose", Level.WARNING, sentence, match.group(), basis)


def _other_grounds(read: Read, line: Line, text: str) -> Iterator[LetterFinding]:
    allowed = " ".join(read.letter.reply.articles if read.letter.reply else ())
    allowed += " ".join(part.article for part in read.facts.withheld)
    cited = {ground.article.partition("条")[0] + "条" for ground in grounds.grounds().values()}
    for article in sorted(cited - {"第三十六条"}):
        if f"条例》{article}" in text and article not in allowed:
            sentence = (
                f"引用了《条例》{article}，与“{read.letter.printed_title}”的依据不符。请核对。"
            )
            yield _at(
                line, "letter.other_ground", Level.WARNING, sentence, article, read.letter.basis
            )


def _other_decision(read: Read, line: Line, text: str) -> Iterator[LetterFinding]:
    reply = read.letter.reply
    match = _WITHHOLDS.search(text)
    if match and reply is not None and reply.outcome not in ("refused", "partly_granted"):
        sentence = f"“{read.letter.printed_title}”里写了“{match.group()}”，与处理种类不符。请核对。"
        yield _at(
            line, "letter.other_decision", Level.WARNING, sentence, match.group(), reply.cited
        )


def _at(
    line: Line, code: str, level: Level, sentence: str, quote: str, basis: str
) -> LetterFinding:
    return LetterFinding(code, level, sentence, basis, line.number, quote)
