"""A letter written down: PDF to send, ``.docx`` and ``.odt`` to go on editing. The text is the same in the three."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typst

from sextant import wording
from sextant.errors import BadFile, Place
from sextant.procedure.letter import Letter

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph as DocxParagraph
    from odfdo import Style

_TEMPLATE = Path(__file__).parent / "letter.typ"
FORMATS = (".pdf", ".docx", ".odt")


def write_letter(letter: Letter, path: Path, *, written_on: date) -> None:
    """Write ``letter`` to ``path``, in the format of its suffix. Same arguments, same PDF.

    Raises BadFile for another suffix, OSError when the file cannot be written.
    """
    writers = {".pdf": _write_pdf, ".docx": _write_docx, ".odt": _write_odt}
    writer = writers.get(path.suffix.lower())
    if writer is None:
        raise BadFile(
            f"« {path.suffix or path.name} » n’est pas un format de lettre",
            place=Place(file=str(path)),
            remedy=f"Finissez le nom par {', '.join(FORMATS)}.",
        )
    writer(letter, path, written_on)


def blocks(letter: Letter) -> list[str | list[str]]:
    """The body as paragraphs, and lists of the items that follow each other."""
    found: list[str | list[str]] = []
    for text in letter.body:
        item = text.removeprefix("- ")
        if item == text:
            found.append(text)
        elif found and isinstance(found[-1], list):
            found[-1].append(item)
        else:
            found.append([item])
    return found


def _write_pdf(letter: Letter, path: Path, written_on: date) -> None:
    data = asdict(letter) | {"blocks": blocks(letter)}
    compiler = typst.Compiler(
        _TEMPLATE,
        root=_TEMPLATE.parent,
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(data, ensure_ascii=False)},
    )
    stamp = datetime(written_on.year, written_on.month, written_on.day, 12, tzinfo=UTC)
    content = compiler.compile(format="pdf", timestamp=stamp)
    assert isinstance(content, bytes)
    path.write_bytes(content)


def _ending(letter: Letter) -> list[str]:
    said = []
    if letter.attach:
        said.append(wording.typography(f"Pièces jointes : {' ; '.join(letter.attach)}."))
    if letter.copies:
        said.append(wording.typography(f"Copie : {' ; '.join(letter.copies)}."))
    return said


# -- .docx --------------------------------------------------------------------------------------------


def _write_docx(letter: Letter, path: Path, written_on: date) -> None:
    import docx  # here: every command would wait for it, and one in a hundred writes a letter
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(25), Mm(22)
    section.top_margin = section.bottom_margin = Mm(22)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Liberation Serif", Pt(11)
    document.core_properties.title = letter.subject
    document.core_properties.author = letter.signature
    document.core_properties.language = "fr-FR"
    document.core_properties.comments = ""
    stamp = datetime(written_on.year, written_on.month, written_on.day, 12, tzinfo=UTC)
    document.core_properties.created = document.core_properties.modified = stamp

    def add(
        text: str, *, right: bool = False, indent: int = 0, after: int = 8, bold: bool = False
    ) -> DocxParagraph:
        paragraph = document.add_paragraph()
        run = paragraph.add_run(text)
        run.bold = bold
        paragraph.paragraph_format.space_after = Pt(after)
        paragraph.paragraph_format.left_indent = Mm(indent)
        if right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        return paragraph

    for number, line in enumerate(letter.sender):
        add(line, after=0, bold=number == 0)
    add("", after=8)
    for line in letter.to:
        add(line, indent=85, after=0)
    add("", after=0)
    add(letter.place_and_date, indent=85, after=18)
    if letter.delivery:
        add(letter.delivery, after=2).runs[0].italic = True
    add(f"Objet\u202f: {letter.subject}", bold=True, after=14)
    add(letter.greeting)
    for block in blocks(letter):
        if isinstance(block, str):
            add(block).alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        else:
            for item in block:
                document.add_paragraph(item, style="List Bullet").paragraph_format.space_after = Pt(4)
    add(letter.closing)
    add("", after=24)
    add(letter.signature, right=True, after=18)
    for line in _ending(letter):
        add(line, after=2).runs[0].font.size = Pt(9.5)
    document.save(str(path))


# -- .odt ---------------------------------------------------------------------------------------------


def _write_odt(letter: Letter, path: Path, written_on: date) -> None:
    from odfdo import Document as OdtDocument  # here: the same
    from odfdo import Paragraph as OdtParagraph

    document = OdtDocument("text")
    body = document.body
    body.clear()
    document.meta.title = letter.subject
    document.meta.creator = letter.signature
    stamp = datetime(written_on.year, written_on.month, written_on.day, 12)  # noqa: DTZ001 (a date of a document)
    document.meta.creation_date = document.meta.date = stamp
    styles: dict[str, dict[str, object]] = {
        "corps": {"align": "justify", "after": "0.3cm"},
        "serre": {"align": "left", "after": "0cm"},
        "droite": {"align": "left", "after": "0cm", "indent": "8.5cm"},
        "objet": {"align": "left", "after": "0.5cm", "bold": True},
        "fin": {"align": "right", "after": "0.6cm", "before": "1.4cm"},
        "petit": {"align": "left", "after": "0.1cm", "size": "9.5pt"},
        "envoi": {"align": "left", "after": "0.1cm", "before": "0.8cm", "italic": True},
        "liste": {"align": "left", "after": "0.15cm", "indent": "0.8cm"},
    }
    for name, look in styles.items():
        document.insert_style(_odt_style(name, look), automatic=False)

    def add(text: str, style: str) -> None:
        body.append(OdtParagraph(text, style=style))

    for line in letter.sender:
        add(line, "serre")
    add("", "serre")
    for line in (*letter.to, "", letter.place_and_date):
        add(line, "droite")
    add(letter.delivery, "envoi")
    add(f"Objet\u202f: {letter.subject}", "objet")
    add(letter.greeting, "corps")
    for block in blocks(letter):
        for text in [block] if isinstance(block, str) else [f"– {item}" for item in block]:
            add(text, "corps" if isinstance(block, str) else "liste")
    add(letter.closing, "corps")
    add(letter.signature, "fin")
    for line in _ending(letter):
        add(line, "petit")
    document.save(str(path))


def _odt_style(name: str, look: dict[str, object]) -> Style:
    """A named paragraph style of a letter."""
    from odfdo import Style

    style = Style("paragraph", name=name, display_name=name.capitalize(), parent_style="Standard")
    properties = {
        "fo:text-align": look["align"],
        "fo:margin-bottom": look["after"],
        "fo:margin-top": look.get("before", "0cm"),
        "fo:margin-left": look.get("indent", "0cm"),
    }
    style.set_properties({key: str(value) for key, value in properties.items()}, area="paragraph")
    text: dict[str, str] = {"fo:font-size": str(look.get("size", "11pt"))}
    if look.get("bold"):
        text["fo:font-weight"] = "bold"
    if look.get("italic"):
        text["fo:font-style"] = "italic"
    style.set_properties(text, area="text")
    return style
