"""``make start``: a developer's machine showing the product as its users see it, with its demo people."""

from sextant_web.settings.dev import *

DEBUG = False  # people see our pages, not Django's traces
SEXTANT_DEMO = True
WHITENOISE_USE_FINDERS = True  # nothing to collect first
WHITENOISE_AUTOREFRESH = True
