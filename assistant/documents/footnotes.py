"""Real footnotes in a Word document, which python-docx reads but does not write.

The part, its two separators and the settings are those of ECMA-376-1, 17.11 (Footnotes and Endnotes).
"""

from typing import Any, TypeAlias

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

Element: TypeAlias = Any  # an element of lxml, which has no types

_TEXT, _REFERENCE = "footnote text", "footnote reference"  # Word's own names, which it shows in the user's language
_SEPARATORS = {-1: "separator", 0: "continuationSeparator"}
_FIRST_AFTER_NOTES = "w:compat"  # the element of the template's settings that the schema wants after footnotePr


class Footnotes:
    """The footnotes of a document; makes their part, styles and settings.

    Args:
        document: to which they are added.
    """

    def __init__(self, document: Document) -> None:
        self._count = 0
        self._styles = _add_styles(document)
        self._notes = parse_xml(f"<w:footnotes {nsdecls('w')}/>")
        for number, kind in _SEPARATORS.items():
            self._add_note(number, _with(OxmlElement("w:r"), OxmlElement(f"w:{kind}")), kind)
        package = document.part.package
        part = XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, self._notes, package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        _name_separators(document.settings.element)

    def add(self, paragraph: Paragraph, text: str) -> None:
        """Add a footnote after the words that a paragraph has so far."""
        self._count += 1
        mark = paragraph.add_run(style=self._styles[_REFERENCE])
        mark._r.append(_numbered("w:footnoteReference", self._count))
        note = Paragraph(self._add_note(self._count), paragraph._parent)
        note.style = self._styles[_TEXT]
        note.add_run(style=self._styles[_REFERENCE])._r.append(OxmlElement("w:footnoteRef"))
        note.add_run(f" {text}")

    def divide(self, paragraph: Paragraph) -> None:
        """Set a comma between two footnotes, which would else read as one number."""
        paragraph.add_run(",", style=self._styles[_REFERENCE])

    def _add_note(self, number: int, run: Element | None = None, kind: str = "") -> Element:
        """Append an empty footnote, or a separator; returns its paragraph."""
        note = _numbered("w:footnote", number)
        if kind:
            note.set(qn("w:type"), kind)
        paragraph = OxmlElement("w:p")
        if run is not None:
            paragraph.append(run)
        self._notes.append(_with(note, paragraph))
        return paragraph


def _add_styles(document: Document) -> dict[str, Any]:
    text = document.styles.add_style(_TEXT, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    text.base_style = document.styles["Normal"]
    text.font.size = Pt(9)
    text.paragraph_format.space_after, text.paragraph_format.line_spacing = Pt(2), 1.0
    reference = document.styles.add_style(_REFERENCE, WD_STYLE_TYPE.CHARACTER, builtin=True)
    reference.font.superscript = True
    return {_TEXT: text, _REFERENCE: reference}


def _name_separators(settings: Element) -> None:
    properties = _with(OxmlElement("w:footnotePr"), *(_numbered("w:footnote", number) for number in _SEPARATORS))
    settings.find(qn(_FIRST_AFTER_NOTES)).addprevious(properties)


def _numbered(tag: str, number: int) -> Element:
    return OxmlElement(tag, {qn("w:id"): str(number)})


def _with(element: Element, *children: Element) -> Element:
    element.extend(children)
    return element
