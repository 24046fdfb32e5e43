"""What a reader sees of a report before reading it: title, author, running heads, cover and file name."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from corpus.records import BlockRole, Document

# A longer block on the first page is running text and not on the cover.
_COVER_LINE_CHARACTERS = 160
# So many blocks of a first page that is full of text count as its cover.
_COVER_BLOCKS = 8

_JUNK_TITLE = re.compile(
    r"(?i)untitled|uden titel|unavngivet|(?:word )?document\d*|dokument\d*|pr[æe]sentation\d*|presentation\d*"
    r"|powerpoint[- ].*|microsoft (?:word|powerpoint) - .*|.*\.(?:docx?|pdf|pptx?|indd|md|txt)"
)

# Words that say what a report is, or join words, and never who wrote it; folded (see `fold`).
_GENERIC = frozenset(
    """
    af aftale alle analyse annual appendix arlig ars arsberetning beretning bilag by copy delmal den det document
    dokument draft ekstern eksterne en endelig et evaluering evaluation experience final for fra from i in indsats
    indsatser kopi leverandor leverandoren leverandorer leverandorernes mal med no notat nr of og om omrade oplag
    opsummering p pa page pdf praksis provider providers rammeaftale redegorelse report resultater resumé review s
    sammenfatning samlet side slide status suplier supplier suppliers summary tema temaer the til to tvargaende ud
    udbud udbudsomrade udgave udkast undersogelse v version
    contents foreword forord forside indhold indholdsfortegnelse indledning introduction introduktion preface
    januar februar marts april maj juni juli august september oktober november december
    january february march may june july october
    """.split()
)
_GENERIC_ENDS = ("opsamling", "opsamlinger", "opsamlingen", "rapport", "rapporten", "rapporter", "report", "reports")


@dataclass(frozen=True, slots=True)
class Front:
    """What stands outside a report's running text.

    Attributes:
        title: the title in the metadata; empty where there is none worth the name.
        author: the author in the metadata, or empty.
        running: the running heads and footers.
        cover: the short blocks at the start of the first page with text, headings before the others.
        headings: all the report's headings below its cover, each on one line.
        stem: the file's name without folder and suffix.
        text: all the report's text, a line a block.
    """

    title: str
    author: str
    running: tuple[str, ...]
    cover: tuple[str, ...]
    headings: tuple[str, ...]
    stem: str
    text: str


def look_at(document: Document, file: str) -> Front:
    """Collect what stands on the outside of `document`, which was read from `file`."""
    title = _line(document.properties.title)
    return Front(
        title="" if _JUNK_TITLE.fullmatch(title) else title,
        author=_line(document.properties.author),
        running=tuple(map(_line, document.running_lines)),
        cover=_cover(document),
        headings=tuple(
            _line(page.text[block.start : block.end])
            for page in document.pages[1:]
            for block in page.blocks
            if block.role is BlockRole.HEADING
        ),
        stem=_line(PurePosixPath(file).stem),
        text="\n".join(_line(p.text[b.start : b.end]) for p in document.pages for b in p.blocks),
    )


def fold(word: str) -> str:
    """The word in small letters a-z as far as it goes: "København", "koebenhavn" and "kobenhavn" are one."""
    word = word.casefold().replace("æ", "a").replace("ø", "o").replace("å", "a")
    return word.replace("ae", "a").replace("oe", "o").replace("aa", "a")


def words(text: str) -> list[str]:
    """The words and numbers of a text in order, without marks."""
    return re.findall(r"[^\W_]+", text)


def is_generic(word: str) -> bool:
    """Whether a word only says that something is a report, which part of it, or of when."""
    folded = fold(word)
    return folded in _GENERIC or folded.endswith(_GENERIC_ENDS) or folded.isdigit()


def _cover(document: Document) -> tuple[str, ...]:
    page = next(page for page in document.pages if page.text)
    texts = [(block.role is BlockRole.HEADING, _line(page.text[block.start : block.end])) for block in page.blocks]
    short = [pair for pair in texts[:_COVER_BLOCKS] if len(pair[1]) <= _COVER_LINE_CHARACTERS]
    headings: Sequence[str] = [text for is_heading, text in short if is_heading]
    return (*headings, *(text for is_heading, text in short if not is_heading))


def _line(text: str) -> str:
    """The text on one line in NFC; metadata and file names may hold anything."""
    seen = "".join(c for c in " ".join(text.split()) if c.isprintable())
    return unicodedata.normalize("NFC", seen)
