"""The examples of the law, in Chinese: each file asks one kind of question."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gongkai.core.calendar.working_days import shipped
from gongkai.core.law import (
    articles,
    categories,
    checklists,
    clocks,
    fees,
    grounds,
    parameters,
    receipt,
    remedies,
    replies,
    requests,
    responsibility,
)
from tests.core.law.law_examples import facts, load

ALL = load()


def of(question: str) -> list[Any]:
    found = [example for example in ALL if example["asks"] == question]
    return [pytest.param(example, id=f"{example['file']} {example['name']}") for example in found]


@pytest.mark.parametrize("example", of("clock"))
def test_clock(example: dict[str, Any]) -> None:
    clock = clocks.compute(facts(example), shipped(), example.get("settings"))
    expects = example["expects"]
    reply = clock.reply
    said = {
        "received_on": clock.received_on,
        "state": clock.state.label,
        "reply_due": reply.due_on if reply else None,
        "in_time": clock.in_time,
        "provisional": reply.provisional if reply else None,
        "problems": sorted(reason.code for reason in clock.problems),
    }
    others = {deadline.key: deadline.due_on for deadline in clock.others}
    for key, wanted in expects.items():
        if key == "others":
            assert {name: others.get(name) for name in wanted} == wanted
        else:
            assert said[key] == (sorted(wanted) if key == "problems" else wanted), clock.steps
    assert clock.steps


@pytest.mark.parametrize("example", of("third_party"))
def test_third_party(example: dict[str, Any]) -> None:
    answer = grounds.ThirdPartyAnswer(example["answer"])
    interest = example.get("public_interest", False)
    assert grounds.after_third_party(answer, public_interest=interest) == example["expects"]


@pytest.mark.parametrize("example", of("co_maker"))
def test_co_maker(example: dict[str, Any]) -> None:
    outcome = grounds.after_co_maker(answered=example["answered"], agrees=example["agrees"])
    assert outcome == example["expects"]


@pytest.mark.parametrize("example", of("many_requests") + of("several_applicants"))
def test_hint(example: dict[str, Any]) -> None:
    ask = getattr(requests, example["asks"])
    hint = ask(example["count"], example["day"], example.get("settings"))
    assert (hint.code if hint else None) == example["expects"]


@pytest.mark.parametrize("example", of("reply"))
def test_reply(example: dict[str, Any]) -> None:
    kind, expects = replies.kinds()[example["kind"]], example["expects"]
    for form in ("2019", "2021"):
        assert kind.rows[form] == expects.get(f"row_{form}", kind.rows[form])
    assert expects.get("cites", kind.cited) in kind.cited
    if expects.get("cites") == "":
        assert kind.cited == ""
    own = {f"reply.{content.key}" for content in kind.must_state}
    missing = replies.missing(example["kind"], (), example.get("circumstances", ()))
    assert [r.code for r in missing if r.code in own] == [
        f"reply.{key}" for key in expects["must_state"]
    ]
    complete = [content.key for content in (*replies.common(), *kind.must_state)]
    assert replies.missing(example["kind"], complete, example.get("circumstances", ())) == ()


@pytest.mark.parametrize("example", of("remedy"))
def test_remedy(example: dict[str, Any]) -> None:
    advice = remedies.advice(
        example["kind"],
        example["day"],
        body="某县人民政府",
        court="某县人民法院",
        chosen=example.get("settings"),
    )
    assert advice.code == example["expects"]["code"]
    for words in example["expects"].get("says", ()):
        assert words in advice.sentence
    assert all(advice.basis)


@pytest.mark.parametrize("example", of("remedy_term"))
def test_remedy_term(example: dict[str, Any]) -> None:
    calendar, start = shipped(), example["from"]
    untold = {"told": example.get("told", True), "content_known_on": example.get("content_known")}
    answers = {
        "reconsideration": lambda: remedies.reconsideration_ends(start, calendar, **untold),
        "litigation": lambda: remedies.litigation_ends(start, calendar, **untold),
        "after_reconsideration": lambda: remedies.litigation_after_reconsideration_ends(
            start, calendar
        ),
        "reconsideration_answer": lambda: remedies.reconsideration_answer_due(start, calendar),
        "reconsideration_answer_summary": lambda: remedies.reconsideration_answer_due(
            start, calendar, summary=True
        ),
        "court_answer": lambda: remedies.court_answer_due(start, calendar),
    }
    answer: Any = answers[example["term"]]()
    for key, wanted in example["expects"].items():
        assert getattr(answer, key) == wanted


@pytest.mark.parametrize("example", of("reconsideration_body"))
def test_reconsideration_body(example: dict[str, Any]) -> None:
    hearing = remedies.reconsideration_body(remedies.BodyKind(example["body"]), example["day"])
    assert hearing.heard_by == example["expects"]
    assert "行政复议法" in hearing.basis


@pytest.mark.parametrize("example", of("fee"))
def test_fee(example: dict[str, Any]) -> None:
    standard: fees.Standard = "by_piece" if "pieces" in example else "by_volume"
    count = example.get("pieces", example.get("pages", 0))
    if isinstance(example["expects"], str):
        with pytest.raises(fees.NoTariffError, match=example["expects"]):
            fees.charge(standard, count, example["day"])
        return
    charged = fees.charge(standard, count, example["day"])
    assert charged.amount == example["expects"]
    assert sum(line.last - line.first + 1 for line in charged.lines) == count


@pytest.mark.parametrize("example", of("monthly_fee"))
def test_monthly_fee(example: dict[str, Any]) -> None:
    charges = fees.by_piece(fees.Piece(**each) for each in example["applications"])
    assert {key: charge.amount for key, charge in charges.items()} == example["expects"]


@pytest.mark.parametrize("example", of("page_fee"))
def test_page_fee(example: dict[str, Any]) -> None:
    volumes = (fees.Volume(**each) for each in example["applications"])
    charges = fees.by_volume(volumes, example.get("settings"))
    assert {key: charge.amount for key, charge in charges.items()} == example["expects"]


@pytest.mark.parametrize("example", of("ground"))
def test_ground(example: dict[str, Any]) -> None:
    reasons = grounds.faults(
        example["ground"],
        kind=example.get("kind"),
        circumstances=example.get("circumstances", ()),
    )
    assert [reason.code for reason in reasons] == example["expects"]
    assert example["article"] in grounds.grounds()[example["ground"]].basis


@pytest.mark.parametrize("example", of("responsible"))
def test_responsible(example: dict[str, Any]) -> None:
    given = {key: example[key] for key in ("holder", "maker", "lead") if key in example}
    origin = responsibility.Origin(example["origin"])
    if example["expects"] is None:
        with pytest.raises(ValueError, match="需要写明"):
            responsibility.responsible_body(origin, **given)
        return
    found = responsibility.responsible_body(origin, **given)
    assert found.body == example["expects"]
    assert "第十条" in found.basis


@pytest.mark.parametrize("example", of("checklist"))
def test_checklist(example: dict[str, Any]) -> None:
    if "asked" in example:
        reasons = checklists.unlawful_demands(example["list"], example["asked"])
    else:
        reasons = checklists.missing(example["list"], example["present"])
    assert [reason.code for reason in reasons] == example["expects"]


@pytest.mark.parametrize("example", of("categories"))
def test_categories(example: dict[str, Any]) -> None:
    found, expects = categories.of_level(example["level"]), example["expects"]
    assert len(found) == expects.get("count", len(found))
    assert expects["has"] in [category.key for category in found]
    wanted = tuple(expects.get("table2", categories.find(expects["has"]).table2))
    assert categories.find(expects["has"]).table2 == wanted


@pytest.mark.parametrize("example", of("reassessment"))
def test_reassessment(example: dict[str, Any]) -> None:
    due = grounds.reassessment_due(example["decided_on"], example.get("settings"))
    assert due == example["expects"]


@pytest.mark.parametrize("example", of("parameter"))
def test_parameter(example: dict[str, Any]) -> None:
    law = parameters.at(example["day"], example.get("settings"))
    assert law.get(example["parameter"]).value == example["expects"]


@pytest.mark.parametrize("example", of("service"))
def test_service(example: dict[str, Any]) -> None:
    assert receipt.reply_day(example["service"], example["days"]) == example["expects"]


@pytest.mark.parametrize("example", of("article"))
def test_article(example: dict[str, Any]) -> None:
    article = articles.articles()[example["number"]]
    assert article.cited.endswith(example["cites"])
    assert example["duty"] in article.duty


def test_every_article_with_a_duty_has_an_example() -> None:
    shown = {example.get("article") for example in ALL} | {
        example["cites"] for example in ALL if example["asks"] == "article"
    }
    numbers = {f"第{articles.in_chinese(number)}条" for number in articles.articles()}
    assert numbers - shown == set()


def test_no_example_is_left_unasked() -> None:
    asked = {
        "clock third_party co_maker many_requests several_applicants reply remedy remedy_term",
        "reconsideration_body fee monthly_fee page_fee ground responsible checklist categories",
        "reassessment parameter service article",
    }
    assert {example["asks"] for example in ALL} == {word for line in asked for word in line.split()}
    assert len({(e["file"], e["name"]) for e in ALL}) == len(ALL)


def test_every_kind_of_reply_has_an_example() -> None:
    assert {e["kind"] for e in ALL if e["asks"] == "reply"} == set(replies.kinds())


def test_an_example_date_is_a_date() -> None:
    assert all(
        isinstance(e["expects"].get("reply_due", date.min), date | None)
        for e in ALL
        if e["asks"] == "clock"
    )
