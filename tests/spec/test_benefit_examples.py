"""Every example of every aid, run through the engine: the examples are the specification of the catalogue."""

from __future__ import annotations

import pytest

from sextant.benefits.benefit import Benefit, BenefitExample
from sextant.benefits.catalogue import load
from sextant.benefits.example import differences
from sextant.benefits.file_check import check

EXAMPLES = [(benefit, example) for benefit in load().benefits for example in benefit.examples]

# Sections 1.2 to 1.6 of the survey of facts; « hist » is one file per département.
FACTS = """
cesp int-hebergement int-transport int-abonnement dja-zip dja-activite dja-base msu-dja
am-primo-zip am-primo-zac am-secondaire am-fmt-primo am-fmt-zone am-avancees am-assistant etat-solidarite
ars-ptma am-caim am-coscom am-cotram am-cstm cde ptmg ptmr pias
fisc-frr fisc-frr-plus fisc-frr-benef fisc-frr-remplacant fisc-zfu fisc-qpv fisc-pdsa fisc-cfe
cgct-prime cgct-logement-interne cgct-deplacement-interne cgct-indemnite-etude
r11-bonus r11-securite r84-bourse r84-install-2010 r53-carim r44-internes d27-dja d27-install d36-install d02-stage
d72-contrat d72-externe d53-first-year d53-2008 d72-2008 d24-logement d24-cesp
d03-2010 d18-2010 d36-2010 d48-2010 d71-2010 c22201 c84129 e52 e53
"""


@pytest.mark.parametrize(
    ("benefit", "example"), EXAMPLES, ids=[f"{b.id} {e.state} · {e.because}" for b, e in EXAMPLES]
)
def test_exemple(benefit: Benefit, example: BenefitExample) -> None:
    assert differences(benefit, example) == []


def test_every_entry_of_the_facts_has_its_file() -> None:
    assert set(FACTS.split()) <= {benefit.id for benefit in load().benefits}


def test_the_shipped_files_hold() -> None:
    assert [str(remark) for remark in check()] == []
