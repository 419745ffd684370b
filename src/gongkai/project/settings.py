"""Settings of the instance (设置). Everything it owns lies under ``DATA``; nothing else is written.

Environment: ``DATA`` (default var/demo), ``DATABASE_URL``, ``GONGKAI_SECRET_KEY``,
``GONGKAI_HOSTS`` (comma separated), ``GONGKAI_DEBUG`` and ``GONGKAI_HTTPS`` (``1`` switches on),
``GONGKAI_DATA_KEYS`` or ``GONGKAI_DATA_KEY_FILE`` (keys of personal data).
docs/reference/settings.md describes each.
"""

import os
import socket
from importlib.util import find_spec
from pathlib import Path

from csp.constants import NONE, SELF

from gongkai.project.databases import database_of
from gongkai.project.keys import secret_key

ROOT = Path(__file__).resolve().parents[3]
DATA = Path(os.environ.get("DATA") or ROOT / "var" / "demo").resolve()
DEBUG = os.environ.get("GONGKAI_DEBUG") == "1"
HTTPS = os.environ.get("GONGKAI_HTTPS") == "1"
SECRET_KEY = secret_key(data=DATA)
ALLOWED_HOSTS = (os.environ.get("GONGKAI_HOSTS") or "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []

DOMAIN_APPS = [
    f"gongkai.apps.{name}"
    for name in (
        "trail",
        "outbox",
        "organizations",
        "accounts",
        "publishing",
        "casework",
        "registers",
        "engagement",
        "inspection",
        "audit",
        "supervision",
        "reporting",
    )
    if find_spec(f"gongkai.apps.{name}")
]
DOORS = [name for name in ("gongkai.web", "gongkai.jobs") if find_spec(name)]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_htmx",
    "django_filters",
    "django_tables2",
    "neapolitan",
    "django_prose_editor",
    *DOMAIN_APPS,
    *DOORS,
]
MIDDLEWARE = [
    "gongkai.project.json_log.RequestNumber",
    "django.middleware.security.SecurityMiddleware",
    "gongkai.web.public.limits.BodyLimit",
    "gongkai.web.public.limits.RateLimit",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "gongkai.web.office.gate.Gate",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "gongkai.project.urls"
WSGI_APPLICATION = "gongkai.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [
            Path(__file__).resolve().parents[1] / "web" / part / "jinja"
            for part in ("design", "office", "public")
        ],
        "OPTIONS": {
            "environment": "gongkai.web.design.environment.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "gongkai.web.office.navigation.context",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
            ]
        },
    },
]

DATABASES = {"default": database_of(os.environ.get("DATABASE_URL"), data=DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [Path(__file__).resolve().parents[1] / "web" / "design" / "static"]
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns when it is not there
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = DATA / "media"
MEDIA_URL = "/media/"
SITE_ROOT = DATA / "site"
SITE_ADDRESS = (
    os.environ.get("GONGKAI_ADDRESS") or f"http://127.0.0.1:{os.environ.get('PORT') or 8000}"
)
NODE = os.environ.get("GONGKAI_NODE") or socket.gethostname()  # how this node is called
KEYS_ROOT = DATA / "keys"
INDEX_ROOT = DATA / "index"
# Keys of personal data: the text itself, or its file; under KEYS_ROOT the file is made when missing.
PERSONAL_DATA_KEYS = os.environ.get("GONGKAI_DATA_KEYS") or ""
PERSONAL_DATA_KEY_FILE = Path(
    os.environ.get("GONGKAI_DATA_KEY_FILE") or KEYS_ROOT / "personal-data.json"
)
CASE_FILES_ROOT = DATA / "case-files"  # papers of cases, sealed
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
REQUEST_BODY_LIMIT = 120 * 1024 * 1024  # bytes; attachments may have 100 MB

# Path, methods, tries a minute, tries at once: for one address, in one server process.
RATE_LIMITS: list[tuple[str, tuple[str, ...], float, int]] = [
    ("/search/suggest", ("GET", "HEAD"), 600, 120),
    ("/search", ("GET", "HEAD"), 120, 60),
    ("/office/login/", ("POST",), 20, 20),
    ("/office/second-factor/", ("POST",), 20, 20),
    ("/apply/", ("POST",), 30, 30),
]
TRUSTED_PROXIES = [one for one in (os.environ.get("GONGKAI_PROXIES") or "").split(",") if one]
# Further parts of /healthz: name -> function by dotted path that returns what is shown.
HEALTH_PARTS: dict[str, str] = {
    "search": "gongkai.web.public.health.search_state",
    "site": "gongkai.web.public.health.site_state",
}
CSRF_FAILURE_VIEW = "gongkai.web.public.pages.forged"

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "/office/login/"
LOGIN_REDIRECT_URL = "/office/"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 10}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_HTTP_RESPONSE_CODE = 429
AXES_VERBOSE = False

SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    }
}

# What this deployment chooses where no law settles it (本县设定), by key of the catalogue in
# apps/accounts/county_settings.py; an administrator's choice on the screen goes before it.
COUNTY_SETTINGS: dict[str, object] = {}

MIGRATION_MODULES: dict[str, str] = {}
SILENCED_SYSTEM_CHECKS: list[str] = []

# What is done once with an outbox message, by whichever worker leases it: topic -> functions by dotted
# path, called in order with the message. A door adds its own: doors may not import each other.
OUTBOX_HANDLERS: dict[str, list[str]] = {}

# What every node does with a message for its own copy of the public tree.
NODE_HANDLERS: dict[str, list[str]] = {
    "publishing.published": ["gongkai.web.portal.refreshing.refresh"],
    "publishing.withdrawn": ["gongkai.web.portal.refreshing.refresh"],
    "publishing.validity_changed": ["gongkai.web.portal.refreshing.refresh"],
    "organizations.body_changed": ["gongkai.web.portal.refreshing.refresh_body"],
    "casework.told": ["gongkai.jobs.casework_messages.send"],
    "casework.proposed": ["gongkai.jobs.casework_messages.draft"],
    "site.rebuild": ["gongkai.web.portal.refreshing.rebuild"],
}

# Where the page of a document lies in the public tree: jobs tell it, and may not import the web.
ITEM_PATH = "gongkai.web.portal.addresses.item"

# Who sends notices to applicants: route (email, sms) -> function by dotted path that returns a Sender
# (gongkai.adapters.messages.outgoing). A route without one is written as files under MESSAGES_FOLDER.
MESSAGE_SENDERS: dict[str, str] = {}
MESSAGES_FOLDER = DATA / "outgoing"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
        "json": {"()": "gongkai.project.json_log.JsonFormatter"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "json" if os.environ.get("GONGKAI_LOG") == "json" else "line",
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}
