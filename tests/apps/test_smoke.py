def test_a_document_is_published(county):
    edition = county.published()
    assert edition.state == "published"
    assert edition.document.index_number == "11990000000000002X/2026-00001"
    assert edition.issuer_name


import pytest
from tests.apps.factories import IN_STATE


@pytest.mark.parametrize("state", sorted(IN_STATE))
def test_state(county, state):
    assert county.in_state(state).state == state
