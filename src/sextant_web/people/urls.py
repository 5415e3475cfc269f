"""One's account, one's home, and the places one answers for."""

from django.urls import path

from sextant_web.people.screens import (
    access,
    account,
    demo,
    erase,
    federation,
    home,
    invitation,
    own_data,
    privacy,
    readings,
)

app_name = "people"

# The three kinds of place are looked at and acted on in the same way.
PLACES = (("ward", "services"), ("hospital", "etablissements"), ("subdivision", "subdivisions"))

urlpatterns = [
    path("accueil", home.home, name="home"),
    path("compte", account.account, name="account"),
    path("compte/mes-donnees", own_data.own_data, name="own_data"),
    path("compte/mes-donnees/fichier", own_data.own_data_file, name="own_data_file"),
    path("compte/mes-donnees/lectures", readings.readings, name="readings"),
    path("compte/mes-donnees/effacer", erase.erase, name="erase"),
    path("vos-donnees", privacy.privacy, name="privacy"),
    path("invitation/<str:token>", invitation.invitation, name="invitation"),
    path("federation", federation.federation, name="federation"),
    path("demo", demo.demo, name="demo"),
    path("demo/courrier", demo.demo_letters, name="demo_letters"),
]
for kind, word in PLACES:
    base = f"{word}/<uuid:{kind}>/acces"
    urlpatterns += [
        path(base, access.access, name=f"{kind}_access"),
        path(f"{base}/roles/<uuid:role>/fin", access.end_role, name=f"{kind}_end_role"),
        path(f"{base}/invitations/<uuid:invitation>/retrait", access.withdraw, name=f"{kind}_withdraw"),
    ]
