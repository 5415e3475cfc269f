"""The door a host's server knocks on (WSGI)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sextant_web.settings.prod")

application = get_wsgi_application()
