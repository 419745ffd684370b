"""What the tests of the jobs share."""

import pytest

from tests.apps.factories import County


@pytest.fixture
def county(db):
    """A county with one person for each role."""
    return County()
