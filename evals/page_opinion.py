"""The section of a run's page that shows what a language model makes of it, set apart from the figures."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from corpus.errors import QuestionSetError
from evals.opinion import JudgedQuestion, Label, Opinion, Try
from evals.page_rows import interval, number

# The words of a report cannot stand for these: on the page their angle brackets are escaped.
_BEGIN, _END = "<!-- opinion -->", "<!-- end of opinion -->"

_WORDS = {Label.SUPPORTED: "supported", Label.PARTLY: "partly", Label.NOT: "not"}
# Means of three thirds differ in their last digits.
_EQUAL = 1e-9


def add_opinion(path: Path, opinion: Opinion) -> None:
    """Write the section into the page of a run, in place of one that is there.

    Raises:
        QuestionSetError: the page has no place for it.
    """
    page = path.read_text(encoding="utf-8")
    before, _, rest = page.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not end:
        raise QuestionSetError(f"{path} has no place for an opinion; make the run again with `kildesvar eval run`.")
    path.write_text(f"{before}{_BEGIN}\n{_section(opinion)}{_END}{after}", encoding="utf-8")


def _section(opinion: Opinion) -> str:
    asked = (
        f"{opinion.model} at {opinion.host} was asked {opinion.repetitions} times which facts the statements of an "
        f"answer support, for {opinion.sent} of {opinion.n} questions; the other answers have no statement. Failed "
        f"of {opinion.requests} requests: {opinion.failed}. What failed says nothing of an answer."
    )
    columns = '<th scope="col">Figure</th>' + "".join(
        f'<th class="n" scope="col">{name}</th>' for name in ("Value", "95 % interval", "n")
    )
    lines = "".join(f"<tr>{cells}</tr>" for cells in _figures(opinion))
    return (
        '<section class="opinion">\n<h2>The opinion of a language model</h2>\n'
        '<p class="note">Not a verdict: no figure above rests on it, and no comparison of runs reads it.</p>\n'
        f'<p class="note">{escape(asked)}</p>\n'
        f'<div class="wide"><table><thead><tr>{columns}</tr></thead>{lines}</table></div>\n'
        f"{_differing(opinion)}"
        f'<p class="note">Judged {opinion.judged_at}. SHA-256 of the prompt: {opinion.prompt_sha256}.</p>\n</section>\n'
    )


def _figures(opinion: Opinion) -> Iterator[str]:
    recalls = (
        ("Strict vital recall, as judged", opinion.judged),
        ("Strict vital recall, as matched, same questions", opinion.matched),
    )
    for name, figure in recalls:
        yield _cells(name, number(figure.value, 3), interval(figure, 3), str(figure.n))
    yield _cells("Facts with one label each time", number(opinion.agreement, 3), "", str(opinion.agreement_n))


def _cells(name: str, *numbers: str) -> str:
    return f"<td>{name}</td>" + "".join(f'<td class="n">{of}</td>' for of in numbers)


def _differing(opinion: Opinion) -> str:
    """The questions of which the model thinks otherwise than the expressions, or of which a request failed."""
    shown = [each for each in opinion.questions if _differs(each) or any(of.failure for of in each.tries)]
    rows = "".join(_row(question) for question in shown)
    if not rows:
        return ""
    heads = "".join(
        f'<th class="{sort}" scope="col">{name}</th>'
        for name, sort in (("Question", ""), ("Matched", "n"), ("Judged", "n"), ("Labels, each time", ""))
    )
    return (
        "<h3>Where the opinion differs, or a request failed</h3>\n"
        f'<div class="wide"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>\n'
    )


def _differs(question: JudgedQuestion) -> bool:
    if question.judged is None or question.matched is None:
        return False
    return abs(question.judged - question.matched) > _EQUAL


def _row(question: JudgedQuestion) -> str:
    facts = "".join(
        f"<li>{escape(fact)}<br><small>{'vital' if vital else 'more'}: "
        f"{', '.join(_label(each, i) for each in question.tries)}</small></li>"
        for i, (fact, vital) in enumerate(zip(question.nuggets, question.vital, strict=True))
    )
    return (
        f"<tr><td>{escape(question.question)}<br><small>{escape(question.id)}</small></td>"
        f'<td class="n">{number(question.matched)}</td><td class="n">{number(question.judged)}</td>'
        f"<td><ul>{facts}</ul></td></tr>"
    )


def _label(each: Try, fact: int) -> str:
    return _WORDS[each.labels[fact]] if each.labels else f"failed ({escape(each.failure or '')})"
