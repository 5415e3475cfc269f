"""What is shown: the Django project. It states nothing of its own; it asks ``sextant``."""
