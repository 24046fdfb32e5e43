"""The index as a llama-index retriever, so that its query engines, agents and evaluations can stand on it.

Our records become llama-index's nodes here and nowhere else. Importing this takes some three seconds, so nothing on a
question's way does: Kildesvar's own answers need none of it.
"""

from llama_index.core.callbacks import CallbackManager
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeRelationship, NodeWithScore, QueryBundle, RelatedNodeInfo, TextNode

from index.filters import ALL, Filters
from index.records import Hit
from index.search import Index


class PassageRetriever(BaseRetriever):
    """Retrieves passages of an index as nodes.

    Args:
        index: where to look.
        filters: which reports to look in.
        limit: how many passages at the most.
    """

    def __init__(self, index: Index, filters: Filters = ALL, limit: int = 20) -> None:
        super().__init__(callback_manager=CallbackManager())
        self._index = index
        self._filters = filters
        self._limit = limit

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        found = self._index.search(query_bundle.query_str, self._filters, self._limit)
        return [NodeWithScore(node=_node(hit), score=hit.score) for hit in found.hits]


def _node(hit: Hit) -> TextNode:
    report, passage = hit.report, hit.passage
    metadata = {
        "report": report.id,
        "title": report.title,
        "organisation": report.organisation,
        "year": report.year,
        "kind": str(report.kind),
        "page": passage.page,
        "headings": " – ".join(passage.headings),
    }
    source = {NodeRelationship.SOURCE: RelatedNodeInfo(node_id=report.id)}
    return TextNode(id_=passage.id, text=passage.text, metadata=metadata, relationships=source)
