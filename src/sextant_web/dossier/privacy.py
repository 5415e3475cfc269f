"""What is kept of an intern's own matters."""

from __future__ import annotations

from sextant_web.dossier.models import Happening, Matter
from sextant_web.people.retention import Declaration, of

CONTRACT = "l’exécution du service que la personne demande (RGPD, art. 6.1.b)"
INTERN = "l’interne qui suit sa démarche"

DECLARATIONS = [
    Declaration(
        model=Matter,
        title="Démarches",
        purpose="dire ce qui est à faire et jusqu’à quand, remplir les lettres",
        basis=CONTRACT,
        whose=INTERN,
        readers="la personne seule ; ni le service, ni l’hôpital, ni la structure locale",
        kept="comme le compte, ou jusqu’à ce que la personne efface la démarche",
        at_erasure="effacées",
        rows=of("user")(Matter),
        words={"user": "compte"},
    ),
    Declaration(
        model=Happening,
        title="Étapes d’une démarche",
        purpose="compter les délais depuis ce qui a été envoyé, reçu et répondu",
        basis=CONTRACT,
        whose=INTERN,
        readers="la personne seule",
        kept="comme la démarche",
        at_erasure="effacées",
        rows=of("matter__user")(Happening),
        words={"matter": "démarche"},
    ),
]
