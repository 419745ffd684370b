from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from gongkai.adapters.writers.markup import Markup, element, escape

PRINTABLE = st.text(st.characters(exclude_categories=("Cc", "Cs")))


def test_children_are_joined_and_nothing_is_nothing():
    made = element("p", "甲", None, ["乙", element("br")], class_="a", hidden=True, title=None)
    assert made == '<p class="a" hidden>甲乙<br></p>'
    assert escape(Markup("<b>")) == "<b>"


@given(PRINTABLE, PRINTABLE)
def test_any_text_and_any_attribute_come_back_as_they_were(text, title):
    tree = LexborHTMLParser(element("div", element("span", text, title=title), id="x"))
    (span,) = tree.css("#x > *")
    assert span.text() == text
    assert span.attributes["title"] == title
