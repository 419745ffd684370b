"""The special topics: what they name exists, what shows on them is known, a county's own are checked."""

import re

import pytest

from gongkai.core.kernel.data import DataError
from gongkai.core.publishing.columns import prescribed_columns, walk
from gongkai.core.publishing.kinds import kinds
from gongkai.core.publishing.topics import Part, Topic, prescribed_topics, read_topics
from gongkai.core.publishing.vocabularies import themes

OWN = """
basis: 县政府办公室通知
topics:
- key: water
  label: 供水
  words: 用水的事
  parts: [{label: 公告, columns: [notices]}, {label: 水利, themes: ["06"]}]
"""


def test_every_topic_names_what_there_is():
    columns = {column.code for _, column in walk(prescribed_columns())}
    for topic in prescribed_topics():
        assert re.fullmatch(r"[a-z][a-z-]*", topic.key)
        for part in topic.parts:
            assert set(part.columns) <= columns, topic.key
            assert set(part.kinds) <= set(kinds()), topic.key
            assert set(part.themes) <= set(themes()), topic.key
            assert part.columns or part.kinds or part.themes or part.levels, topic.key
    keys = [topic.key for topic in prescribed_topics()]
    assert len(set(keys)) == len(keys)


def test_a_top_theme_means_its_second_level_too():
    codes = Part("水利", themes=("06",)).all_themes()
    assert "06" in codes
    assert "06-03" in codes
    assert "16-01" not in codes
    assert Part("水利", themes=("06-03",)).all_themes() == ("06-03",)


@pytest.mark.parametrize(
    ("document", "shown"),
    [
        ({"columns": {"notices"}}, True),
        ({"themes": {"06-03"}}, True),
        ({"kinds": {"meeting"}}, True),
        ({"columns": {"news"}, "themes": {"02-01"}, "kinds": {"news"}}, False),
    ],
)
def test_a_topic_knows_which_documents_show_on_it(document, shown):
    parts = (
        Part("公告", columns=("notices",)),
        Part("水利", themes=("06",)),
        Part("会议", kinds=("meeting",)),
    )
    nothing = {"columns": set(), "kinds": set(), "themes": set()}
    assert Topic("water", "供水", "用水的事", parts).touched_by(**nothing | document) is shown


def test_a_county_writes_topics_of_its_own():
    topic = read_topics(OWN, source="topics.yaml")[0]
    assert (topic.key, [part.label for part in topic.parts]) == ("water", ["公告", "水利"])


def test_every_mistake_in_them_is_named():
    with pytest.raises(DataError) as refused:
        read_topics("basis: 县里定\ntopics: [{key: water, colour: red}]", source="topics.yaml")
    told = str(refused.value)
    for part in ("topics.yaml", "label", "colour"):
        assert part in told
