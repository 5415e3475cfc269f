"""Where a text can be read."""

from datetime import date

import pytest

from sextant.law.citation import Citation
from sextant.law.library import load


@pytest.mark.parametrize(
    ("text", "article", "id_", "address"),
    [
        ("Code de la santé publique", "art. R. 6153-2, II", "", "query=R.6153-2"),
        ("Arrêté du 10 septembre 2002 (NOR SANH0222753A)", "art. 1", "", "query=SANH0222753A"),
        ("Arrêté d’essai", "art. 2", "JORFARTI000030987388", "jorf/article_jo/JORFARTI000030987388"),
        ("Directive 2003/88/CE", "art. 5", "", "eur-lex.europa.eu/eli/dir/2003/88/oj"),
        ("Charte des maîtres de stage universitaires", "", "", ""),
    ],
)
def test_a_text_has_an_address_when_somebody_publishes_it(
    text: str, article: str, id_: str, address: str
) -> None:
    cite = Citation(text=text, article=article, id=id_, checked=date(2026, 11, 22), seen="texte")
    assert cite.address.endswith(address) if address else cite.address == ""


def test_a_rule_of_law_leads_to_its_text_unless_only_usage_tells_it() -> None:
    lost = {
        rule.code
        for rule in load().rules
        if rule.force.value == "loi" and not any(cite.address for cite in rule.cites)
    }
    assert lost == {"E3", "E5", "G13"}
