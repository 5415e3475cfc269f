"""The name Django knows this subject by."""

from django.apps import AppConfig


class Queue(AppConfig):
    name = "sextant_web.queue"
    label = "queue"
