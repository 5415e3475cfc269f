"""What holds everywhere. ``dev`` and ``prod`` add the database, the secret and the host names."""

import os
from pathlib import Path

from sextant_web.settings.openid import openid_providers

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
    "sextant_web.law",
    "sextant_web.benefits",
    "sextant_web.territory",
    "sextant_web.rights",
    "sextant_web.people",
    "sextant_web.roster",
    "sextant_web.grid",
    "sextant_web.ledger",
    "sextant_web.dossier",
    "sextant_web.defence",
    "sextant_web.registers",
    "sextant_web.conditions",
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
        # people/allauth: our own pages and letters in place of allauth's, under the names it asks for.
        "DIRS": [SITE, SITE / "house" / "refusals", SITE / "people" / "allauth"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "sextant_web.house.french_templates.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
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
LOGIN_REDIRECT_URL = "people:home"
ACCOUNT_ADAPTER = "sextant_web.people.adapters.Accounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_SIGNUP_FORM_CLASS = "sextant_web.people.name_at_sign_up.NameAtSignUp"
ACCOUNT_FORMS = {
    "request_login_code": "sextant_web.people.forms.AskForCode",
    "confirm_login_code": "sextant_web.people.forms.CodeFromLetter",
    "confirm_email_verification_code": "sextant_web.people.forms.AddressCode",
    "signup": "sextant_web.people.forms.SignUp",
    "add_email": "sextant_web.people.forms.NewAddress",
    "change_email": "sextant_web.people.forms.OtherAddress",
}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # seconds: hospital letter boxes are slow
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a change of what protects the account is told to its owner
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CHANGE_EMAIL = True  # one address, which may change
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True  # having an account is nobody's business
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "20/m/ip,3/m/key,20/h/key",  # three tries at each code of eight letters
    "confirm_email": "3/m/key",
    "confirm_identity": "3/m/user,10/h/user",
}
MFA_ADAPTER = "sextant_web.people.adapters.SecondFactors"
MFA_FORMS = {
    "authenticate": "sextant_web.people.forms.SecondFactorCode",
    "reauthenticate": "sextant_web.people.forms.SecondFactorAgain",
    "activate_totp": "sextant_web.people.forms.FirstCodeOfTheApp",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Sextant"
MFA_TOTP_TOLERANCE = 1  # thirty seconds either side: phones of a hospital are not all on time
OFFICERS_NEED_SECOND_FACTOR = True
"""Whether a role of RoleKind.OFFICERS opens doors only to who proved a second factor; the demo alone relaxes it."""
# A sign-in service that speaks OpenID Connect (Pro Santé Connect): see people/openid.py
SOCIALACCOUNT_ADAPTER = "sextant_web.people.adapters.OutsideAccounts"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_REQUIRED = True
SOCIALACCOUNT_EMAIL_VERIFICATION = "mandatory"
SOCIALACCOUNT_FORMS = {"signup": "sextant_web.people.forms.SignUpFromOutside"}
# A link and not a form: our security header refuses a form that ends on another site, even by a redirect.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_PROVIDERS = openid_providers(os.environ)

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
CORES = int(os.environ.get("SEXTANT_CORES", os.cpu_count() or 1))  # that one search may use
