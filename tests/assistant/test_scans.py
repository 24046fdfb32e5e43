"""A scanned report is answered from as the report that was scanned."""

from pathlib import Path

from assistant.assistant import Assistant
from corpus.samples import SAMPLE_REPORTS
from corpus.settings import ReadingSettings
from index.build import build
from index.settings import IndexSettings
from tests.scanning import scan

QUESTION = "Hvor mange makkerpar var der i 2024?"


def test_a_lookup_is_answered_from_a_scan(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "havnelauget-2024.pdf").write_bytes(scan(SAMPLE_REPORTS / "havnelauget-2024.pdf", 2))
    settings = IndexSettings(folder=tmp_path / "index")
    (entry,) = build([reports], settings, ReadingSettings()).manifest.entries
    assert entry.report.confidence is not None and entry.report.confidence > 0.85
    scanned = Assistant(settings)
    answer = scanned.ask(QUESTION)
    scanned.close()
    assert answer.status == "answered"
    assert any("41 makkerpar" in citation.quote for citation in answer.citations)
