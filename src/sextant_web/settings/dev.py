"""A developer's machine: SQLite in a file beside the checkout's code, no secret to keep."""

import os
from pathlib import Path

from sextant_web.settings.base import *
from sextant_web.settings.database_url import postgresql

DEBUG = True
SECRET_KEY = "only-for-a-developers-machine"  # noqa: S105  (prod.py asks the host for a real one)
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": Path("sextant.sqlite3"),
        "OPTIONS": {
            # WAL lets screens read while a job writes; IMMEDIATE fails early instead of at commit.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            "transaction_mode": "IMMEDIATE",
        },
    }
}

if url := os.environ.get("DATABASE_URL"):
    DATABASES["default"] = postgresql(url)

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # http://localhost
