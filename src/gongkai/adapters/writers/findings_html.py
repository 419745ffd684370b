"""Findings as one self-contained page to send to a colleague: no script, no outside address."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from importlib import resources
from typing import TextIO

from gongkai.adapters.auditing.audited import GRAVITY, Audited
from gongkai.adapters.writers.findings_html_index import PageIndex, ReportCard, build_index
from gongkai.adapters.writers.findings_html_report import chip, draw_report
from gongkai.adapters.writers.findings_words import LEVEL_MEANINGS, LEVEL_WORDS
from gongkai.adapters.writers.markup import Markup, element
from gongkai.adapters.writers.quotation import printable
from gongkai.adapters.writers.rule_page import rule_page, spans
from gongkai.core.audit.engine import Summary
from gongkai.core.kernel.findings import Level
from gongkai.core.kernel.rules import Outcome, Rule

TITLE = "政府信息公开工作年度报告核查结果"
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
OUTCOMES = (
    (Outcome.PASSED, "通过"),
    (Outcome.FAILED, "不通过"),
    (Outcome.NOT_ASSESSABLE, "无法判断"),
    (Outcome.NOT_APPLICABLE, "不适用"),
)


def write(audited: Audited, stream: TextIO, *, made_on: date, version: str) -> None:
    """Write the page; ``made_on`` is the day printed on it, ``version`` the program's.

    Raises:
        OSError: The stream cannot be written.
    """
    index = build_index(audited)
    for piece in _page(audited, index, made_on, version):
        stream.write(piece)
        stream.write("\n")


def _page(audited: Audited, index: PageIndex, made_on: date, version: str) -> Iterator[str]:
    yield "<!doctype html>"
    yield '<html lang="zh-CN">'
    yield _head()
    yield "<body>"
    yield element("a", "跳到正文", href="#main", class_="skip")
    yield _opening(audited.summary, made_on)
    yield '<main id="main">'
    yield _counts(audited.summary)
    yield from _unread(index)
    yield from _contents(index)
    yield _filter(audited.summary)
    cards = iter(index.cards)
    for document in audited.documents():
        for entry in document.reports:
            card = next(cards)
            if card.drawn:
                yield from draw_report(index, card, entry)
    yield from _checked(audited)
    yield from _rules(audited, index)
    yield "</main>"
    yield _footer(audited, version)
    yield "</body>"
    yield "</html>"


def _head() -> Markup:
    style = resources.files(__package__).joinpath("findings_page.css").read_text("utf-8")
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", TITLE),
        element("style", Markup(style)),
    )


def _opening(summary: Summary, made_on: date) -> Markup:
    found = summary.errors + summary.warnings + summary.notes
    result = f"共发现问题 {found} 项" if found else "未发现问题"
    day = f"{made_on.year}年{made_on.month}月{made_on.day}日"
    return element(
        "header",
        element("h1", TITLE),
        element(
            "p",
            f"{day}核查 {summary.reports} 份报告，{result}。每个问题都注明位置，并列出相互对照的数字。",
        ),
    )


def _counts(summary: Summary) -> Markup:
    shown = (
        ("错误", summary.errors, "error"),
        ("警告", summary.warnings, "warning"),
        ("提示", summary.notes, "note"),
        ("已接受", summary.suppressed, "accepted"),
        ("规则判断通过（次）", summary.passed, "passed"),
    )
    groups = [
        element("div", element("dt", word), element("dd", str(count)), class_=look)
        for word, count, look in shown
    ]
    return element("dl", groups, class_="counts")


def _unread(index: PageIndex) -> Iterator[Markup]:
    if not index.unread:
        return
    rows = [
        element(
            "tr",
            element("td", element("code", printable(document.path))),
            element("td", problem.code),
            element("td", printable(problem.message)),
        )
        for document in index.unread
        for problem in document.problems
    ]
    yield element("h2", "没有读出或没有读全的文件")
    yield _listing("没有读出或没有读全的文件", ("文件", "编号", "情况"), rows)


def _contents(index: PageIndex) -> Iterator[Markup]:
    if not index.cards:
        return
    yield element("h2", "各份报告")
    accepting = any(card.accepted for card in index.cards)
    rows = [_contents_row(card, accepting=accepting) for card in index.cards]
    words = (LEVEL_WORDS[level] for level in GRAVITY)
    heads = ("报告", *words, "已接受") if accepting else ("报告", *words)
    yield _listing("各份报告的问题数", heads, rows)


def _contents_row(card: ReportCard, *, accepting: bool) -> Markup:
    name = element("a", printable(card.name), href=f"#{card.anchor}") if card.drawn else card.name
    counts = [element("td", str(card.counts[level]), class_="number") for level in GRAVITY]
    clean = None if card.counts else element("span", " 未发现问题", class_="good")
    accepted = element("td", str(card.accepted), class_="number") if accepting else None
    return element("tr", element("td", name, clean), counts, accepted)


def _listing(label: str, heads: tuple[str, ...], rows: list[Markup]) -> Markup:
    head = element("thead", element("tr", [element("th", word, scope="col") for word in heads]))
    table = element("table", head, element("tbody", rows), class_="list")
    return element("div", table, class_="scroll", role="region", aria_label=label, tabindex=0)


def _filter(summary: Summary) -> Markup | str:
    if not (summary.warnings or summary.notes):
        return ""
    options = (("all", "全部"), ("no-notes", "错误和警告"), ("only-errors", "只看错误"))
    labels = [
        element(
            "label",
            element("input", type="radio", name="shown", id=name, checked=name == "all"),
            word,
        )
        for name, word in options
    ]
    return element("fieldset", element("legend", "显示哪些问题"), labels)


def _checked(audited: Audited) -> Iterator[Markup]:
    summary = audited.summary
    yield Markup('<section class="report" aria-labelledby="checked">')
    yield element("h2", "核查了什么", id="checked")
    said = f"核查方案“{audited.profile.title}”：{audited.profile.description}"
    yield element("p", said)
    totals = "，".join(f"{word} {getattr(summary, key)}" for key, word in OUTCOMES)
    yield element("p", f"运行规则 {summary.rules_run} 条，逐份判断：{totals}。")
    meanings = [element("li", chip(level), " ", LEVEL_MEANINGS[level]) for level in Level]
    yield element("ul", meanings)
    rows = [_checked_row(rule, summary.by_rule.get(rule.code, {})) for rule in audited.rules]
    heads = ("规则", *(word for _, word in OUTCOMES))
    table = _listing("每条规则的判断次数", heads, rows)
    yield element("details", element("summary", "每条规则的判断次数"), table)
    yield Markup("</section>")


def _checked_row(rule: Rule, counts: dict[str, int]) -> Markup:
    numbers = [element("td", str(counts.get(key, 0)), class_="number") for key, _ in OUTCOMES]
    name = element("td", element("strong", rule.code), " ", rule_page(rule).statement)
    return element("tr", name, numbers)


def _rules(audited: Audited, index: PageIndex) -> Iterator[Markup]:
    fired = [rule for rule in audited.rules if rule.code in index.explained]
    if not fired:
        return
    yield Markup('<section class="report" aria-labelledby="rules">')
    yield element("h2", "本次涉及的规则", id="rules")
    for rule in fired:
        paragraphs = [
            element("p", [element("strong", text) if strong else text for text, strong in spans(p)])
            for p in rule_page(rule).paragraphs
        ]
        head = element("h3", f"{rule.code} ", chip(rule.level))
        yield element("div", head, paragraphs, class_="rule", id=f"rule-{rule.code}")
    yield Markup("</section>")


def _footer(audited: Audited, version: str) -> Markup:
    summary = audited.summary
    notes = [
        element(
            "p",
            f"已接受的问题 {entry.fingerprint} 已过期（{entry.until}），不再生效：{entry.reason}",
        )
        for entry in summary.expired
    ]
    notes += [
        element("p", f"已接受的问题 {entry.fingerprint} 这次没有出现：{entry.reason}")
        for entry in summary.unmatched
    ]
    made = f"由公开（gongkai {version}）核查生成。核查只指出疑点，不改动报告；是否更正由编制单位核实决定。"
    return element("footer", notes, element("p", made))
