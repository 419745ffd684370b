"""Every merged letter passes the lint, and the lint finds whatever is taken out of it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.core.casework.letters.layout import Role, lines_of
from gongkai.core.casework.letters.lint import lint, stated, wanted
from gongkai.core.casework.letters.merging import merge, paragraphs, parts_of
from gongkai.core.casework.letters.wording import letters
from gongkai.core.law import replies
from tests.core.casework.letters.letter_facts import KINDS, facts_of

QUICK = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(kind=st.sampled_from(KINDS), data=st.data())
@QUICK
def test_a_merged_letter_passes(kind, data):
    facts = data.draw(facts_of(kind))
    text = merge(kind, facts)
    assert lint(text, facts, kind) == ()
    assert stated(text, facts, kind) == {each.key for each in letters()[kind].contents}


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(QUICK, max_examples=4)
def test_each_part_that_is_taken_out_is_missed(kind, data):
    facts = data.draw(facts_of(kind))
    letter, text = letters()[kind], merge(kind, facts)
    applied = parts_of(letter, facts)
    for part in applied:
        gone = "\n".join(paragraphs(part, letter, facts))
        assert gone in text
        found = {each.content for each in lint(text.replace(gone, "", 1), facts, kind)}
        elsewhere = {key for other in applied if other is not part for key in other.states}
        needed = {each.key for each in wanted(letter, facts)}
        assert (set(part.states) & needed) - elsewhere <= found, gone
        if part.text == "{remedies}" and letter.reply:
            assert "remedies" in found
        if part.each:
            assert "withheld_parts" in found


ROLES = {
    Role.NUMBER: "own_number",
    Role.ADDRESSEE: "addressee",
    Role.SIGNATURE: "body",
    Role.DATE: "dated_on",
    Role.ATTACHMENT: "supply",
}


@given(kind=st.sampled_from(KINDS), data=st.data())
@QUICK
def test_each_line_of_head_and_end_is_missed(kind, data):
    facts = data.draw(facts_of(kind))
    text = merge(kind, facts)
    for line in lines_of(text):
        if line.role in ROLES:
            without = text.splitlines()
            del without[line.number - 1]
            found = {each.content for each in lint("\n".join(without), facts, kind)}
            assert ROLES[line.role] in found, line


@given(kind=st.sampled_from(KINDS), data=st.data())
@QUICK
def test_other_spacing_and_width_change_nothing(kind, data):
    facts = data.draw(facts_of(kind))
    text = merge(kind, facts).replace("，", ", ").replace("第", " 第 ").replace("\n", "\n\n")
    codes = {each.code for each in lint(text, facts, kind)}
    assert codes <= {"letter.title"}


def test_every_kind_of_reply_and_notice_has_a_template():
    assert set(letters()) >= {*replies.kinds(), *replies.notices()}


@pytest.mark.parametrize("kind", KINDS)
def test_every_content_the_law_asks_for_is_stated_by_a_part_or_looked_for_at_its_place(kind):
    letter = letters()[kind]
    places = {
        "addressee",
        "own_number",
        "remedies",
        "body",
        "dated_on",
        "seal",
        "supply",
        "withheld_parts",
    }
    by_parts = {key for part in letter.parts for key in part.states}
    bare = set() if letter.basis else {"articles"}
    assert {each.key for each in letter.contents} <= by_parts | places | bare
