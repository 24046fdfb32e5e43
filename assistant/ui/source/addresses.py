"""The addresses under which sources are seen, and the places of a page that are marked there."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self
from urllib.parse import quote, urlencode

from assistant.records import Citation
from corpus.records import Page, Span

VIEW: Final = "/kilde/{report}/side/{number:int}"
PICTURE: Final = "/kilde/{report}/side/{number:int}.png"
PDF: Final = "/kilde/{report}.pdf"

_PLACES: Final = "sted"
_LARGE: Final = "stor"
_MOST_PLACES = 20  # of one statement
_PLACE = re.compile(r"(\d{1,5})\.(\d{1,7})\.(\d{1,7})\.([0-9a-f]{12})")


@dataclass(frozen=True, slots=True)
class Place:
    """Words on a page that are to be marked.

    Attributes:
        span: where they stand in the clean text.
        check: 12 hexadecimal digits of the words themselves; where others stand there by now, nothing is marked.
    """

    span: Span
    check: str

    @classmethod
    def of(cls, citation: Citation) -> Self:
        """The place of a citation's quote."""
        return cls(citation.span, _check(citation.quote))

    @classmethod
    def marking(cls, page: Page, span: Span) -> Self:
        """The place of whatever a page has at a span."""
        return cls(span, _check(page.text[span.start : span.end]))

    def stands_on(self, page: Page) -> bool:
        """Whether the page has the words at this place."""
        return self.span.page == page.number and type(self).marking(page, self.span) == self

    def __str__(self) -> str:
        return f"{self.span.page}.{self.span.start}.{self.span.end}.{self.check}"


def _check(words: str) -> str:
    return hashlib.sha256(" ".join(words.split()).encode()).hexdigest()[:12]


def read_places(query: Sequence[tuple[str, str]]) -> tuple[Place, ...]:
    """The places that an address names; what is not written as one is left out."""
    found = [_PLACE.fullmatch(value) for name, value in query[:_MOST_PLACES] if name == _PLACES]
    return tuple(Place(Span(*map(int, match.groups()[:3])), match[4]) for match in found if match)


def is_large(query: Sequence[tuple[str, str]]) -> bool:
    """Whether an address asks for the larger of the pictures."""
    return (_LARGE, "1") in query


def view_address(report_id: str, number: int, places: Sequence[Place]) -> str:
    """Where a page is seen with places marked, the one that was asked for first; from the root of the server."""
    query = urlencode([(_PLACES, str(place)) for place in places[:_MOST_PLACES]])
    return VIEW.replace(":int", "").format(report=_quoted(report_id), number=number) + (f"?{query}" if query else "")


def citation_address(citation: Citation, together: Sequence[Citation]) -> str:
    """Where a citation is seen, with the quotes of the same report among those that go with it marked besides."""
    others = [other for other in together if other.report == citation.report and other is not citation]
    return view_address(citation.report, citation.page, [Place.of(each) for each in (citation, *others)])


def picture_address(report_id: str, number: int, *, large: bool = False) -> str:
    """Where the picture of a page is."""
    address = PICTURE.replace(":int", "").format(report=_quoted(report_id), number=number)
    return f"{address}?{_LARGE}=1" if large else address


def pdf_address(report_id: str, number: int) -> str:
    """Where the PDF is, opened at a page."""
    return f"{PDF.format(report=_quoted(report_id))}#page={number}"


def _quoted(report_id: str) -> str:
    return quote(report_id, safe="")
