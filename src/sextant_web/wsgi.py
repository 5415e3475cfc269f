"""The door a host's server knocks on (WSGI)."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import reverse

from sextant.law import library

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sextant_web.settings.prod")

application = get_wsgi_application()

# Read once, before the server (« --preload ») splits into workers: no intern waits for the law or the addresses.
library.load()
reverse("house:home")
