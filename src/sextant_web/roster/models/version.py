"""A version of a roster: who does what, when, with the facts it was made from; once approved, it never changes."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils import timezone

from sextant_web.people.models import User
from sextant_web.roster.models.roster import Roster


class Source(models.TextChoices):
    """What made a version."""

    SOLVE = "solve", "calcul"
    EDIT = "edit", "retouche à la main"
    REPAIR = "repair", "réparation"
    IMPORT = "import", "fichier repris"


class Status(models.TextChoices):
    """How far a version went. Only a draft may change."""

    DRAFT = "draft", "brouillon"
    APPROVED = "approved", "arrêté par la direction"
    PUBLISHED = "published", "publié"


class Version(models.Model):
    """``cells``: name → weeks in letters, the ``roster:`` of a roster file; ``facts``: the rest of that file.

    ``lawful`` and ``breaches`` are what the auditor said when the cells were last written (None: not asked yet).
    ``revision`` grows at each change of the cells. ``code`` is the verification code, given when published.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField("numéro")
    facts = models.JSONField()
    cells = models.JSONField()
    source = models.CharField(max_length=10, choices=Source.choices)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    note = models.CharField("note", max_length=300, blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="children"
    )
    revision = models.PositiveIntegerField(default=1)
    lawful = models.BooleanField(null=True)
    breaches = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    approved_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    approved_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    published_at = models.DateTimeField(null=True)
    code = models.CharField("code de vérification", max_length=20, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["roster", "number"], name="version_numbered_once")]

    def __str__(self) -> str:
        return f"version {self.number}"

    @property
    def frozen(self) -> bool:
        """True once it was approved: a change makes another version."""
        return self.status != Status.DRAFT


class Paper(models.Model):
    """What was published, as bytes: a PDF or a workbook that never changes, whatever the law becomes."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=4, choices=[("pdf", "PDF"), ("xlsx", "classeur")])
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "kind"], name="one_paper_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.kind}, {self.sha256[:12]}"


class Acknowledgement(models.Model):
    """An intern has seen a published version."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="acknowledgements")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="acknowledgements")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["version", "user"], name="acknowledged_once")]

    def __str__(self) -> str:
        return f"{self.user}, {self.at:%d/%m/%Y}"
