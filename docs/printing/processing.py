"""The register of processing (RGPD, art. 30): printed from what each subject declares in its ``privacy.py``."""

from __future__ import annotations

import os

import django

from sextant import wording


def page() -> str:
    """The printed page."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sextant_web.settings.dev")
    django.setup()
    from sextant_web.people.retention import declarations, nothing_personal

    lines = [
        "# Registre des traitements",
        "",
        "Ce que Sextant garde de personnes, table par table : chaque sujet le déclare dans son `privacy.py`, et un test",
        "refuse une table sans déclaration. `python -m sextant_web retain` applique les durées chaque nuit. Les outils",
        "publics (vérifier un planning, lire le droit) ne gardent rien et n’ont pas de ligne ici.",
        "",
        "Le responsable de traitement est qui héberge ; il complète ce registre (coordonnées, délégué à la protection",
        "des données, sous-traitants) et confirme les durées. Aucun transfert hors de l’Union, aucun destinataire tiers.",
    ]
    for one in reversed(declarations()):
        lines += ["", f"## {one.title}", "", f"`{one.model._meta.label}`", "", "| | |", "|---|---|"]
        secret = wording.join([f"`{name}`" for name in sorted(one.secret)]) or "rien"
        for name, said in (
            ("Pourquoi", one.purpose),
            ("Ce qui le permet", one.basis),
            ("De qui", one.whose),
            ("Qui le voit", one.readers),
            ("Jusqu’à quand", one.kept),
            ("À l’effacement du compte", one.at_erasure),
            ("Effacé par le travail de nuit", "oui" if one.expired else "non : suit ce dont il dépend"),
            ("Hors du fichier « Mes données »", secret),
        ):
            lines.append(f"| {name} | {said[0].upper()}{said[1:]} |")
    names = sorted(model._meta.label for model in nothing_personal())
    lines += [
        "",
        "## Tables qui ne disent rien de personne",
        "",
        wording.join([f"`{one}`" for one in names]) + ".",
    ]
    return wording.typography("\n".join(lines)) + "\n"
