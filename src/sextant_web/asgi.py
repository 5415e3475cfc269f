"""The door a host's server knocks on (ASGI)."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sextant_web.settings.prod")

application = get_asgi_application()
