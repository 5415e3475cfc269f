"""A host: everything secret or local comes from the environment, and its absence is said in French."""

import os

from django.core.exceptions import ImproperlyConfigured

from sextant_web.settings.base import *
from sextant_web.settings.database_url import postgresql


def _required(name: str, what: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"La variable d'environnement {name} manque : {what}.")
    return value


DEBUG = False
SECRET_KEY = _required("SEXTANT_SECRET_KEY", "au moins cinquante caractères tirés au hasard")
ALLOWED_HOSTS = _required("SEXTANT_HOSTS", "les noms du site, séparés par des virgules").split(",")
DATABASES = {"default": postgresql(_required("DATABASE_URL", "l'adresse de la base PostgreSQL"))}
STATIC_ROOT = os.environ.get("SEXTANT_STATIC", "static")
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.InMemoryStorage"
    },  # nothing uploaded is ever kept in a file
    # Names that change with the content, compressed once: kept by browsers for a year.
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Sign-in codes leave by e-mail: without a mail server nobody comes in.
EMAIL_HOST = _required(
    "SEXTANT_SMTP_HOST", "le serveur qui envoie les courriels, par exemple smtp.exemple.fr"
)
EMAIL_PORT = int(os.environ.get("SEXTANT_SMTP_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("SEXTANT_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("SEXTANT_SMTP_PASSWORD", "")
EMAIL_USE_TLS = EMAIL_PORT == 587
EMAIL_USE_SSL = EMAIL_PORT == 465
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = _required("SEXTANT_FROM", "l'adresse d'où partent les courriels")

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"  # the browser itself refuses it without TLS, or from another name

# Every worker counts the same attempts: the table is made by a migration of people.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "sextant_attempts"}
}
# How many proxies of the host's own stand in front: the address counted is the one before them.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("SEXTANT_PROXIES", "1"))
