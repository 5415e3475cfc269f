"""Addresses of the roster. What a path names after its ward is looked up inside that ward."""

from django.urls import path

from sextant_web.roster.screens.absence import absence
from sextant_web.roster.screens.absences import absences
from sextant_web.roster.screens.line import headcount, line
from sextant_web.roster.screens.lines import lines
from sextant_web.roster.screens.links import links, take
from sextant_web.roster.screens.list import rosters
from sextant_web.roster.screens.needs import needs
from sextant_web.roster.screens.new import new
from sextant_web.roster.screens.overview import hospital, subdivision
from sextant_web.roster.screens.people import people
from sextant_web.roster.screens.period import period
from sextant_web.roster.screens.person import person
from sextant_web.roster.screens.policies import policies
from sextant_web.roster.screens.policy import policy
from sextant_web.roster.screens.roster import roster
from sextant_web.roster.screens.search import adopt, attempt, go_on, keep_nearest, moving, search, stop
from sextant_web.roster.screens.shift import shift
from sextant_web.roster.screens.solve import solve
from sextant_web.roster.screens.version import (
    acknowledge,
    approve,
    paper,
    publication,
    publish,
    reopen,
    version,
)
from sextant_web.roster.screens.what_if import what_if
from sextant_web.roster.screens.wish import wish
from sextant_web.roster.screens.workbook import workbook

app_name = "roster"

WARD = "services/<uuid:ward>/tableaux"
ROSTER = f"{WARD}/<uuid:roster>"
SEARCH = f"{ROSTER}/calculs/<uuid:search>"
VERSION = f"{ROSTER}/versions/<uuid:version>"

urlpatterns = [
    path(WARD, rosters, name="list"),
    path(f"{WARD}/nouveau", new, name="new"),
    path(ROSTER, roster, name="roster"),
    path(f"{ROSTER}/periode", period, name="period"),
    path(f"{ROSTER}/internes", people, name="people"),
    path(f"{ROSTER}/interne", person, name="person"),
    path(f"{ROSTER}/lignes", lines, name="lines"),
    path(f"{ROSTER}/ligne", line, name="line"),
    path(f"{ROSTER}/ligne/effectif", headcount, name="headcount"),
    path(f"{ROSTER}/poste", shift, name="shift"),
    path(f"{ROSTER}/presence", needs, name="needs"),
    path(f"{ROSTER}/regles", policies, name="policies"),
    path(f"{ROSTER}/regle", policy, name="policy"),
    path(f"{ROSTER}/absences", absences, name="absences"),
    path(f"{ROSTER}/absence", absence, name="absence"),
    path(f"{ROSTER}/souhaits", links, name="links"),
    path(f"{ROSTER}/souhaits/reprendre", take, name="take"),
    path(f"{ROSTER}/calcul", solve, name="solve"),
    path(f"{ROSTER}/et-si", what_if, name="what_if"),
    path(SEARCH, search, name="search"),
    path(f"{SEARCH}/suite", moving, name="moving"),
    path(f"{SEARCH}/arreter", stop, name="stop"),
    path(f"{SEARCH}/continuer", go_on, name="go_on"),
    path(f"{SEARCH}/garder", keep_nearest, name="keep_nearest"),
    path(f"{SEARCH}/essayer", attempt, name="attempt"),
    path(f"{SEARCH}/reprendre", adopt, name="adopt"),
    path(f"{ROSTER}/publication", publication, name="publication"),
    path(VERSION, version, name="version"),
    path(f"{VERSION}/arreter", approve, name="approve"),
    path(f"{VERSION}/rouvrir", reopen, name="reopen"),
    path(f"{VERSION}/publier", publish, name="publish"),
    path(f"{VERSION}/lu", acknowledge, name="acknowledge"),
    path(f"{VERSION}/papier", paper, name="paper"),
    path("subdivisions/<uuid:subdivision>/tableaux", subdivision, name="subdivision"),
    path("etablissements/<uuid:hospital>/tableaux", hospital, name="hospital"),
    path("souhaits/<str:token>", wish, name="wish"),
    path("classeur-du-service.xlsx", workbook, name="workbook"),
]
