"""A page's lines to blocks: paragraphs, list items, quotes, headings, rows and boxes, in reading order."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.boxes import find_boxes, lines_in
from corpus.cleaning import ends_sentence, starts_lower
from corpus.columns import read_order
from corpus.contacts import join_contacts
from corpus.contents import Contents, strip_contents
from corpus.drafts import Box, Draft, Layout
from corpus.drawing import Drawing
from corpus.headings import body_size, is_heading
from corpus.lines import Line
from corpus.records import BlockRole
from corpus.tables import Table, find_tables

_PARAGRAPH_GAP = 1.2  # of the distance between lines; the gap between paragraphs is larger
_WIDEST_LEADING = 2.0  # of the font size; lines further apart are never one paragraph
_USUAL_LEADING = 1.2  # of the font size, where a page has too few lines to measure
_SAME_EDGE = 2.0  # points; the items of one list start as near as this
_SAME_SIZE = 0.04  # part by which the sizes of one paragraph's lines may differ
_LARGE_MARK = 1.5  # of the size of the text; a quotation mark as large as this is an ornament
_MARK_REACH = 6.0  # sizes of the quoted text between the ornament and the quote
_QUOTE_MARKS = "\"'”“„»«’‘"


def lay_out(drawing: Drawing, lines: Sequence[Line], document_body: float) -> Layout:
    """Find the blocks of a page.

    Args:
        drawing: the page.
        lines: its lines without running heads and footers.
        document_body: the font size of most of the document's text, for pages that have headings only.
    """
    contents = strip_contents(lines)
    marks, plain = _split_marks(contents.lines)
    composer = _Composer(contents, marks, body_size(plain) or document_body)
    if drawing.in_order:
        return Layout(tuple(composer.compose(plain)), False, composer.body)
    boxes = [Box(area, tuple(lines_in(area, plain))) for area in find_boxes(drawing, plain)]
    boxed = {line for box in boxes for line in box.lines}
    running = [line for line in plain if line not in boxed]
    tables = find_tables(drawing, running)
    tabled = {line for table in tables for line in table.lines()}
    running = [line for line in running if line not in tabled]
    blocks: list[Table | Box] = [*tables, *boxes]
    beside = [block for block in blocks if _stands_beside(block, running)]
    pieces: list[Line | Table | Box] = [*running, *(block for block in blocks if block not in beside)]
    ordered, columns = read_order(pieces)
    drafts = composer.compose(ordered)
    for block in beside:
        at = len(drafts) if columns else _after_section(block, drafts)
        drafts[at:at] = composer.compose([block])
    return Layout(tuple(drafts), columns, composer.body)


def _split_marks(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    size = body_size(lines)
    marks = [line for line in lines if size and line.size > _LARGE_MARK * size and not line.text.strip(_QUOTE_MARKS)]
    return marks, [line for line in lines if line not in marks]


def _stands_beside(block: Table | Box, lines: Sequence[Line]) -> bool:
    return any(line.baseline > block.top and line.top < block.bottom for line in lines)


def _after_section(block: Table | Box, drafts: Sequence[Draft]) -> int:
    # What stands beside a section belongs to it, and comes after its last paragraph.
    beside = [place for place, draft in enumerate(drafts) if not draft.box and _stands_beside(block, draft.lines)]
    after = max(beside, default=len(drafts) - 1) + 1
    while after < len(drafts) and drafts[after].role is not BlockRole.HEADING:
        after += 1
    return after


class _Composer:
    """Turns ordered pieces into drafts."""

    def __init__(self, contents: Contents, marks: Sequence[Line], body: float) -> None:
        self._contents = contents
        self._marks = marks
        self.body = body

    def compose(self, pieces: Iterable[Line | Table | Box]) -> list[Draft]:
        drafts: list[Draft] = []
        waiting: list[Line] = []
        for piece in pieces:
            if isinstance(piece, Line):
                waiting.append(piece)
                continue
            drafts += self._compose_lines(waiting)
            waiting = []
            if isinstance(piece, Table):
                drafts += self._compose_table(piece)
            else:
                drafts += self._compose_box(piece)
        return drafts + self._compose_lines(waiting)

    def _compose_table(self, table: Table) -> list[Draft]:
        if not table.by_column:
            return [
                Draft(tuple(line for cell in row for line in cell), BlockRole.TABLE_ROW, cells=row)
                for row in table.rows
            ]
        width = max(len(row) for row in table.rows)
        columns = [[row[place] for row in table.rows if place < len(row)] for place in range(width)]
        return [draft for column in columns for cell in column for draft in self._compose_lines(cell)]

    def _compose_box(self, box: Box) -> list[Draft]:
        own = _Composer(self._contents, self._marks, body_size(box.lines) or self.body)
        drafts = own._compose_lines(read_order(box.lines)[0])
        if len(drafts) > 1 and drafts[0].style.bold and drafts[0].role is BlockRole.PARAGRAPH:
            # The bold words on top of a box are its title, be they smaller than its text.
            drafts[0] = replace(drafts[0], role=BlockRole.HEADING)
        return [replace(draft, box=True) for draft in drafts]

    def _compose_lines(self, lines: Sequence[Line]) -> list[Draft]:
        drafts = [Draft(tuple(group)) for group in self._group(lines)]
        for place, draft in enumerate(drafts):
            before = drafts[place - 1] if place else None
            drafts[place] = replace(draft, role=self._role(draft, before, drafts))
        return join_contacts(drafts)

    def _group(self, lines: Sequence[Line]) -> list[list[Line]]:
        leading = _measure_leading(lines)
        groups: list[list[Line]] = []
        for line in lines:
            if groups and self._goes_on(groups[-1], line, leading):
                groups[-1].append(line)
            else:
                groups.append([line])
        return groups

    def _goes_on(self, group: list[Line], line: Line, leading: dict[float, float]) -> bool:
        last = group[-1]
        if last.is_marker:
            return True
        if last in self._contents.ends or line.is_marker or line.starts_bullet:
            return False
        if last.baseline == line.baseline and last.right < line.left:
            return True
        if last.bold != line.bold or abs(last.size - line.size) > _SAME_SIZE * line.size:
            return False
        gap = line.baseline - last.baseline
        if gap < 0 or line.left > last.right:
            # The next column: the paragraph goes on there where its sentence does.
            return not ends_sentence(last.text) and (starts_lower(line.text) or not line.bold)
        usual = leading.get(line.size, _USUAL_LEADING * line.size)
        near = gap <= min(_PARAGRAPH_GAP * usual, _WIDEST_LEADING * line.size)
        return near and not (line.starts_item and _is_new_item(group, line)) and not _leaves_item(group, line)

    def _role(self, draft: Draft, before: Draft | None, drafts: Sequence[Draft]) -> BlockRole:
        if any(line in self._contents.entries for line in draft.lines):
            return BlockRole.CONTENTS
        if self._is_quote(draft):
            return BlockRole.QUOTE
        if before is not None and self._is_attribution(draft, before):
            return BlockRole.ATTRIBUTION
        if is_heading(draft.style, draft.text, self.body) and not _is_indented(draft, drafts):
            return BlockRole.HEADING
        return BlockRole.LIST_ITEM if draft.lines[0].starts_item else BlockRole.PARAGRAPH

    def _is_quote(self, draft: Draft) -> bool:
        return self._mark_of(draft) is not None or _is_quoted(draft)

    def _mark_of(self, draft: Draft) -> Line | None:
        style = draft.style
        if not style.italic and style.size <= self.body * (1 + _SAME_SIZE):
            return None
        top, bottom = draft.lines[0].top, draft.lines[-1].bottom
        for mark in self._marks:
            reach = style.left - mark.left <= _MARK_REACH * style.size
            if mark.left < style.left and reach and mark.top < bottom and mark.bottom > top:
                return mark
        return None

    def _is_attribution(self, draft: Draft, before: Draft) -> bool:
        if before.role is not BlockRole.QUOTE or draft.style.size >= before.style.size:
            return False
        near = draft.lines[0].baseline - before.lines[-1].baseline <= _WIDEST_LEADING * before.style.size
        return near and self._mark_of(before) is not None


def _is_new_item(group: Sequence[Line], line: Line) -> bool:
    # A line in the middle of a sentence may start with a dash or with the day of a date.
    beside_first = abs(line.left - group[0].left) < _SAME_EDGE
    return ends_sentence(group[-1].text) or (group[0].starts_item and beside_first)


def _leaves_item(group: Sequence[Line], line: Line) -> bool:
    # The lines of an item hang below its text; one that starts below its bullet is no longer part of it.
    return len(group) > 1 and group[0].starts_item and line.left < group[-1].left - _SAME_EDGE


def _measure_leading(lines: Sequence[Line]) -> dict[float, float]:
    # The first quarter of the distances: more than half may be between paragraphs where all are short.
    gaps: dict[float, list[float]] = {}
    for above, below in zip(lines, lines[1:], strict=False):
        gap = below.baseline - above.baseline
        if above.size == below.size and 0 < gap <= _WIDEST_LEADING * below.size:
            gaps.setdefault(below.size, []).append(gap)
    return {size: sorted(found)[len(found) // 4] for size, found in gaps.items()}


def _is_quoted(draft: Draft) -> bool:
    text = draft.text.strip()
    return draft.style.italic and text[:1] in _QUOTE_MARKS and text[-1:] in _QUOTE_MARKS


def _is_indented(draft: Draft, drafts: Sequence[Draft]) -> bool:
    # Bold text that stands further in than the text before and after it is stressed, not a heading.
    left = draft.style.left
    place = drafts.index(draft)
    edges = [
        next((other.style.left for other in side if abs(other.style.left - left) > _SAME_EDGE), None)
        for side in (reversed(drafts[:place]), drafts[place + 1 :])
    ]
    known = [edge for edge in edges if edge is not None]
    near = [other.style.left for other in drafts[place + 1 : place + 2] if not other.style.bold]
    return bool(known) and all(left - edge > draft.style.size / 2 for edge in [*known, *near])
