"""What the evals show on the command line: progress on standard error, results on standard output."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console, Group, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from assistant.calibration import FILE
from evals.calibration import Fit
from evals.compare import Comparison, Flip
from evals.differences import Difference
from evals.drafts import DraftScore, mean_score
from evals.measures import MEASURES, WHOLE_SET, speed_measure
from evals.opinion import Opinion
from evals.run import Run
from evals.summary import Figure
from evals.writing import PAGE


@contextmanager
def asking_progress() -> Iterator[Callable[[int, int], None]]:
    """Show how many questions are asked, and the time left."""
    columns = (TextColumn("Asking"), BarColumn(), MofNCompleteColumn(), TextColumn("questions"), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        task = bars.add_task("", total=None)
        yield lambda done, total: bars.update(task, completed=done, total=total)


def run_as_text(run: Run) -> RenderableType:
    """The figures of a run, and where its page is."""
    table = Table(box=None, pad_edge=False)
    for name in ("Figure", "Value", "95 % interval", "n"):
        table.add_column(name, justify="left" if name == "Figure" else "right")
    metrics = run.summary.metrics
    for measure in (*MEASURES, *WHOLE_SET, speed_measure("total", "p50"), speed_measure("total", "p95")):
        figure = metrics[measure.name]
        table.add_row(f"{measure.group}: {measure.label}", *_cells(figure))
    faults = ", ".join(f"{name} {count}" for name, count in run.summary.faults.items()) or "nothing"
    return Group(table, Text(""), Text(f"Went wrong: {faults}."), Text(f"Page: {run.folder / PAGE}"))


def drafts_as_text(scores: Sequence[DraftScore]) -> RenderableType:
    """The figures of each draft, and their means; with a reader's verdicts where there are some."""
    is_judged = scores[0].accepted is not None
    table = Table(box=None, pad_edge=False)
    table.add_column("Topic of")
    judged = ("Accepted", "Unjudged") if is_judged else ()
    for name in ("Vital facts", "At gold", *judged, "Fidelity", "Statements", "Words", "Seconds"):
        table.add_column(name, justify="right")
    for each in (*scores, mean_score(scores)):
        verdicts = () if each.accepted is None else (f"{each.accepted:.3f}", f"{each.unjudged:.1f}")
        counts = (f"{each.statements:.1f}", f"{each.words:.0f}", f"{each.seconds:.2f}")
        table.add_row(
            each.id, f"{each.vital_recall:.3f}", f"{each.at_gold:.3f}", *verdicts, f"{each.fidelity:.3f}", *counts
        )
    return table


def comparison_as_text(comparison: Comparison) -> RenderableType:
    """What changed from one run to another."""
    table = Table(box=None, pad_edge=False)
    for name in ("Figure", "A", "B", "Change", "Interval of the gain", "p (Holm)", "Verdict"):
        table.add_column(name, justify="left" if name in ("Figure", "Verdict") else "right")
    for each in comparison.differences:
        interval = "–" if each.low is None or each.high is None else f"{each.low:+.3f} to {each.high:+.3f}"
        values = (f"{each.a:.3f}", f"{each.b:.3f}", f"{each.change:+.3f}", interval, f"{each.p_holm:.3f}")
        table.add_row(each.label, *values, _verdict(each))
    a, b = comparison.milliseconds
    left_out = len(comparison.only_a) + len(comparison.only_b)
    lines = [f"{comparison.n} questions in both runs, {left_out} in one only. Median time {a:.0f} ms, then {b:.0f} ms."]
    lines += [_flip(flip) for flip in comparison.flips]
    lines += [f"Gate: {reason}." for reason in comparison.gate]
    return Group(table, Text(""), *(Text(line) for line in lines))


def fit_as_text(fit: Fit) -> RenderableType:
    """What a calibration is worth."""
    curve = fit.calibration
    lines = (
        f"Fitted on {curve.n} questions of {curve.set}: slope {curve.slope:.3f}, intercept {curve.intercept:.3f}.",
        f"Brier score {fit.brier_before:.3f}, then {fit.brier_after:.3f} "
        f"({fit.brier_left_out:.3f} on each question by the others).",
        f"AUROC {fit.auroc_before:.3f}, then {fit.auroc_after:.3f}.",
        f"Written to {FILE} in the index's folder.",
    )
    return Group(*(Text(line) for line in lines))


def opinion_as_text(opinion: Opinion) -> RenderableType:
    """What a language model makes of a run, beside the figure by regular expressions."""
    table = Table(box=None, pad_edge=False)
    for name in ("Strict vital recall", "Value", "95 % interval", "n"):
        table.add_column(name, justify="left" if name == "Strict vital recall" else "right")
    table.add_row("as judged, an opinion", *_cells(opinion.judged))
    table.add_row("as matched, same questions", *_cells(opinion.matched))
    alike = "–" if opinion.agreement is None else f"{opinion.agreement:.3f}"
    lines = (
        f"{opinion.model} was asked {opinion.repetitions} times about {opinion.sent} of {opinion.n} questions; the "
        "other answers have no statement.",
        f"Facts with one label each time: {alike} of {opinion.agreement_n}.",
        f"Failed of {opinion.requests} requests: {opinion.failed}.",
    )
    return Group(table, Text(""), *(Text(line) for line in lines))


def _cells(figure: Figure) -> tuple[str, str, str]:
    value = "–" if figure.value is None else f"{figure.value:.3f}"
    interval = "–" if figure.low is None or figure.high is None else f"{figure.low:.3f} to {figure.high:.3f}"
    return value, interval, str(figure.n)


def _verdict(difference: Difference) -> str:
    if difference.is_none:
        return "the same on every question"
    if difference.could_have_shown:
        return f"{difference.verdict} (it could have shown {difference.could_have_shown:.3f})"
    return str(difference.verdict)


def _flip(flip: Flip) -> str:
    return f"{'+' if flip.is_better else '-'} {flip.id}: {flip.before} -> {flip.after}. {flip.question}"
