"""``python -m sextant_web runserver``: Django's own commands, on this project."""

import os
import sys

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sextant_web.settings.dev")

if __name__ == "__main__":
    execute_from_command_line(["python -m sextant_web", *sys.argv[1:]])
