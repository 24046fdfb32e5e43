"""The whole command line: that of the assistant, and `eval` with its commands."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli import HostOption, PortOption, ReportsOption, app, serve_page
from assistant.cli import main as main
from assistant.options import IndexOption, JsonOption, settings_with
from corpus.errors import QuestionSetError

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.settings import Settings
    from assistant.ui.components import Tab

SetsArgument = Annotated[list[Path], typer.Argument(metavar="SET...", help="Files of questions, JSON lines.")]

evals = typer.Typer(help="Measure the answers with sets of questions.", no_args_is_help=True)
app.add_typer(evals, name="eval")


@app.command()
def serve(
    reports: ReportsOption = None,
    index: IndexOption = None,
    host: HostOption = None,
    port: PortOption = None,
    question_sets: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER", help="Folder of question sets for the evaluation tab, beside those that come along."
        ),
    ] = None,
) -> None:
    """Bring the index in line with the reports, and serve the page in the browser."""
    if question_sets and not question_sets.is_dir():
        raise QuestionSetError(f"There is no folder {question_sets}; name one that holds question sets.")

    # Of two commands of one name the later one counts: this one takes the place of the assistant's.
    def tabs(assistant: "Assistant", settings: "Settings") -> "list[Tab]":
        from evals.ui.tab import evaluation_tab

        return [evaluation_tab(assistant, settings, question_sets)]

    serve_page(reports, index, host, port, tabs)


@evals.command()
def run(
    sets: SetsArgument,
    index: IndexOption = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder for the run. Default: a new one below .kildesvar/evals.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Ask every question, and write answers, figures and a page to look at."""
    from dataclasses import asdict

    from assistant.assistant import Assistant
    from assistant.console import show, show_json
    from evals import console
    from evals.run import run as run_sets
    from evals.runs import new_folder

    settings = settings_with(index)
    folder = out or new_folder()
    with console.asking_progress() as tell:
        done = run_sets(sets, Assistant(settings.index), settings, folder, tell)
    if as_json:
        show_json(asdict(done.summary))
    else:
        show(console.run_as_text(done))


@evals.command()
def compare(
    a: Annotated[Path, typer.Argument(metavar="A", help="Folder of the run before.")],
    b: Annotated[Path, typer.Argument(metavar="B", help="Folder of the run after.")],
    gate: Annotated[
        bool,
        typer.Option("--gate", help="Exit with status 1 where a figure falls for sure, or a quote is not verbatim."),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Compare two runs of the same questions: what changed, and how sure that is."""
    from dataclasses import asdict

    from assistant.console import show, show_json
    from evals import console
    from evals.compare import compare as compare_runs

    comparison = compare_runs(a, b)
    if as_json:
        show_json(asdict(comparison))
    else:
        show(console.comparison_as_text(comparison))
    if gate and comparison.gate:
        raise typer.Exit(1)


@evals.command()
def judge(
    folder: Annotated[Path, typer.Argument(metavar="RUN", help="Folder of a run.")],
    as_json: JsonOption = False,
) -> None:
    """Ask the language model of the settings which facts a run's answers support: an opinion, never part of a gate."""
    from dataclasses import asdict

    from assistant.console import show, show_json
    from assistant.llama import open_endpoint
    from evals import console
    from evals.judge import judge as judge_run

    endpoint = open_endpoint(settings_with(None).llm)
    if not endpoint.is_this_machine:
        typer.echo(f"Questions, answers and facts are sent to {endpoint.host}.", err=True)
    with console.asking_progress() as tell:
        opinion = judge_run(folder, endpoint, tell)
    if as_json:
        show_json(asdict(opinion))
    else:
        show(console.opinion_as_text(opinion))


@evals.command()
def drafts(
    sets: SetsArgument,
    index: IndexOption = None,
    judged: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A reader's verdicts on statements of the drafts, JSON lines.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Draft on every theme question: how many of the vital facts stand in the drafts, and how much beside them."""
    from dataclasses import asdict

    from assistant.assistant import Assistant
    from assistant.console import show, show_json
    from evals import console
    from evals.drafts import score_drafts
    from evals.gold import check_against
    from evals.questions import read_sets
    from evals.verdicts import read_verdicts

    verdicts = read_verdicts(judged) if judged else None
    assistant, questions = Assistant(settings_with(index).index), read_sets(sets)
    scores = score_drafts(questions, check_against(questions, assistant), assistant, verdicts)
    if as_json:
        show_json([asdict(score) for score in scores])
    else:
        show(console.drafts_as_text(scores))


@evals.command()
def curve(sets: SetsArgument, index: IndexOption = None, as_json: JsonOption = False) -> None:
    """Fit the confidence to questions that are answered and questions that are not, and write it beside the index."""
    from dataclasses import asdict

    from assistant.assistant import Assistant
    from assistant.console import show, show_json
    from evals import console
    from evals.calibration import calibrate

    settings = settings_with(index)
    with console.asking_progress() as tell:
        fit = calibrate(sets, Assistant(settings.index, is_calibrated=False), settings.index, tell)
    if as_json:
        show_json(asdict(fit))
    else:
        show(console.fit_as_text(fit))
