"""What the tests of the apps share."""

import pytest

from gongkai.apps.trail import guards
from tests.apps.factories import County


@pytest.fixture
def county(db):
    """A county with one person for each role."""
    return County()


@pytest.fixture
def open_county(transactional_db):
    """A county whose transactions really commit; emptying the tables afterwards needs the guards off."""
    yield County()
    guards.remove()
