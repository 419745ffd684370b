"""What the public pages need that are answered live: a search index, empty until a test fills it."""

from pathlib import Path

import pytest

from gongkai.adapters.search_index.writing import Position, Rebuild
from gongkai.core.publishing.search.own_words import segmenter


@pytest.fixture(scope="session")
def empty_index(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("index")
    Rebuild(root, Position(), segmenter()).finish()
    return root


@pytest.fixture(autouse=True)
def index(settings, empty_index: Path) -> Path:
    settings.INDEX_ROOT = empty_index
    return empty_index
