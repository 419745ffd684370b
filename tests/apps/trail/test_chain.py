"""The chain: any changed, removed or moved row is named, whatever was done to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gongkai.apps.trail.chain import GENESIS, Link, breaks, digest

START = datetime(2026, 11, 20, tzinfo=UTC)


def chain_of(count: int) -> list[Link]:
    links: list[Link] = []
    for number in range(1, count + 1):
        link = Link(
            number=number,
            at=START + timedelta(minutes=number),
            action="publishing.edition.saved",
            actor="李某（li）",
            subject=f"publishing.edition:{number}",
            subject_label="公告",
            body="11990000000000002X",
            data="{}",
            previous=links[-1].digest if links else GENESIS,
        )
        links.append(replace(link, digest=digest(link)))
    return links


def found(links: list[Link], head: Link) -> list[tuple[int, str]]:
    return [(one.number, one.kind) for one in breaks(links, head=(head.number, head.digest))]


def test_a_sound_chain_has_no_break():
    links = chain_of(20)
    assert found(links, links[-1]) == []
    assert list(breaks([], head=(0, GENESIS))) == []


@given(st.integers(2, 12), st.data())
def test_a_changed_row_is_named(count, data):
    links = chain_of(count)
    position = data.draw(st.integers(0, count - 1))
    field = data.draw(st.sampled_from(["action", "actor", "subject", "data", "body"]))
    spoiled = list(links)
    spoiled[position] = replace(links[position], **{field: "改过"})
    assert (position + 1, "changed") in found(spoiled, links[-1])


@given(st.integers(2, 12), st.data())
def test_a_changed_row_with_a_new_digest_breaks_the_row_after_it(count, data):
    links = chain_of(count)
    position = data.draw(st.integers(0, count - 1))
    changed = replace(links[position], data='{"x":1}')
    spoiled = list(links)
    spoiled[position] = replace(changed, digest=digest(changed))
    named = found(spoiled, links[-1])
    assert named == [(position + 2, "moved") if position + 1 < count else (count, "head")]


@given(st.integers(2, 12), st.data())
def test_a_removed_row_is_named(count, data):
    links = chain_of(count)
    position = data.draw(st.integers(0, count - 1))
    spoiled = links[:position] + links[position + 1 :]
    assert found(spoiled, links[-1]) == [(position + 1, "removed")]


@given(st.integers(3, 12), st.data())
def test_two_rows_that_changed_places_are_named(count, data):
    links = chain_of(count)
    position = data.draw(st.integers(0, count - 2))
    spoiled = list(links)
    spoiled[position] = replace(links[position + 1], number=position + 1)
    spoiled[position + 1] = replace(links[position], number=position + 2)
    named = {number for number, _ in found(spoiled, links[-1])}
    assert {position + 1, position + 2} <= named


def test_the_sentence_names_the_row():
    links = chain_of(5)
    sentence = next(iter(breaks(links[:2] + links[4:], head=(5, links[-1].digest)))).sentence
    assert sentence == "第 3 至 4 条缺失：被删除"
