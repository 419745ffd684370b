"""The reference of the law is generated from the data and stands as generated."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from gongkai.core.law import parameters, replies
from gongkai.core.publishing import terms

DOCS = Path(__file__).resolve().parents[3] / "docs"


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_law", DOCS / "generate_law.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_current(generator: ModuleType) -> None:
    assert generator.PAGE.read_text("utf-8") == generator.page()


def test_every_parameter_reply_and_term_is_on_it(generator: ModuleType) -> None:
    page = generator.page()
    for name in (*parameters.all_parameters(), *replies.kinds(), *terms.terms()):
        assert f"`{name}`" in page
