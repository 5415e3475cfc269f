"""The federation's own registers."""

from django.urls import path

from sextant_web.defence.screens import case_notes, union_letters

app_name = "defence"

urlpatterns = [
    path("federation/courriers", union_letters.union_letters, name="letters"),
    path("federation/affaires", case_notes.case_notes, name="cases"),
]
