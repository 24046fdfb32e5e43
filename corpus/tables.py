"""Tables: rows and cells, found by the lines and grounds drawn for them or by the edges of their text."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from corpus.boxes import find_cells
from corpus.cleaning import starts_lower
from corpus.drawing import Area, Drawing, OnArea
from corpus.lines import Line

Cell = tuple[Line, ...]
Row = tuple[Cell, ...]

_SAME_RULE = 2.0  # points; rules as near as this are one
_SAME_EDGE = 4.0  # points; rules of one table start and end as near as this
_LONGEST_CELL = 10  # lines; more is running text that stands in columns under heads
_FEWEST_ROWS = 3  # of a table without rules
_LONG_TEXT = 25  # letters; columns of longer pieces are columns of text


@dataclass(frozen=True, slots=True)
class Table(OnArea):
    """A table on a page.

    Attributes:
        area: where it stands, in points.
        rows: from the top; a row's cells from the left, each the lines in it.
        by_column: whether it is read down its columns, as long texts under heads are.
    """

    area: Area
    rows: tuple[Row, ...]
    by_column: bool

    def lines(self) -> set[Line]:
        """All its lines."""
        return {line for row in self.rows for cell in row for line in cell}


def find_tables(drawing: Drawing, lines: Sequence[Line]) -> list[Table]:
    """The tables of a page, from the top.

    Args:
        drawing: the page.
        lines: its text without running heads, footers and boxes.
    """
    tables = _find_ruled(drawing, lines)
    taken = {line for table in tables for line in table.lines()}
    tables += _find_aligned([line for line in lines if line not in taken])
    return sorted(tables, key=lambda table: table.top)


def _find_ruled(drawing: Drawing, lines: Sequence[Line]) -> list[Table]:
    cells = find_cells(drawing.fills)
    edges = [*drawing.rules]
    for cell in cells:
        edges.append(Area(cell.left, cell.top, cell.right, cell.top))
        edges.append(Area(cell.left, cell.bottom, cell.right, cell.bottom))
    tables = []
    for group in _group_rules(_merge_rules(edges)):
        cuts = sorted({round(edge.left) for edge in edges if _within(edge, group)})
        for bands in _bands(group, lines):
            table = _build(bands, cuts if len(cuts) > 1 else _find_starts(bands), group[0])
            if table is not None:
                tables.append(table)
    return tables


def _within(edge: Area, group: list[Area]) -> bool:
    return group[0].top - 1 <= edge.top <= group[-1].top + 1 and edge.left >= group[0].left - _SAME_EDGE


def _merge_rules(edges: Sequence[Area]) -> list[Area]:
    # The rule under a row is often drawn a cell at a time.
    merged: list[Area] = []
    for edge in sorted(edges, key=lambda edge: (round(edge.top / _SAME_RULE), edge.left)):
        last = merged[-1] if merged else None
        if last and abs(edge.top - last.top) <= _SAME_RULE and edge.left <= last.right + _SAME_RULE:
            merged[-1] = Area(last.left, last.top, max(last.right, edge.right), last.bottom)
        else:
            merged.append(edge)
    return merged


def _group_rules(rules: list[Area]) -> list[list[Area]]:
    groups: list[list[Area]] = []
    for rule in sorted(rules, key=lambda rule: rule.top):
        for group in groups:
            if abs(rule.left - group[0].left) + abs(rule.right - group[0].right) <= _SAME_EDGE:
                group.append(rule)
                break
        else:
            groups.append([rule])
    return [group for group in groups if len(group) > 1]


def _bands(group: list[Area], lines: Sequence[Line]) -> list[list[list[Line]]]:
    # The text between two rules is a row. Text that stands further to the left than the cells do is a caption
    # between two tables.
    left, right = group[0].left - _SAME_EDGE, group[0].right + _SAME_EDGE
    rows = []
    for upper, lower in zip(group, group[1:], strict=False):
        inside = [
            line
            for line in lines
            if upper.top < line.baseline - line.size / 3 < lower.top and left <= line.left <= right
        ]
        rows.append(inside)
    starts = [min(line.left for line in row) for row in rows if row]
    if not starts:
        return []
    edge = median(starts) - _SAME_RULE
    tables: list[list[list[Line]]] = [[]]
    for row in rows:
        if not row:
            continue
        if min(line.left for line in row) < edge:
            tables.append([])
        else:
            tables[-1].append(row)
    return tables


def _find_starts(bands: list[list[Line]]) -> list[int]:
    # Where no rule parts the columns, white space does: a column starts beyond the end of all before it.
    starts: list[int] = []
    end = 0.0
    for line in sorted((line for band in bands for line in band), key=lambda line: line.left):
        if line.left > end:
            starts.append(int(line.left))
        end = max(end, line.right)
    return starts


def _build(bands: list[list[Line]], cuts: list[int], rule: Area) -> Table | None:
    rows = tuple(_split(band, cuts) for band in bands)
    widest = max((len(row) for row in rows), default=0)
    if len(rows) < 2 or (widest < 2 and len(rows) < _FEWEST_ROWS):
        return None
    every = [line for band in bands for line in band]
    top, bottom = min(line.top for line in every), max(line.bottom for line in every)
    longest = max(len(cell) for row in rows for cell in row)
    return Table(Area(rule.left, top, rule.right, bottom), rows, longest > _LONGEST_CELL)


def _split(band: list[Line], cuts: list[int]) -> Row:
    columns: dict[int, list[Line]] = defaultdict(list)
    for line in sorted(band, key=lambda line: (round(line.baseline), line.left)):
        columns[sum(1 for cut in cuts if cut <= line.left + 1)].append(line)
    return tuple(tuple(cell) for _, cell in sorted(columns.items()))


def _find_aligned(lines: Sequence[Line]) -> list[Table]:
    rows = [row for row in _baselines(lines) if len(row) > 1 and _in_turn(row)]
    runs: list[list[list[Line]]] = []
    for row in rows:
        if runs and _aligned(runs[-1][-1], row):
            runs[-1].append(row)
        else:
            runs.append([row])
    return [_aligned_table(run) for run in runs if len(run) >= _FEWEST_ROWS and _is_short(run)]


def _baselines(lines: Sequence[Line]) -> list[list[Line]]:
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.baseline, line.left)):
        if rows and abs(rows[-1][0].baseline - line.baseline) < _SAME_RULE:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.left) for row in rows]


def _in_turn(row: list[Line]) -> bool:
    # Cells are written a row at a time; columns of text are written one after the other.
    return all(after.order - before.order == 1 for before, after in zip(row, row[1:], strict=False))


def _aligned(above: list[Line], below: list[Line]) -> bool:
    if len(above) != len(below) or below[0].baseline - above[0].baseline > 4 * below[0].size:
        return False
    return all(abs(a.left - b.left) < _SAME_EDGE for a, b in zip(above, below, strict=True))


def _is_short(run: list[list[Line]]) -> bool:
    # The lines of running text are long, and most of them start in the middle of a sentence.
    columns = list(zip(*run, strict=True))
    if all(sum(starts_lower(line.text) for line in column) > len(column) / 2 for column in columns):
        return False
    return any(median(len(line.text) for line in column) < _LONG_TEXT for column in columns)


def _aligned_table(run: list[list[Line]]) -> Table:
    every = [line for row in run for line in row]
    area = Area(
        min(line.left for line in every),
        min(line.top for line in every),
        max(line.right for line in every),
        max(line.bottom for line in every),
    )
    return Table(area, tuple(tuple((line,) for line in row) for row in run), by_column=False)
