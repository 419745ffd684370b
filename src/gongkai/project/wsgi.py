"""The WSGI door: what granian serves. Files of the public tree first, then Django."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings")
django_application = get_wsgi_application()

from csp.utils import build_policy  # noqa: E402 - needs the settings
from django.conf import settings  # noqa: E402 - needs the settings

from gongkai.web.public.tree_files import TreeFiles  # noqa: E402 - needs the settings

application = TreeFiles(
    django_application,
    settings.SITE_ROOT,
    headers={
        "Content-Security-Policy": build_policy(),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
    },
)
