"""The pages that an answer may quote, kept while it is written: meanwhile a build may change the index."""

from collections.abc import Iterable

from corpus.records import Page
from index.records import Hit
from index.search import Index


class KeptPages(dict[tuple[str, int], Page]):
    """Pages by report and number."""

    def page(self, report_id: str, number: int) -> Page:
        """A page of a report; numbers are 1-based."""
        return self[report_id, number]


def read_pages(hits: Iterable[Hit], index: Index) -> KeptPages:
    """The pages on which the passages stand."""
    places = {(hit.report.id, span.page) for hit in hits for each in hit.passage.sentences for span in each.spans}
    return KeptPages({place: index.page(*place) for place in places})
