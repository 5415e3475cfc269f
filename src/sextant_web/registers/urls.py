"""Registers: read by anybody, proposed by anybody, confirmed by local unions."""

from django.urls import path

from sextant_web.registers.screens.desk import desk
from sextant_web.registers.screens.directory import show_directory
from sextant_web.registers.screens.entry import edit_entry, new_entry
from sextant_web.registers.screens.propose_benefit import propose_benefit
from sextant_web.registers.screens.propose_entry import propose_entry
from sextant_web.registers.screens.review import review
from sextant_web.registers.screens.reviewed import give_reviewed, show_reviewed

app_name = "registers"
BASE = "subdivisions/<uuid:subdivision>/registres"

urlpatterns = [
    path("registres/aides", show_reviewed, name="reviewed"),
    path("registres/aides/proposer", propose_benefit, name="propose_benefit"),
    path("registres/aides/<uuid:proposal>.yaml", give_reviewed, name="reviewed_file"),
    path("registres/<slug:kind>", show_directory, name="directory"),
    path("registres/<slug:kind>/proposer", propose_entry, name="propose_entry"),
    path(BASE, desk, name="desk"),
    path(f"{BASE}/nouveau", new_entry, name="new_entry"),
    path(f"{BASE}/entrees/<uuid:register_entry>", edit_entry, name="entry"),
    path(f"{BASE}/aides/<uuid:proposal>", review, name="review"),
]
