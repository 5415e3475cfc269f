"""An account: an address to write to and a name to show. It says nothing of any membership."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone


class Accounts(BaseUserManager["User"]):
    """Accounts are made without a password: one signs in with a code sent by e-mail, or a passkey."""

    def create_user(self, email: str, name: str = "", *, verified: bool = True, **fields: object) -> User:
        """An account whose address is known to be theirs; otherwise the first code they copy proves it."""
        user = self.model(email=self.normalize_email(email).lower(), name=name, **fields)
        user.set_unusable_password()
        user.save(using=self._db)
        user.emailaddress_set.create(email=user.email, verified=verified, primary=True)
        return user


class User(AbstractBaseUser):
    """One person. The account of an intern, a ward head and a union officer look the same."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    email = models.EmailField("adresse électronique", unique=True)
    name = models.CharField("prénom et nom", max_length=80, blank=True)
    is_active = models.BooleanField("actif", default=True)
    date_joined = models.DateTimeField("créé le", default=timezone.now)
    warned_on = models.DateField("prévenu le", null=True, blank=True, editable=False)
    """When we wrote that an account nobody uses is about to be erased (people/privacy.py)."""

    objects = Accounts()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = "compte"

    def __str__(self) -> str:
        return self.name or self.email
