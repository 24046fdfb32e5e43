"""A field's passages as reports to build an index of, with the questions asked of them.

    python -m index.training.field city FOLDER

writes FOLDER/reports, FOLDER/questions.jsonl, and FOLDER/elsewhere.jsonl: questions of other fields, which reports on
employment hardly answer.
"""

import argparse
import json
import random
from collections.abc import Iterable
from pathlib import Path

from index.training.passages import FIELDS, TrainingPassage, read_passages

# Fields that have little in common with employment, and how many questions of each are drawn.
_ELSEWHERE = ("children", "city", "health", "municipal")
_DRAWN = 80


def write_field(field: str, folder: Path) -> None:
    """Write the reports of a field and the two sets of questions into a folder, which may be there."""
    passages = read_passages()
    _write_reports([passage for passage in passages if passage.field == field], folder / "reports")
    asked = [_line(each.text, bool(each.answers)) for p in passages if p.field == field for each in p.questions]
    _write_lines(folder / "questions.jsonl", asked)
    rng = random.Random(0)
    others = [[q.text for p in passages if p.field == name for q in p.questions] for name in _ELSEWHERE]
    _write_lines(folder / "elsewhere.jsonl", [_line(q, False) for each in others for q in rng.sample(each, _DRAWN)])


def _write_reports(passages: Iterable[TrainingPassage], folder: Path) -> None:
    """One Markdown file for each organisation and year, in which passages that stand alone stand together."""
    folder.mkdir(parents=True, exist_ok=True)
    reports: dict[tuple[str, int], list[TrainingPassage]] = {}
    for passage in passages:
        reports.setdefault((passage.organisation, passage.year), []).append(passage)
    catalogue = []
    for number, ((organisation, year), members) in enumerate(reports.items(), start=1):
        name, title = f"report-{number:03}.md", f"{organisation} {year}"
        parts = (f"## {p.heading}\n\n{' '.join(p.sentences)}" for p in members)
        (folder / name).write_text("\n\n".join([f"# {title}", *parts]) + "\n", encoding="utf-8")
        known = {"title": title, "organisation": organisation, "year": year}
        catalogue += [
            f'["{name}"]',
            *(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in known.items()),
        ]
    (folder / "reports.toml").write_text("\n".join(catalogue) + "\n", encoding="utf-8")


def _line(question: str, answerable: bool) -> dict[str, object]:
    return {"question": question, "answerable": answerable}


def _write_lines(path: Path, lines: Iterable[dict[str, object]]) -> None:
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m index.training.field", description=__doc__)
    parser.add_argument("field", choices=sorted(FIELDS))
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    write_field(options.field, options.folder)
