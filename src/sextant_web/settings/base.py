"""What holds everywhere. ``dev`` and ``prod`` add the database, the secret and the host names."""

from pathlib import Path

SITE = Path(__file__).resolve().parent.parent  # src/sextant_web

INSTALLED_APPS = [
    # No django.contrib.auth: the accounts come with our own user model (people/), from its first migration.
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "sextant_web.house",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "sextant_web.house.content_security.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "sextant_web.urls"
WSGI_APPLICATION = "sextant_web.wsgi.application"
ASGI_APPLICATION = "sextant_web.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Screens sit next to what they show: house/screens/home.py and home.html. Django looks for
        # 404.html and its sisters by their bare names: they have a folder of their own.
        "DIRS": [SITE, SITE / "house" / "refusals"],
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]

LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
