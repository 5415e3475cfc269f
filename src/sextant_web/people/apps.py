"""The name Django knows this subject by."""

from django.apps import AppConfig


class People(AppConfig):
    name = "sextant_web.people"
    label = "people"

    def ready(self) -> None:
        from allauth.account.signals import email_confirmed
        from allauth.mfa.signals import authenticator_added

        from sextant_web.people.proof import note_confirmed_address, note_new_factor

        email_confirmed.connect(note_confirmed_address, dispatch_uid="people.note_confirmed_address")
        authenticator_added.connect(note_new_factor, dispatch_uid="people.note_new_factor")
