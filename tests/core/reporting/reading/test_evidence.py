"""What the labels of a printed row say about its place (tests/examples/readers/row_labels.yaml)."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.core.reporting.reading.evidence import Basis, evidence, outline
from gongkai.core.text.normalize import squeeze

EXAMPLES = Path(__file__).parents[3] / "examples" / "readers" / "row_labels.yaml"


@pytest.mark.parametrize(
    "example", yaml.safe_load(EXAMPLES.read_text("utf-8")), ids=lambda example: example["name"]
)
def test_labels_of_a_row(example: dict[str, Any]) -> None:
    keys = tuple(squeeze(label) for label in example["labels"])
    found = evidence(keys, "2021", 3)
    rows = [target.key for target in outline("2021", 3).targets]
    if "none" in example:
        assert found.basis is Basis.EXTRA
        assert found.exact is None
    elif "group" in example:
        assert found.basis is Basis.GROUP
        assert rows[max(range(len(rows)), key=found.scores.__getitem__)] == example["group"]
    else:
        assert found.exact is not None
        assert rows[found.exact] == example["row"]
