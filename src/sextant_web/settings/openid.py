"""A sign-in service that speaks OpenID Connect (Pro Santé Connect), from the environment."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ImproperlyConfigured

NEEDED = ("SEXTANT_OPENID_SERVER", "SEXTANT_OPENID_CLIENT", "SEXTANT_OPENID_SECRET")


def openid_providers(environment: Mapping[str, str]) -> dict[str, Any]:
    """Allauth's settings for the one service; none of the three variables: no service.

    Raises ImproperlyConfigured when only some of the three are given.
    """
    given = [name for name in NEEDED if environment.get(name)]
    if given and len(given) < len(NEEDED):
        missing = ", ".join(name for name in NEEDED if name not in given)
        raise ImproperlyConfigured(
            f"La connexion par OpenID Connect demande trois variables ; il manque : {missing}."
        )
    known = {"provider_class": "sextant_web.people.openid.DiscreetProvider", "OAUTH_PKCE_ENABLED": True}
    if not given:
        return {"openid_connect": known | {"APPS": []}}
    server, client, secret = (environment[name] for name in NEEDED)
    return {
        "openid_connect": known
        | {
            # Pro Santé Connect asks for scope_all and for a level of assurance, eIDAS 1 at least.
            "SCOPE": environment.get("SEXTANT_OPENID_SCOPE", "openid").split(),
            "AUTH_PARAMS": _level(environment),
            "APPS": [
                {
                    "provider_id": "sante",
                    "name": environment.get("SEXTANT_OPENID_NAME", "Pro Santé Connect"),
                    "client_id": client,
                    "secret": secret,
                    "settings": {"server_url": server},
                }
            ],
        }
    }


def _level(environment: Mapping[str, str]) -> dict[str, str]:
    level = environment.get("SEXTANT_OPENID_LEVEL", "")
    return {"acr_values": level} if level else {}
