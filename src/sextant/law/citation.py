"""Where a rule is written: text, article, and when someone last read it."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field

_SEARCH = "https://www.legifrance.gouv.fr/search/all?tab_selection=all&searchField=ALL&query="


class Citation(BaseModel):
    """A text and the place in it.

    ``text`` is the full French name, ``article`` the article or paragraph, ``id`` its Légifrance
    identifier when known, ``quote`` the few words relied on when the text itself was read,
    ``checked`` the day someone last checked it, ``seen`` how: ``texte`` (the text itself was read),
    ``secondaire`` (secondary pages), ``non vu`` (general knowledge, to be verified).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str = Field(min_length=4)
    article: str = ""
    id: str = ""
    quote: str = ""
    checked: date
    seen: str = Field(pattern="^(texte|secondaire|non vu)$")

    @property
    def address(self) -> str:
        """Where the text is read on Légifrance or EUR-Lex; a search there when its own number is not known.

        Empty for what neither publishes (a charter, a union's page).
        """
        if self.id.startswith("JORFARTI"):
            return f"https://www.legifrance.gouv.fr/jorf/article_jo/{self.id}"
        if self.id.startswith("LEGIARTI"):
            return f"https://www.legifrance.gouv.fr/codes/article_lc/{self.id}"
        directive = re.match(r"Directive (\d{4})/(\d+)/CE", self.text)
        if directive:
            return f"https://eur-lex.europa.eu/eli/dir/{directive[1]}/{directive[2]}/oj"
        number = re.search(r"[LRD]\. ?\d[\d-]*", self.article) if self.text.startswith("Code ") else None
        nor = re.search(r"NOR ([A-Z]{4}\d{7}[A-Z])", self.text)
        published = re.match(r"(?:Arrêté|Décret|Instruction|Circulaire|Conseil d’État|Loi)\b", self.text)
        wanted = number[0].replace(" ", "") if number else nor[1] if nor else self.text if published else ""
        return f"{_SEARCH}{quote(wanted)}" if wanted else ""

    def __str__(self) -> str:
        return f"{self.text}, {self.article}" if self.article else self.text
