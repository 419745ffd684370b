"""What a printed cell holds (tests/examples/readers/figures.yaml)."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from gongkai.core.reporting.reading.figures import Kind, kind_of, understand, understand_amount

EXAMPLES = Path(__file__).parents[3] / "examples" / "readers" / "figures.yaml"
CASES = [
    (table, case)
    for table, cases in yaml.safe_load(EXAMPLES.read_text("utf-8")).items()
    for case in cases
]


@pytest.mark.parametrize(("table", "case"), CASES, ids=[case["name"] for _, case in CASES])
def test_content_of_a_cell(table: str, case: dict[str, str]) -> None:
    read = understand_amount if table == "amounts" else understand
    printed = read(case["printed"])
    assert printed.state == case.get("state", "value")
    assert printed.value == (Decimal(case["value"]) if "value" in case else None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("行政许可", Kind.WORDS),
        ("1.属于国家秘密", Kind.WORDS),
        ("1.", Kind.BLUR),
        ("2021年", Kind.WORDS),
        ("1" * 30, Kind.BLUR),
        ("—", Kind.STROKE),
    ],
)
def test_kind_of_a_piece(text: str, kind: Kind) -> None:
    assert kind_of(text) is kind
