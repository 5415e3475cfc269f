"""One line per subject."""

from django.urls import include, path

urlpatterns = [
    path("", include("sextant_web.house.urls")),
    path("", include("sextant_web.law.urls")),
    path("compte/", include("allauth.urls")),
]
