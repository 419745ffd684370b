"""The grammar on sentences of every shape: tests/examples/text/figures.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.text.figures import Discourse, Figure, read
from gongkai.core.text.sentences import paragraphs

EXAMPLES = yaml.safe_load(
    (Path(__file__).parents[2] / "examples" / "text" / "figures.yaml").read_text("utf-8")
)


def _read(text: str, topic: str = "") -> Discourse:
    (paragraph,) = paragraphs([text])
    return read(paragraph, paragraph.sentences, topic)


def _described(figure: Figure, text: str) -> dict[str, Any]:
    kinds = ("verb", "outcome", "channel", "applicant", "result", "ratio", "change")
    found: dict[str, Any] = {kind: figure.key(kind) for kind in kinds if figure.key(kind)}
    found["is"] = text[figure.start : figure.end]
    found["noun"] = figure.noun
    found["time"] = figure.time
    found["of"] = text[figure.whole.start : figure.whole.end] if figure.whole else ""
    found["open"] = figure.is_open
    found["planned"] = figure.planned
    found["bound"] = figure.quantity.bound
    return found


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["name"])
def test_sentence(example: dict[str, Any]) -> None:
    (paragraph,) = paragraphs([example["says"]])
    said = read(paragraph, paragraph.sentences, example.get("topic", ""))
    figures = [_described(figure, paragraph.text) for figure in said.figures]
    for wanted in example.get("figures", []):
        (found,) = [one for one in figures if one["is"] == wanted["is"]]
        assert {key: found.get(key, "") for key in wanted} == wanted
    if "only" in example:
        assert [one["is"] for one in figures] == example["only"]
    assert [zero.noun for zero in said.zeros] == example.get("none_of", [])
    assert [one.noun for one in said.completions] == example.get("all_of", [])


def test_a_clause_without_words_takes_them_from_the_clause_before() -> None:
    said = _read("全年收到政府信息公开申请，共计12件。")
    assert said.figures[0].noun == "application"
    assert said.figures[0].key("verb") == "receive"


@given(
    st.text(
        alphabet="收到申请12件，其中（含上年结转3）予以公开、。：未无全部答复率%同比增长0万余",
        max_size=60,
    )
)
def test_any_text_is_read_and_every_figure_stands_where_it_says(text: str) -> None:
    for paragraph in paragraphs([text]):
        said = read(paragraph, paragraph.sentences, "application")
        for figure in said.figures:
            assert figure.clause.start <= figure.start < figure.end <= len(paragraph.text)
            assert figure.whole is not figure
