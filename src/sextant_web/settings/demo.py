"""``make start``: a developer's machine showing the product as its users see it, with its demo people."""

from sextant_web.settings.dev import *

DEBUG = False  # people see our pages, not Django's traces
SEXTANT_DEMO = True
WHITENOISE_USE_FINDERS = True  # nothing to collect first
WHITENOISE_AUTOREFRESH = True
OFFICERS_NEED_SECOND_FACTOR = False  # one button opens a demo account
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"  # read on /demo/courrier
EMAIL_FILE_PATH = Path("demo/courrier")
