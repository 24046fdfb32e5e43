from index.filters import Filters
from index.retriever import PassageRetriever
from index.search import Index
from index.settings import IndexSettings


def test_nodes_are_the_hits_of_a_search(sample_index: IndexSettings) -> None:
    index = Index.open(sample_index)
    question = "Hvad anbefaler leverandørerne om civilsamfundet?"
    filters = Filters(year=(2025,))
    hits = index.search(question, filters, limit=5).hits
    nodes = PassageRetriever(index, filters, limit=5).retrieve(question)
    index.close()
    assert [node.node_id for node in nodes] == [hit.passage.id for hit in hits]
    assert [node.score for node in nodes] == [hit.score for hit in hits]
    assert [node.text for node in nodes] == [hit.passage.text for hit in hits]
    assert {node.metadata["year"] for node in nodes} == {2025}
    assert [node.metadata["page"] for node in nodes] == [hit.passage.page for hit in hits]
