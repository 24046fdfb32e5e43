"""Two runs side by side, as HTML."""

from html import escape

from evals.compare import Comparison, Flip
from evals.differences import Difference, Verdict
from evals.texts import text
from evals.ui.rendering import interval, number, say

_COLUMNS = ("figure", "before", "after", "change", "gain", "verdict")
_VERDICTS = {
    Verdict.BETTER: "verdict_better",
    Verdict.WORSE: "verdict_worse",
    Verdict.NO_DIFFERENCE: "verdict_no_difference",
}


def render_comparison(comparison: Comparison, language: str) -> str:
    """What changed from one run to another: what is sure first, then all else in its own order."""
    ordered = sorted(comparison.differences, key=lambda each: each.verdict is Verdict.NO_DIFFERENCE)
    head = "".join(f'<th scope="col">{say(name, language)}</th>' for name in _COLUMNS)
    rows = "".join(_row(each, language) for each in ordered)
    return (
        f'<div class="help">{render_extent(comparison, language)}{_time(comparison, language)}</div>'
        f'<table class="differences"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
        f"{_flips(comparison, language)}"
    )


def render_extent(comparison: Comparison, language: str) -> str:
    """How many questions were compared, as a screen reader says it first."""
    left_out = len(comparison.only_a) + len(comparison.only_b)
    return f"<p>{say('compared', language, n=comparison.n, left_out=left_out)}</p>"


def _time(comparison: Comparison, language: str) -> str:
    a, b = (number(value, language, 0) for value in comparison.milliseconds)
    return f"<p>{say('compared_time', language, a=a, b=b)}</p>"


def _row(each: Difference, language: str) -> str:
    cells = (
        number(each.a, language),
        number(each.b, language),
        number(each.change, language, sign="+"),
        escape(interval(each.low, each.high, language, sign="+")),
        _verdict(each, language),
    )
    filled = "".join(
        f'<td data-label="{say(name, language)}">{cell}</td>' for name, cell in zip(_COLUMNS[1:], cells, strict=True)
    )
    return f'<tr><th scope="row">{say(f"figure_{each.name}", language)}</th>{filled}</tr>'


def _verdict(each: Difference, language: str) -> str:
    if each.is_none:
        return f'<span class="none">{say("verdict_same", language)}</span>'
    words = say(_VERDICTS[each.verdict], language)
    if each.verdict is not Verdict.NO_DIFFERENCE:
        return f'<span class="tag {each.verdict.name.lower()}">{words}</span>'
    size = each.could_have_shown
    power = "" if size is None else say("could_have_shown", language, size=number(size, language))
    return f'<span class="none">{words}<small>{power}</small></span>'


def _flips(comparison: Comparison, language: str) -> str:
    if not comparison.flips:
        return f'<p class="help">{say("flips_none", language)}</p>'
    items = "".join(_flip(flip, language) for flip in comparison.flips)
    return f'<h3>{say("flips", language)}</h3><ul class="flips">{items}</ul>'


def _flip(flip: Flip, language: str) -> str:
    before, after = (text(f"ending_{ending}", language) for ending in (flip.before, flip.after))
    sort = "better" if flip.is_better else "worse"
    ending = say("flip", language, before=before, after=after)
    return f'<li><span class="tag {sort}">{ending}</span> {escape(flip.question)} <small>{escape(flip.id)}</small></li>'
