"""Check a planning; read the law."""

from django.urls import path

from sextant_web.law.screens.check import check_paper, check_planning
from sextant_web.law.screens.rule import show_rule
from sextant_web.law.screens.rules import list_rules

app_name = "law"

urlpatterns = [
    path("verifier", check_planning, name="check"),
    path("verifier/pdf", check_paper, name="check_paper"),
    path("droit", list_rules, name="rules"),
    path("droit/<str:code>", show_rule, name="rule"),
]
