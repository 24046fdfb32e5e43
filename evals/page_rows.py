"""The table of questions on the page: a row each, and under it the answer, the gold and what went wrong."""

from collections.abc import Sequence
from html import escape

from assistant.records import Citation
from assistant.sources import source_name
from evals.scoring import Fault, Row
from evals.summary import Figure

COLUMNS = (
    ("Question", "q"),
    ("Kind", "kind"),
    ("What went wrong", ""),
    ("Vital facts", "n"),
    ("Citations at gold", "n less"),
    ("Confidence", "n less"),
    ("ms", "n less"),
)
"""The heads of the columns and their classes."""

_MEANING = {
    Fault.RETRIEVAL: "no passage found holds the fact",
    Fault.ANSWER: "a passage found holds the fact, the answer does not cite it",
    Fault.ABSTENTION: "the reports answer, the assistant kept silent",
    Fault.UNFOUNDED: "the reports do not answer, the assistant did",
    Fault.CITATION: "no citation is at a gold quote, or one is of a forbidden report",
}
_CITED_AT = {2: "at gold that answers", 1: "at gold that helps", 0: "beside the gold"}


def head() -> str:
    """The head of the table; a click sorts."""
    return "".join(f'<th class="{name}" scope="col"><button>{title}</button></th>' for title, name in COLUMNS)


def body(row: Row) -> str:
    """A question's part of the table."""
    question = row.asked.question
    faults = "|".join(row.faults)
    data = f'data-kind="{question.kind}" data-lang="{question.lang}" data-faults="{escape(faults)}"'
    words = escape(f"{question.id} {question.question}".lower(), quote=True)
    return (
        f'<tbody {data} data-words="{words}">\n<tr>{_cells(row)}</tr>\n'
        f'<tr class="detail"><td colspan="{len(COLUMNS)}">{_detail(row)}</td></tr>\n</tbody>\n'
    )


def number(value: float | None, digits: int = 2) -> str:
    """A figure for people; a dash where there is none."""
    return "–" if value is None else f"{value:.{digits}f}"


def interval(figure: Figure, digits: int = 2) -> str:
    """The ends of a figure's interval, for people."""
    if figure.low is None or figure.high is None:
        return "no interval"
    return f"{figure.low:.{digits}f} to {figure.high:.{digits}f}"


def _cells(row: Row) -> str:
    question, answer = row.asked.question, row.asked.answer
    tags = "".join(f'<span class="tag" title="{_MEANING[fault]}">{fault}</span>' for fault in row.faults)
    name = escape(question.question)
    figures = (
        ("n", row.values["vital_recall"], 2),
        ("n less", row.values["citation_precision.both"], 2),
        ("n less", answer.confidence, 2),
        ("n less", answer.timings_ms.get("total"), 0),
    )
    return (
        f'<td class="q" data-sort="{escape(question.id)}"><button>{name}</button><br>'
        f"<small>{escape(question.id)}, {answer.status}</small></td>"
        f'<td class="kind" data-sort="{question.kind}">{question.kind}</td>'
        f'<td data-sort="{len(row.faults)}">{tags or _fine(row)}</td>'
        + "".join(
            f'<td class="{sort}" data-sort="{"" if value is None else value}">{number(value, digits)}</td>'
            for sort, value, digits in figures
        )
    )


def _fine(row: Row) -> str:
    words = "right" if row.asked.answered else "rightly silent"
    return f'<span class="tag fine">{words}</span>'


def _detail(row: Row) -> str:
    asked = row.asked
    answer = _section("Context", _context(row)) + _section("Answer", _answer(row))
    near = [f"<li>{_quote(each, '')}</li>" for each in asked.answer.nearest]
    answer += _section("Nearest, claimed by nothing", near)
    gold = _section("Facts", _nuggets(row)) + _section("Gold quotes", _golds(row))
    return f'<div class="more"><div>{answer}</div><div>{gold}</div></div>'


def _section(title: str, items: Sequence[str]) -> str:
    return f"<h3>{title}</h3><ul>{''.join(items)}</ul>" if items else ""


def _context(row: Row) -> list[str]:
    question = row.asked.question
    lines = [f"<li><small>{turn.role}</small><br>{escape(turn.content)}</li>" for turn in question.history]
    filters = [*map(str, question.filters.years), *question.filters.organisations]
    return lines + ([f"<li>Only {escape(', '.join(filters))}</li>"] if filters else [])


def _answer(row: Row) -> list[str]:
    answer = row.asked.answer
    if not row.asked.answered:
        return [f"<li>{escape(answer.text)}</li>"]
    told = zip(answer.citations, row.citation_grades, row.asked.verbatim, strict=True)
    return [_citation(citation, grade, is_verbatim, bool(row.asked.golds)) for citation, grade, is_verbatim in told]


def _citation(citation: Citation, grade: int, is_verbatim: bool, has_gold: bool) -> str:
    remark = _CITED_AT[grade] if has_gold else ""
    if not is_verbatim:
        remark = "not verbatim on this page"
    mark = ("good" if grade else "bad") if has_gold and is_verbatim else "" if is_verbatim else "bad"
    return f'<li class="{mark}">{_quote(citation, remark)}</li>'


def _quote(citation: Citation, remark: str) -> str:
    place = f"{source_name(citation)}, page {citation.page}" + (f": {remark}" if remark else "")
    return f"<blockquote>{escape(citation.quote)}</blockquote><small>[{citation.number}] {escape(place)}</small>"


def _nuggets(row: Row) -> list[str]:
    lines = []
    for nugget, fate in zip(row.asked.question.nuggets, row.nuggets, strict=True):
        state = "shown" if fate.is_shown else "found, not shown" if fate.is_found else "not found"
        sort = "vital" if nugget.vital else "more"
        mark = "good" if fate.is_shown else "bad" if nugget.vital else ""
        lines.append(f'<li class="{mark}">{escape(nugget.text)}<br><small>{sort}, {state}</small></li>')
    return lines


def _golds(row: Row) -> list[str]:
    lines = []
    for gold, fate in zip(row.asked.golds, row.golds, strict=True):
        state = "not found" if fate.rank is None else f"found with passage {fate.rank}"
        state += ", cited" if fate.is_cited else ""
        mark = "good" if fate.is_cited else "bad" if gold.grade == 2 and fate.rank is None else ""
        place = gold.places[0]
        where = f"grade {gold.grade}, {place.report}, page {place.page}: {state}"
        lines.append(
            f'<li class="{mark}"><blockquote>{escape(gold.quote)}</blockquote><small>{escape(where)}</small></li>'
        )
    return lines
