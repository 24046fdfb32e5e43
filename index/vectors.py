"""The passages' vectors in Chroma: on this machine's disk or in a Chroma server."""

import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import IndexUnusable, StoreUnreachable
from corpus.records import Report
from index.encoders import Vectors
from index.filters import Filters
from index.settings import IndexSettings

# Chroma takes some thousands of records a call; fewer keep each call short.
_ADD_BATCH = 500
# Chroma looks at so many neighbours of a vector; with its default of 100 it misses a fifth of the nearest hundred of
# 5,000 vectors, with this less than one in a hundred, at 1 to 2 ms more. Among vectors that are nearly alike some have
# no way to them in a graph of its default of 16 neighbours: of 1,000, opened 60 times, 1 to 4 were not found however
# many were asked for, with 64 none, at half a millisecond more for each that is added.
_HNSW = {"hnsw": {"space": "cosine", "ef_search": 1000, "max_neighbors": 64, "ef_construction": 200}}
_NO_COLLECTION = "Chroma has no collection for this index, or no longer; run `kildesvar build --again`."


class VectorStore:
    """One Chroma collection. Use `open_store`.

    Records are named VERSION:NUMBER after the report's version and the passage's number in it, so that two versions
    of a report can lie side by side while one replaces the other.
    """

    def __init__(self, client: Any, collection: Any, where: "_Where") -> None:  # noqa: ANN401  # see _client
        self._client = client
        self._collection = collection
        self._where = where

    def add(self, version: str, report: Report, vectors: Vectors, documents: Sequence[str]) -> None:
        """Store a report's passages, in the order of their numbers."""
        metadata = _metadata(version, report)
        for start in range(0, len(documents), _ADD_BATCH):
            numbers = range(start, min(start + _ADD_BATCH, len(documents)))
            with self._where.errors_mapped():
                self._collection.upsert(
                    ids=[f"{version}:{number}" for number in numbers],
                    embeddings=vectors[numbers.start : numbers.stop],
                    documents=list(documents[numbers.start : numbers.stop]),
                    metadatas=[metadata] * len(numbers),
                )

    def remove_all_but(self, versions: Collection[str]) -> None:
        """Remove the passages of every other version."""
        where = {"version": {"$nin": list(versions)}} if versions else {"version": {"$ne": ""}}
        with self._where.errors_mapped():
            self._collection.delete(where=where)

    def remove_other_collections(self, prefix: str) -> None:
        """Remove the collections that this index made with other models or rules."""
        ours = re.compile(rf"{re.escape(prefix)}-[0-9a-f]{{16}}")  # "kildesvar-2" is another index's prefix
        with self._where.errors_mapped():
            for collection in self._client.list_collections():
                if ours.fullmatch(collection.name) and collection.name != self._collection.name:
                    self._client.delete_collection(collection.name)

    def count(self) -> int:
        """The number of passages, those of versions that do not count included."""
        with self._where.errors_mapped():
            return int(self._collection.count())

    def names(self) -> set[str]:
        """The names of all passages, those of versions that do not count included."""
        with self._where.errors_mapped():
            return set(self._collection.get(include=[])["ids"])

    def vectors(self, version: str, count: int) -> Vectors:
        """The vectors of a version's passages, in the order of their numbers, shape (count, dimension).

        Raises:
            IndexUnusable: some are missing.
        """
        if not count:
            return np.zeros((0, 0), dtype=np.float32)
        names = [f"{version}:{number}" for number in range(count)]
        with self._where.errors_mapped():
            found = self._collection.get(ids=names, include=["embeddings"])
        by_name = dict(zip(found["ids"], found["embeddings"], strict=True))
        if len(by_name) != count:
            raise IndexUnusable(
                f"Chroma lacks {count - len(by_name)} of {count} vectors; try again if the index was being built, "
                "else run `kildesvar build --again`."
            )
        return np.array([by_name[name] for name in names], dtype=np.float32).reshape(count, -1)

    def nearest(
        self, vector: Vectors, limit: int, filters: Filters, live: Collection[str]
    ) -> list[tuple[str, int, float]]:
        """The passages nearest to a vector.

        Args:
            vector: shape (dimension,), length 1.
            limit: how many at the most.
            filters: which reports to look in; applied in the store.
            live: the versions that count; what a build has added but not published is left out.

        Returns:
            (version, passage number, cosine) of each, nearest first.
        """
        where = filters.where()
        found = self._query(vector, limit, where)
        if all(version in live for version, _, _ in found):
            return found
        of_live = {"version": {"$in": list(live)}}
        return self._query(vector, limit, {"$and": [where, of_live]} if where else of_live) if live else []

    def _query(self, vector: Vectors, limit: int, where: dict[str, Any] | None) -> list[tuple[str, int, float]]:
        with self._where.errors_mapped():
            answer = self._collection.query(
                query_embeddings=vector[None, :], n_results=limit, where=where, include=["distances"]
            )
        found = []
        for name, distance in zip(answer["ids"][0], answer["distances"][0], strict=True):
            version, number = name.split(":")
            found.append((version, int(number), 1.0 - float(distance)))  # Chroma's cosine distance is 1 - cosine
        return found

    def close(self) -> None:
        """Let go of Chroma's files; a store opened later sees what other processes have written."""
        self._client.close()


def open_store(settings: IndexSettings, folder: Path, fingerprint: str, *, create: bool = False) -> VectorStore:
    """Open the collection of an index.

    Args:
        settings: whether Chroma is a server, and where.
        folder: where Chroma keeps its files when it is none.
        fingerprint: the index's; the collection is named after it.
        create: make the collection where there is none.

    Raises:
        StoreUnreachable: the Chroma server does not answer.
        IndexUnusable: there is no such collection, or Chroma's files cannot be used.
    """
    where = _Where(settings, folder)
    if not create and settings.chroma_host is None and not folder.is_dir():  # Chroma would make it
        raise IndexUnusable(_NO_COLLECTION)
    client = _client(settings, where)
    # The vectors are ours: without this, Chroma would load a model of its own to make some.
    options: dict[str, Any] = {"name": f"{settings.chroma_collection}-{fingerprint}", "embedding_function": None}
    try:
        with where.errors_mapped():
            if create:
                collection = client.get_or_create_collection(**options, configuration=_HNSW)
            else:
                collection = client.get_collection(**options)
    except BaseException:
        client.close()
        raise
    return VectorStore(client, collection, where)


@dataclass(frozen=True, slots=True)
class _Where:
    """Where the vectors are: what the messages name."""

    settings: IndexSettings
    folder: Path

    @contextmanager
    def errors_mapped(self) -> Iterator[None]:
        """Chroma's errors, and those of the connection to its server, as ours."""
        from chromadb.errors import ChromaError, NotFoundError
        from httpx import HTTPError

        try:
            yield
        except NotFoundError as error:
            raise IndexUnusable(_NO_COLLECTION) from error
        except (ChromaError, HTTPError, OSError, ValueError) as error:
            name = type(error).__name__
            if self.settings.chroma_host is None:
                raise IndexUnusable(
                    f"Chroma cannot use its files in {self.folder} ({name}); run `kildesvar build --again`."
                ) from error
            raise StoreUnreachable(
                f"No Chroma server answers at {self.settings.chroma_host}:{self.settings.chroma_port} ({name}); "
                "start it, or correct index.chroma_host and index.chroma_port."
            ) from error


def _client(settings: IndexSettings, where: _Where) -> Any:  # noqa: ANN401  # chromadb's types are not imported up here
    import chromadb
    from chromadb.config import Settings

    quiet = Settings(anonymized_telemetry=False)
    with where.errors_mapped():
        if settings.chroma_host is not None:
            return chromadb.HttpClient(
                host=settings.chroma_host, port=settings.chroma_port, ssl=settings.chroma_ssl, settings=quiet
            )
        where.folder.mkdir(parents=True, exist_ok=True)
        return chromadb.PersistentClient(path=str(where.folder), settings=quiet)


def _metadata(version: str, report: Report) -> dict[str, str | int]:
    metadata: dict[str, str | int] = {
        "version": version,
        "report": report.id,
        "organisation": report.organisation,
        "kind": str(report.kind),
    }
    if report.year is not None:
        metadata["year"] = report.year
    return metadata
