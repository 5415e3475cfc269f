"""The fields of accounts, in our words."""

from __future__ import annotations

from datetime import date
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

from sextant.wording import say_day
from sextant_web.people.models import RoleKind, User

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


class NameChange(forms.ModelForm):
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


class RoleOffer(forms.Form):
    """A role to offer by letter, at a place."""

    kind = forms.ChoiceField(label="Rôle", error_messages={"invalid_choice": "ce rôle ne se donne pas ici."})
    email = forms.EmailField(
        label=ADDRESS,
        help_text="La personne recevra un lien qui sert une fois et vaut quatorze jours.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"invalid": "ce n’est pas une adresse. Écrivez par exemple camille@exemple.fr."},
    )
    last = forms.DateField(
        label="Dernier jour",
        required=False,
        help_text="Ce jour compris ; vide : jusqu’à ce que vous y mettiez fin. Pour un interne, la fin du stage.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "ce n’est pas une date. Écrivez par exemple 2027-05-02."},
    )

    def __init__(self, *args: Any, kinds: set[str], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [choice for choice in RoleKind.choices if choice[0] in kinds]
        for one in self.fields.values():
            one.error_messages["required"] = "il manque ici quelque chose. Remplissez ce champ."

    def clean_last(self) -> date | None:
        last: date | None = self.cleaned_data["last"]
        if last and last < self.today:
            raise forms.ValidationError(f"le {say_day(last)} est passé. Donnez un jour à venir.")
        return last


class PlaceName(forms.ModelForm):
    """A place to add under another; the model, and the place above, are given by the view."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].error_messages["required"] = "il manque ici quelque chose. Remplissez ce champ."

    def _get_validation_exclusions(self) -> set[str]:
        # The place above is not a field of the form, and two places under it may not share a name.
        excluded: set[str] = super()._get_validation_exclusions()
        return excluded - {"hospital", "subdivision"}


def place_form(model: type[Any], label: str) -> type[PlaceName]:
    """The form that names a new place of that model."""
    made: type[PlaceName] = forms.modelform_factory(
        model, form=PlaceName, fields=["name"], labels={"name": label}
    )
    return made


class LastDay(forms.Form):
    """When a role ends; no day: now."""

    last = forms.DateField(required=False)
