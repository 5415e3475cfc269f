"""Where a rule is written: text, article, and when someone last read it."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field


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

    def __str__(self) -> str:
        return f"{self.text}, {self.article}" if self.article else self.text
