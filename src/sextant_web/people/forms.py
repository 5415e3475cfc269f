"""The fields of accounts, in our words."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import (
    AddEmailForm,
    ChangeEmailForm,
    ConfirmEmailVerificationCodeForm,
    ConfirmLoginCodeForm,
    RequestLoginCodeForm,
    SignupForm,
)
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.socialaccount.forms import SignupForm as OutsideSignupForm
from django import forms
from django.http import HttpRequest

from sextant_web.people.models import User

ADDRESS = "Adresse électronique"


def _said(form: forms.BaseForm, name: str, label: str, hint: str = "", **attributes: str) -> None:
    """Names a field of allauth our way; a placeholder is no label, so there is none."""
    field = form.fields[name]
    field.label, field.help_text = label, hint
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attributes)
    field.error_messages["required"] = "il manque ici quelque chose. Remplissez ce champ."
    if isinstance(field, forms.EmailField):
        field.error_messages["invalid"] = "ce n’est pas une adresse. Écrivez par exemple camille@exemple.fr."
        for check in field.validators:
            if hasattr(check, "message"):
                check.message = field.error_messages["invalid"]


class _Code:
    """Eight letters to copy from a letter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _said(self, "code", "Code reçu", "Huit lettres, avec ou sans tiret.", autocapitalize="characters")  # type: ignore[arg-type]


class _Address:
    """One address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _said(self, "email", ADDRESS, autocomplete="email", inputmode="email")  # type: ignore[arg-type]


class AskForCode(_Address, RequestLoginCodeForm):
    """To sign in: the address where the code goes."""


class CodeFromLetter(_Code, ConfirmLoginCodeForm):
    """To sign in: the code."""


class AddressCode(_Code, ConfirmEmailVerificationCodeForm):
    """To prove an address: the code."""


class NewAddress(_Address, AddEmailForm):
    """To change one's address."""


class OtherAddress(_Address, ChangeEmailForm):
    """To correct the address just given."""


class NameAtSignUp(forms.Form):
    """What we ask beside the address: how to call the person. Allauth builds its own form over this one."""

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


class SignUp(_Address, SignupForm):
    """To open an account: a name and an address."""


class SignUpFromOutside(_Address, OutsideSignupForm):
    """The same for who comes from Pro Santé Connect, which knows no address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("name", self.sociallogin.user.name)


class _FactorCode:
    """Six digits of the application, or one of the codes of the drawer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _said(self, "code", "Code", "Six chiffres de l’application, ou un code de secours.")  # type: ignore[arg-type]


class SecondFactorCode(_FactorCode, AuthenticateForm):
    """Between the code by letter and being signed in."""


class SecondFactorAgain(_FactorCode, ReauthenticateForm):
    """To prove it again."""


class FirstCodeOfTheApp(ActivateTOTPForm):
    """To show that the application is set."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _said(self, "code", "Code que montre l’application", "Six chiffres.", inputmode="numeric")


class NameChange(forms.ModelForm[User]):
    """How the person is called."""

    class Meta:
        model = User
        fields = ["name"]
        labels = {"name": "Prénom et nom"}


class LetterCode(forms.Form):
    """The code of a letter that we sent ourselves (people/screens/confirm.py)."""

    code = forms.CharField(
        label="Code reçu",
        help_text="Huit lettres, avec ou sans tiret.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
        error_messages={"required": "il manque ici quelque chose. Remplissez ce champ."},
    )
