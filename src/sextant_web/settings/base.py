"""What holds everywhere. ``dev`` and ``prod`` add the database, the secret and the host names."""

import os
from pathlib import Path

SITE = Path(__file__).resolve().parent.parent  # src/sextant_web

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "sextant_web.house",
    "sextant_web.people",
    "sextant_web.roster",
    "sextant_web.ledger",
    "sextant_web.queue",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "sextant_web.house.content_security.ContentSecurityPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "sextant_web.people.rights.Rights",  # last: it looks at the address with everything known of the request
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
        "APP_DIRS": True,  # the pages of allauth, under our own base page
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# ── Accounts: a code sent by e-mail, or a passkey; no password to forget or to steal ─────────────

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "house:home"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True  # having an account is nobody's business
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True

SEXTANT_DEMO = False  # settings/demo.py alone says otherwise: demo accounts open without a code

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

# ── Long work: "database" (nothing to install) or "celery" (RabbitMQ, several machines) ──────────

QUEUE = os.environ.get("SEXTANT_QUEUE", "database")
QUEUE_NAME = os.environ.get("SEXTANT_QUEUE_NAME", "sextant")
BROKER_URL = os.environ.get("SEXTANT_BROKER", "amqp://guest:guest@127.0.0.1:5672//")
QUEUE_LEASE_SECONDS = float(
    os.environ.get("SEXTANT_LEASE", "30")
)  # without news for so long, a worker is taken for dead
QUEUE_ATTEMPTS = 3
