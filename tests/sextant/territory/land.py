"""A small country, written as the producers write: eight communes around a town, one merged, one across the water."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

from sextant.territory import source, tables
from sextant.territory.source import Source

COMMUNES = """\
code_insee,nom,type,departement,region,arrondissement,zone,population,codes_postaux,epci_siren,epci_nom,commune_parente
49001,Bourg-la-Reine,C,49,52,491,metro,9000,49100 49101,200000001,CC du Val,
49002,Saint-Aubin,C,49,52,491,metro,1200,49110,200000001,CC du Val,
49003,L'Île-Œuf,C,49,52,491,metro,300,49120,200000001,CC du Val,
49004,Sainte-Marthe,C,49,52,491,metro,800,49130,200000001,CC du Val,
49005,Val-Neuf,C,49,52,491,metro,2500,49140,200000001,CC du Val,
53001,Saint-Aubin,C,53,52,531,metro,700,53100,,,
75056,Grandville,C,75,11,751,metro,50000,,,,
75101,Grandville 1er Arrondissement,ARM,75,11,751,metro,20000,75001,,,75056
97401,Les Hauts,C,974,04,974,drom,4000,97400,,,
"""
FORMER = """\
code_insee_ancien,nom,type,code_insee_actuel
49006,Petit-Val,commune-deleguee,49005
49007,Grand-Val,commune-deleguee,49005
"""
DEPARTEMENTS = "code,nom,region,chef_lieu\n49,Maine,52,49001\n53,Mayenne,52,53001\n75,Ville,11,75056\n974,Les Hauts,04,97401\n"
REGIONS = "code,nom,chef_lieu\n04,Outre-mer,97401\n11,Capitale,75056\n52,Ouest,49001\n"
CENTRES = """code_insee,latitude,longitude,annee
49001,47.50,-0.50,2025
49002,47.55,-0.50,2025
49003,47.60,-0.50,2025
49004,47.70,-0.50,2025
49005,47.50,-0.60,2025
53001,48.10,-0.70,2025
75056,48.85,2.35,2025
97401,-21.10,55.50,2025
"""
ZONING = """code_insee,zone
49001,HZ
49002,ZIP
49003,ZAC
49004,ZIP
49006,ZIP
49007,ZAC
53001,ZAR
75056,HZ
75101,ZAC
97401,NA
"""
FRR = """code_insee,departement,commune,classement
49001,49,x,Non classée
49002,49,x,FRR socle
49003,49,x,FRR+
49004,49,x,FRR bénéficiaire
49005,49,x,Classée FRR partiellement
53001,53,x,Non classée
75056,75,x,Non classée
97401,974,x,Non classée
"""
EMERGENCY = """code_insee,su,smur,mcs,population_2017,min_su_smur,min_su_smur_mcs,commune_equipee
49001,1,0,0,9000,0.0,0.0,49001
49002,0,0,0,1200,11.0,11.0,49001
49003,0,0,0,300,19.5,19.5,49001
49004,0,0,0,800,31.0,31.0,49001
"""

FILES = {
    "communes_cog2026.csv": COMMUNES,
    "communes_anciennes_cog2026.csv": FORMER,
    "departements_cog2026.csv": DEPARTEMENTS,
    "regions_cog2026.csv": REGIONS,
    "communes_centroides.csv": CENTRES,
    "zonage_medecin_generaliste_2025.csv": ZONING,
    "frr_2025-07-10.csv": FRR,
    "acces_urgences_2019_communes.csv": EMERGENCY,
}


def write(folder: Path, **instead: str | bytes) -> Path:
    """The country's files; ``instead`` by the beginning of a name replaces one."""
    folder.mkdir(exist_ok=True)
    drawn = {"departements-version-simplifiee.geojson": ""} if "departements_v" in instead else {}
    instead = {start.replace("departements_v", "departements-v"): text for start, text in instead.items()}
    for name, text in (FILES | drawn).items():
        other = next((new for start, new in instead.items() if name.startswith(start)), text)
        (folder / name).write_bytes(other if isinstance(other, bytes) else other.encode())
    return folder


def small() -> patch[dict[str, Source]]:  # type: ignore[type-arg]
    """The real sources, expecting as many rows as this country has."""
    rows = {"departements_outline": 4} | {
        name: len(FILES[file].splitlines()) - 1 for name, file in NAMES.items()
    }
    made = {
        name: one.model_copy(update={"rows": rows.get(name, one.rows), "rows_within": 0.3})
        for name, one in source.sources().items()
    }
    return patch.object(tables, "sources", return_value=made)


NAMES = {
    "communes": "communes_cog2026.csv",
    "former_communes": "communes_anciennes_cog2026.csv",
    "departements": "departements_cog2026.csv",
    "regions": "regions_cog2026.csv",
    "centres": "communes_centroides.csv",
    "zoning": "zonage_medecin_generaliste_2025.csv",
    "frr": "frr_2025-07-10.csv",
    "emergency": "acces_urgences_2019_communes.csv",
}
