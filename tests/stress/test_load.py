from pathlib import Path

from tests.stress.load import load

REPORT = """# Mentorer og fleksjob

I 2024 havde 41 borgere en mentor, og 12 af dem fik et fleksjob. Leverandørerne anbefaler digitale møder.
"""


def test_users_at_once_get_their_own_answers_while_a_report_is_read(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "huset-2024.md").write_text(REPORT, encoding="utf-8")
    tally = load(reports, users=4, questions=24, minutes=0, pause=(0, 0))
    assert (tally.errors.total(), tally.strays) == (0, 0)
    assert len(tally.seconds) >= 24
    assert tally.statuses["answered"] > 0
