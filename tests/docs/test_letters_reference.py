"""The reference of letters is the one their templates give."""

from __future__ import annotations

import importlib.util
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_page_is_current():
    spec = importlib.util.spec_from_file_location("letters_page", DOCS / "generate_letters.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    written = (DOCS / "reference" / "letters.md").read_text("utf-8")
    assert written == module.page(), "run python docs/generate_letters.py"
