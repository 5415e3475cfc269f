"""What signing up asks beside the address. Allauth builds its own form over this one, and imports it early:
it lives apart from the forms that import allauth's."""

from django import forms
from django.http import HttpRequest

from sextant_web.people.models import User


class NameAtSignUp(forms.Form):
    """How to call the person."""

    name = forms.CharField(
        label="Prénom et nom",
        max_length=80,
        help_text="Tel que vos collègues vous connaissent : il paraîtra sur les tableaux.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "il manque ici quelque chose. Remplissez ce champ."},
    )
    field_order = ["name", "email"]

    def signup(self, request: HttpRequest, user: User) -> None:
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])
