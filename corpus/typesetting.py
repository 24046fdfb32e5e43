"""Blocks to the clean text of pages: hyphens joined, levels given, paragraphs followed over page breaks."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.cleaning import Vocabulary, ends_sentence, join_lines, starts_lower
from corpus.drafts import Draft, Layout
from corpus.headings import OutlineEntry, rank_sizes, reduce_title
from corpus.records import Block, BlockRole, Page, PageFlag

_BETWEEN_BLOCKS = "\n"
_BETWEEN_CELLS = "\t"
_BULLETS = "•◦○▪■●‣ "
_SAME_SIZE = 0.02  # part by which the size of a paragraph may differ on the next page


def set_pages(
    layouts: Sequence[Layout], labels: Sequence[str], outline: Sequence[OutlineEntry], vocabulary: Vocabulary
) -> tuple[Page, ...]:
    """Set the text of all pages.

    Args:
        layouts: one a page.
        labels: one a page.
        outline: of the file; empty where it has none.
        vocabulary: the words of the whole document.
    """
    known = [
        _match_outline(layout.drafts, [entry for entry in outline if entry.page == number])
        for number, layout in enumerate(layouts, 1)
    ]
    levels = _rank(known)
    open_draft: Draft | None = None
    pages = []
    for number, (layout, label, drafts) in enumerate(zip(layouts, labels, known, strict=True), 1):
        going_on = _find_continuation(open_draft, [draft for draft, _ in drafts])
        setter = _PageSetter(vocabulary)
        for draft, level in drafts:
            setter.add(draft, level or levels.get((draft.style.size, draft.box), 0), draft is going_on)
        pages.append(setter.finish(number, label, layout.columns))
        running = [draft for draft, _ in drafts if not draft.box]
        open_draft = running[-1] if running else None
    return tuple(pages)


def _match_outline(drafts: Sequence[Draft], entries: Sequence[OutlineEntry]) -> list[tuple[Draft, int | None]]:
    # A chapter's number and its title may be two blocks of the page and one line of the outline.
    titles = {reduce_title(entry.title): entry.level for entry in entries}
    matched: list[tuple[Draft, int | None]] = []
    for draft in drafts:
        if matched and not draft.box and matched[-1][0].role is draft.role is BlockRole.HEADING:
            both = replace(draft, lines=matched[-1][0].lines + draft.lines)
            if (level := titles.get(reduce_title(both.text))) is not None:
                matched[-1] = (both, level)
                continue
        level = titles.get(reduce_title(draft.text)) if _may_be_title(draft) else None
        matched.append((replace(draft, role=BlockRole.HEADING) if level else draft, level))
    return matched


def _may_be_title(draft: Draft) -> bool:
    return draft.role in (BlockRole.HEADING, BlockRole.PARAGRAPH) and not draft.box


def _rank(pages: Iterable[Sequence[tuple[Draft, int | None]]]) -> dict[tuple[float, bool], int]:
    headings = [(draft, level) for page in pages for draft, level in page if draft.role is BlockRole.HEADING]
    in_outline: dict[float, Counter[int]] = {}
    for draft, level in headings:
        if not draft.box:
            in_outline.setdefault(draft.style.size, Counter()).update([level] if level else [])
    ranks = rank_sizes({size: levels.most_common(1)[0][0] if levels else None for size, levels in in_outline.items()})
    # The title of a box stands under whatever heading the box stands under.
    deepest = max([*ranks.values(), *(level for _, level in headings if level)], default=0) + 1
    boxed = {(draft.style.size, True): deepest for draft, _ in headings if draft.box}
    return {(size, False): level for size, level in ranks.items()} | boxed


def _find_continuation(before: Draft | None, drafts: Sequence[Draft]) -> Draft | None:
    # A sentence goes on over the page break where the last paragraph has no end and the first starts small.
    first = next((draft for draft in drafts if not draft.box), None)
    if before is None or first is None:
        return None
    textual = (BlockRole.PARAGRAPH, BlockRole.LIST_ITEM)
    if before.role not in textual or first.role is not BlockRole.PARAGRAPH:
        return None
    alike = abs(before.style.size - first.style.size) <= _SAME_SIZE * first.style.size
    return first if alike and not ends_sentence(before.text) and starts_lower(first.text) else None


class _PageSetter:
    """Puts the clean text of one page together."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._text = ""
        self._blocks: list[Block] = []

    def add(self, draft: Draft, level: int, continues: bool) -> None:
        text = self._clean(draft)
        if not text:
            return
        self._text += _BETWEEN_BLOCKS if self._text else ""
        start = len(self._text)
        self._text += text
        heading = draft.role is BlockRole.HEADING
        self._blocks.append(Block(start, len(self._text), draft.role, level if heading else 0, draft.box, continues))

    def finish(self, number: int, label: str, columns: bool) -> Page:
        flags = {PageFlag.TWO_COLUMNS} if columns else set()
        if not self._text:
            flags = {PageFlag.NO_TEXT}
        return Page(number, label, self._text, tuple(self._blocks), frozenset(flags))

    def _clean(self, draft: Draft) -> str:
        if draft.cells:
            cells = [join_lines([line.text for line in cell], self._vocabulary) for cell in draft.cells]
            return _BETWEEN_CELLS.join(cells)
        text = join_lines([line.text for line in draft.lines], self._vocabulary)
        return text.lstrip(_BULLETS) if draft.role is BlockRole.HEADING else text
