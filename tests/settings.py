"""Settings of the tests: the product's own, with a throw-away data folder and quick passwords."""

import os
import tempfile

os.environ["DATA"] = os.environ.get("GONGKAI_TEST_DATA") or tempfile.mkdtemp(
    prefix="gongkai-tests-"
)
os.environ["GONGKAI_SECRET_KEY"] = "for tests only"  # noqa: S105 - not a secret

from gongkai.project.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 - whitenoise warns when it is missing
# Most tests sign an administrator in without a device; tests/web/office/test_second_factor.py does not.
COUNTY_SETTINGS = {"second_factor.administrator": False}
