"""The page of a run: one file that asks for nothing else, to look at, to sort, and to send to somebody."""

import json
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from string import Template

from evals.measures import AT_CHARACTERS, AUROC, CHARACTERS, MEASURES, SPEED, WHOLE_SET, Measure, speed_measure
from evals.metrics.intervals import DRAWS
from evals.page_rows import body, head, interval, number
from evals.plots import Dot, Line, curves, dots, histogram
from evals.scoring import Fault, Row
from evals.summary import DEEPEST, Figure, Summary

_TEMPLATES = Path(__file__).parent / "report"

# What stands at the top of the page, and what the plots by kind and language show of it.
_TILES = {
    "quote_fidelity": "quotes verbatim on their page",
    "vital_recall": "of the vital facts shown",
    "citation_precision.both": "of the citations at gold that answers or helps",
    AT_CHARACTERS: f"of the gold quotes found in {CHARACTERS:,} characters",
    "truthfulness": "truthfulness, from -1 to 1",
    "rejection": "of the unanswerable turned down",
    "false_abstention": "of the answerable turned down",
    AUROC.name: "AUROC of the confidence",
}
_BY_GROUP = {
    AT_CHARACTERS: f"gold found in {CHARACTERS:,} characters",
    "vital_recall": "vital facts shown",
    "citation_precision.both": "citations at gold",
}
# A plot of more groups than this stands beside two others.
_TALL = 4
_INTERVALS = (
    f"95 % intervals: Wilson's for rates, else a bootstrap of {DRAWS:,} draws by report (times: by question). "
    "Without more words gold is what answers (grade 2); with “both grades” also what helps."
)


def write_page(path: Path, summary: Summary, rows: Sequence[Row]) -> None:
    """Write the page of a run."""
    files = ", ".join(each.file for each in summary.sets)
    page = Template(_read("page.html")).substitute(
        title=escape(f"Evaluation of {files}"),
        heading=escape(files),
        origin=escape(_origin(summary)),
        style=_read("page.css"),
        script=_read("page.js"),
        tiles="".join(_tile(summary.metrics[name], name, words) for name, words in _TILES.items()),
        plots="".join(_plots(summary, rows)),
        kinds="".join(f'<option value="{kind}">{kind.capitalize()}</option>' for kind in summary.by_kind),
        faults="".join(f'<option value="{fault}">{fault.capitalize()}</option>' for fault in Fault),
        columns=head(),
        rows="".join(body(row) for row in rows),
        intervals=escape(_INTERVALS),
        figures="".join(_figures(summary.metrics)),
        settings=escape(json.dumps(_made_with(summary), ensure_ascii=False, indent=2)),
    )
    path.write_text(page, encoding="utf-8")


def _read(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _origin(summary: Summary) -> str:
    return f"{summary.n} questions in {summary.seconds:.0f} s, {summary.started_at}, index {summary.index}"


def _made_with(summary: Summary) -> dict[str, object]:
    return {
        "stamp": summary.stamp,
        "settings": summary.settings,
        "versions": summary.versions,
        "seed": summary.seed,
        "draws": summary.draws,
        "sets": {each.file: each.sha256 for each in summary.sets},
    }


def _tile(figure: Figure, name: str, words: str) -> str:
    is_broken = name == "quote_fidelity" and figure.value is not None and figure.value < 1
    digits = 3 if name == "quote_fidelity" else 2
    return (
        f'<div class="tile{" broken" if is_broken else ""}"><b>{number(figure.value, digits)}</b>'
        f"<span>{escape(words)}</span><small>{interval(figure)}, n {figure.n}</small></div>\n"
    )


def _plots(summary: Summary, rows: Sequence[Row]) -> Iterator[str]:
    key = list(_BY_GROUP.values())
    for name, groups in (("By kind", summary.by_kind), ("By language", summary.by_lang)):
        named = {_NAMES.get(group, group): _dots(figures) for group, figures in groups.items()}
        shown = {group: of for group, of in named.items() if any(dot.value is not None for dot in of)}
        if shown:
            sort = "tall" if len(shown) > _TALL else ""
            yield _figure(name, "With 95 % intervals, answerable questions.", dots(shown, name), key, sort)
    if any(value is not None for of in summary.recall_at.values() for value in of):
        yield _figure("Recall against k", "Gold quotes that answer, found among the first k.", _recall(summary), _SORTS)
    if summary.risk_coverage:
        words = "The share of unanswerable questions among those answered, the surest first."
        yield _figure("Risk against coverage", words, _risk(summary.risk_coverage), [])
    yield _latency(summary, [row.asked.answer.timings_ms["total"] for row in rows])


_NAMES = {"da": "Danish", "en": "English"}
_SORTS = ["passages", "pages", "sentences"]


def _dots(figures: Mapping[str, Figure]) -> list[Dot]:
    found = [(figures[name], words) for name, words in _BY_GROUP.items()]
    return [
        Dot(each.value, each.low, each.high, f"{words}: {number(each.value)} ({interval(each)}), n {each.n}")
        for each, words in found
    ]


def _recall(summary: Summary) -> str:
    lines = [
        Line(sort, [(k, value) for k, value in enumerate(summary.recall_at[sort], start=1) if value is not None])
        for sort in _SORTS
    ]
    return curves(lines, "Recall against k", "k", [1, 5, 10, 15, DEEPEST])


def _risk(risks: Sequence[float]) -> str:
    points = [(i / len(risks), risk) for i, risk in enumerate(risks, start=1)]
    level = (risks[-1], "a confidence that says nothing")
    return curves([Line("risk", points)], "Risk against coverage", "coverage", [0, 0.25, 0.5, 0.75, 1], level)


def _latency(summary: Summary, milliseconds: Sequence[float]) -> str:
    values = {name: summary.metrics[speed_measure("total", name).name].value or 0.0 for name in ("p50", "p95")}
    marked = {f"{name} {value:.0f} ms": value for name, value in values.items()}
    plot = histogram(milliseconds, marked, "Time of an answer", "milliseconds")
    return _figure("Latency", "How many answers took how long.", plot, [])


def _figure(title: str, words: str, plot: str, key: Sequence[str], sort: str = "") -> str:
    marks = "".join(f'<span class="s{i}"><i></i>{escape(name)}</span>' for i, name in enumerate(key))
    legend = f'<p class="key">{marks}</p>' if key else ""
    return f'<figure class="{sort}"><figcaption>{title}<p>{words}</p>{legend}</figcaption>{plot}</figure>\n'


def _figures(metrics: Mapping[str, Figure]) -> Iterator[str]:
    stages = [name.removesuffix("_ms.p50") for name in metrics if name.endswith("_ms.p50")]
    speed = [speed_measure(stage, name) for stage in stages for name in ("p50", "p95")]
    for group, measures in groupby([*MEASURES, *WHOLE_SET, *speed], key=lambda measure: measure.group):
        lines = "".join(_line(measure, metrics[measure.name]) for measure in measures)
        columns = '<th scope="col">Figure</th>' + "".join(
            f'<th class="n" scope="col">{name}</th>' for name in ("Value", "95 % interval", "n")
        )
        table = f"<table><thead><tr>{columns}</tr></thead>{lines}</table>"
        yield f'<div class="all"><h3>{group}</h3><div class="wide">{table}</div></div>\n'


def _line(measure: Measure, figure: Figure) -> str:
    digits = 1 if measure.group == SPEED or measure.name == "words" else 3
    cells = (number(figure.value, digits), interval(figure, digits), str(figure.n))
    numbers = "".join(f'<td class="n">{cell}</td>' for cell in cells)
    return f"<tr><td>{escape(measure.label)}</td>{numbers}</tr>"
