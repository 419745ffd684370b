"""What the public pages need that are answered live: an empty search index, a tree that is up to date."""

from pathlib import Path

import pytest

from gongkai.adapters.search_index.writing import Position, Rebuild
from gongkai.adapters.site.position import Progress
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


@pytest.fixture(autouse=True)
def followed_tree(settings, tmp_path: Path) -> None:
    """Let this node's pages be at the beginning of the outbox: nothing has been missed."""
    settings.SITE_ROOT = tmp_path / "site"
    settings.SITE_ROOT.mkdir()
    Progress(settings.SITE_ROOT).write({"last": 0, "key": "", "missing": [], "failed": []})
