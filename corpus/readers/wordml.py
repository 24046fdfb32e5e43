"""The elements of a Word document that hold text, and the text in them."""

from collections.abc import Iterator
from typing import Any, TypeAlias

Node: TypeAlias = Any  # an element of lxml, which has no types

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Text boxes are read on their own; a fallback repeats, for old programs, what stands beside it.
NOT_RUNNING = (W + "txbxContent", _FALLBACK, W + "del", W + "moveFrom")
CONTROLS = (W + "sdt", W + "sdtContent", W + "customXml", W + "ins", W + "moveTo")
PICTURES = (W + "drawing", W + "pict")
PAGE_BREAK = "\f"
_SPACES = (W + "tab", W + "br", W + "cr", W + "p")


def _nodes(element: Node) -> Iterator[Node]:
    """All that is below an element in document order; what stands in text boxes or was deleted is left out."""
    for child in element:
        if child.tag not in NOT_RUNNING:
            yield child
            yield from _nodes(child)


def text_of(element: Node) -> str:
    """The text below an element; a page break shows as a form feed."""
    return "".join(_characters(node) for node in _nodes(element))


def _characters(node: Node) -> str:
    if node.tag == W + "t":
        return node.text or ""
    if node.tag == W + "noBreakHyphen":
        return "-"
    if node.tag == W + "lastRenderedPageBreak" or node.get(W + "type") == "page":
        return PAGE_BREAK
    return " " if node.tag in _SPACES else ""


def children(parent: Node, tag: str) -> Iterator[Node]:
    """The children with a tag, those in content controls and tracked insertions too."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in CONTROLS:
            yield from children(child, tag)
