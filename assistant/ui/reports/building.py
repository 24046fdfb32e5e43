"""How far a build is, or how it ended, as HTML. File names are escaped: nobody knows who gave them."""

from html import escape

from assistant.desk.building import Building
from assistant.desk.texts import TEXTS, text

_PARTS = 4  # a screen reader is told of every quarter; more would be chatter


def render_building(building: Building | None, language: str) -> str:
    """How far the latest build is, or how it ended; nothing before the first."""
    if building is None:
        return ""
    if building.error is not None:
        return render_fault(text("not_built", language), _remedy(building.error, language), building.sentence, language)
    if building.is_over:
        return f'<p class="done">{escape(_ending(building, language))}</p>'
    return f'{render_step(building, language)}<p class="help">{escape(text("building_help", language))}</p>'


def render_step(building: Building, language: str) -> str:
    """How far a build is that goes on, as a bar and in words."""
    name = escape(text("building", language))
    value = f' value="{building.done}" max="{building.total}"' if building.total else ""
    step = text(f"stage_{building.stage}", language, file=building.file, done=building.done, total=building.total)
    return (
        f'<div class="progress"><p>{name}</p><progress{value} aria-label="{name}"></progress>'
        f'<p class="step">{escape(step)}</p></div>'
    )


def render_fault(title: str, remedy: str, sentence: str, language: str) -> str:
    """What went wrong.

    Args:
        title: that it did.
        remedy: what to do.
        sentence: an error's own, which is English; empty where there is none.
        language: of the tab.
    """
    own = f'<p lang="en"><small>{escape(sentence)}</small></p>' if sentence else ""
    return f'<div class="fault"><p class="status-error">{escape(title)}</p><p>{escape(remedy)}</p>{own}</div>'


def announce(building: Building | None, language: str) -> str:
    """What a screen reader says of it; plain text."""
    if building is None:
        return ""
    if building.error is not None:
        return f"{text('not_built', language)}. {_remedy(building.error, language)}"
    if building.is_over:
        return _ending(building, language)
    part = _PARTS * building.done // building.total if building.total else 0
    return text("built_part", language, percent=100 * part // _PARTS) if part else f"{text('building', language)}."


def _remedy(error: str, language: str) -> str:
    key = f"not_built_{error}"
    remedy = text(key if key in TEXTS and error != "kept" else "failed_help", language)
    return f"{text('not_built_kept', language)} {remedy}"


def _ending(building: Building, language: str) -> str:
    if not building.added and not building.removed:
        return text("built_nothing", language)
    return text("built", language, added=building.added, removed=building.removed)
