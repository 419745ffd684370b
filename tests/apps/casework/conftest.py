"""What the tests of casework share."""

import pytest

from tests.apps.casework.desk import Desk


@pytest.fixture
def desk(county):
    """The county's office at work."""
    return Desk(county)
