"""The reference of casework is the one its data give."""

from __future__ import annotations

import importlib.util
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_page_is_current():
    spec = importlib.util.spec_from_file_location("pages", DOCS / "generate_casework.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    written = (DOCS / "reference" / "casework.md").read_text("utf-8")
    assert written == module.page(), "run python docs/generate_casework.py"
