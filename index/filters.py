"""Which reports a search looks in."""

from dataclasses import dataclass
from typing import Any

from corpus.records import Kind, Report


@dataclass(frozen=True, slots=True)
class Filters:
    """Which reports may be searched. An empty tuple admits all; several values of one field are alternatives.

    Attributes:
        year: years of reports.
        organisation: names of organisations, as the reports have them.
        kind: kinds of reports.
        report: ids of reports.
    """

    year: tuple[int, ...] = ()
    organisation: tuple[str, ...] = ()
    kind: tuple[Kind, ...] = ()
    report: tuple[str, ...] = ()

    def where(self) -> dict[str, Any] | None:
        """The same as a filter on Chroma's metadata; None where all is admitted."""
        parts = [{name: {"$in": [*values]}} for name, values in self._fields().items() if values]
        if len(parts) > 1:
            return {"$and": parts}
        return parts[0] if parts else None

    def admit(self, report: Report) -> bool:
        """Whether a report may be searched."""
        of_report = {"year": report.year, "organisation": report.organisation, "kind": report.kind, "report": report.id}
        return all(not values or of_report[name] in values for name, values in self._fields().items())

    def _fields(self) -> dict[str, tuple[Any, ...]]:
        return {
            "year": self.year,
            "organisation": self.organisation,
            "kind": tuple(str(kind) for kind in self.kind),
            "report": self.report,
        }


ALL = Filters()
