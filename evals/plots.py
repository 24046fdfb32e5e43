"""Plots as SVG that carries no colour of its own: the page's style sheet gives it light and dark."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

# In units of the SVG; on the page a plot is as wide as its column.
_WIDTH = 440
_RIGHT, _TOP, _BOTTOM = 14, 10, 34
_ROW = 15  # between the dots of one group
_GAP = 13  # between groups
_BINS = 24

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Dot:
    """A figure with its interval, each 0 to 1; None where there is none. `title` is shown on hover."""

    value: float | None
    low: float | None
    high: float | None
    title: str


@dataclass(frozen=True, slots=True)
class Line:
    """A curve with its name; drawn in the colour of its place among the curves."""

    name: str
    points: Sequence[Point]


def dots(groups: Mapping[str, Sequence[Dot]], label: str, left: int = 92) -> str:
    """One row a group, in it one dot with its interval for each series.

    Args:
        groups: by name, the dots, in the order of the series.
        label: what the plot shows, for who cannot see it.
        left: room for the names.
    """
    x = _Axis(0.0, 1.0, left, _WIDTH - _RIGHT)
    marks: list[str] = []
    y = float(_TOP)
    for name, group in groups.items():
        height = _ROW * len(group)
        marks.append(_text(left - 10, y + height / 2 + 4, name, "end", "name"))
        for i, dot in enumerate(group):
            marks.append(_dot(dot, x, y + _ROW * (i + 0.5), i))
        y += height + _GAP
    grid = _vertical_grid(x, [0, 0.25, 0.5, 0.75, 1], _TOP, y - _GAP / 2)
    return _svg(grid + marks, y - _GAP + _BOTTOM, label)


def curves(
    lines: Sequence[Line], label: str, x_label: str, x_ticks: Sequence[float], level: tuple[float, str] | None = None
) -> str:
    """Curves over a shared axis, both axes from 0 up; y ends at 1 unless all is far below.

    Args:
        lines: the curves; all have points.
        label: what the plot shows, for who cannot see it.
        x_label: the name of the horizontal axis.
        x_ticks: its marked values, the first and last of which bound it.
        level: a height to compare with and its name.
    """
    top, bottom, left = _TOP, 210, 40
    x = _Axis(x_ticks[0], x_ticks[-1], left, _WIDTH - _RIGHT)
    highest = max([y for line in lines for _, y in line.points] + ([level[0]] if level else []))
    y_top = next(bound for bound in (0.1, 0.25, 0.5, 1.0) if highest <= bound or bound == 1.0)
    y = _Axis(0.0, y_top, bottom, top)
    marks = _vertical_grid(x, x_ticks, top, bottom) + _horizontal_grid(y, [0, y_top / 2, y_top], left)
    if level:
        marks.append(f'<path class="level" d="M{left} {y(level[0]):.1f}H{_WIDTH - _RIGHT}"/>')
        marks.append(_text(_WIDTH - _RIGHT, y(level[0]) - 6, level[1], "end", "note"))
    for i, line in enumerate(lines):
        path = "L".join(f"{x(at):.1f} {y(value):.1f}" for at, value in line.points)
        marks.append(f'<path class="line s{i}" d="M{path}"><title>{escape(line.name)}</title></path>')
    marks.append(_text((left + _WIDTH - _RIGHT) / 2, bottom + _BOTTOM - 2, x_label, "middle"))
    return _svg(marks, bottom + _BOTTOM + 6, label)


def histogram(values: Sequence[float], marked: Mapping[str, float], label: str, x_label: str) -> str:
    """How often values fall where, with some of them marked.

    Args:
        values: at least one, none below 0.
        marked: lines to draw, by name.
        label: what the plot shows, for who cannot see it.
        x_label: the name of the horizontal axis.
    """
    top, bottom, left = 30, 210, 40
    ticks = _round_ticks(max(values))
    x = _Axis(0.0, ticks[-1], left, _WIDTH - _RIGHT)
    counts = [0] * _BINS
    for value in values:
        counts[min(int(value / ticks[-1] * _BINS), _BINS - 1)] += 1
    y = _Axis(0.0, float(max(counts)), bottom, top)
    width = (x(ticks[-1]) - x(0)) / _BINS
    marks = _vertical_grid(x, ticks, top, bottom)
    for i, count in enumerate(counts):
        if count:
            bar = f'x="{x(0) + i * width + 1:.1f}" y="{y(count):.1f}" width="{width - 2:.1f}"'
            marks.append(f'<rect class="bar" {bar} height="{bottom - y(count):.1f}"><title>{count}</title></rect>')
    for i, (name, value) in enumerate(marked.items()):
        at = x(min(value, ticks[-1]))
        marks.append(f'<path class="level" d="M{at:.1f} {top - 4}V{bottom}"/>')
        # Two marks may stand close together: their names take two lines.
        marks.append(_text(at, 11 + 12 * (i % 2), name, "end" if at > _WIDTH / 2 else "start"))
    marks.append(_text((left + _WIDTH - _RIGHT) / 2, bottom + _BOTTOM - 2, x_label, "middle"))
    return _svg(marks, bottom + _BOTTOM + 6, label)


@dataclass(frozen=True, slots=True)
class _Axis:
    """From values `low` to `high` to places `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def _dot(dot: Dot, x: _Axis, y: float, series: int) -> str:
    if dot.value is None:
        return ""
    marks = f"<title>{escape(dot.title)}</title>"
    if dot.low is not None and dot.high is not None:
        marks += f'<path class="whisker" d="M{x(dot.low):.1f} {y}H{x(dot.high):.1f}"/>'
    return f'<g class="s{series}">{marks}<circle cx="{x(dot.value):.1f}" cy="{y}" r="4.5"/></g>'


def _vertical_grid(axis: _Axis, ticks: Sequence[float], top: float, bottom: float) -> list[str]:
    lines = [f'<path class="grid" d="M{axis(tick):.1f} {top}V{bottom}"/>' for tick in ticks]
    return lines + [_text(axis(tick), bottom + 15, f"{tick:g}", "middle") for tick in ticks]


def _horizontal_grid(axis: _Axis, ticks: Sequence[float], left: float) -> list[str]:
    lines = [f'<path class="grid" d="M{left} {axis(tick):.1f}H{_WIDTH - _RIGHT}"/>' for tick in ticks]
    return lines + [_text(left - 7, axis(tick) + 4, f"{tick:g}", "end") for tick in ticks]


def _round_ticks(highest: float) -> list[float]:
    """0 and up in four or five round steps, the last at or above the highest value."""
    size = 10.0 ** (len(str(int(highest))) - 1)
    step = next(part * size for part in (0.25, 0.5, 1.0, 2.5) if part * size * 5 >= highest)
    count = next(n for n in range(1, 6) if n * step >= highest)
    return [i * step for i in range(count + 1)]


def _text(x: float, y: float, words: str, anchor: str, sort: str = "tick") -> str:
    return f'<text class="{sort}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def _svg(marks: Sequence[str], height: float, label: str) -> str:
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height:.0f}" role="img" aria-label="{escape(label, quote=True)}">'
        f"{''.join(marks)}</svg>"
    )
