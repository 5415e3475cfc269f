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

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
