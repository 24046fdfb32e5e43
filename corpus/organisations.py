"""Who wrote a report, inferred from what stands on its outside."""

import re
from collections import Counter
from collections.abc import Iterator

from corpus.front import Front, fold, is_generic, words

_NAME_WORDS = 6
_NAME_CHARACTERS = 80

# A public authority speaks of suppliers and is none; a "bestyrelse" is a board.
_AUTHORITY = re.compile(
    r"(?i)\b(?:\w*kommunes?|regions?(?:\s|$)\w*|(?!\w*bestyrelse)\w*styrelsen?|\w*ministeri(?:et|um)|\w*forvaltning(?:en)?"
    r"|municipality|city of \w+|ministry of)(?!\w)"
)
# Words and endings that organisations have in their names and people have not.
_ORGANISED = re.compile(
    r"(?i)(?:\b(?:a/s|aps|i/s|fmba|ivs|smba|gmbh|ltd|inc)\b|\b\w*(?:job|jobs|center|centret|consult|consulting|fond"
    r"|fonden|forening|foreningen|gruppen|group|akademi|akademiet|institut|institute|skolen?|huset|hus|compagni"
    r"|compagniet|team|danmark|denmark|nordic|partners|people|care|service|services|kompetence|udvikling|rådet"
    r"|værket|projekt|projektet|selskabet|organisation|netværk|netværket|klinikken)\b)"
)
# What programs and reluctant people put where the author belongs; folded.
_NO_AUTHOR = frozenset(
    """
    admin administrator anonymous author bruger default forfatter ingen microsoft none owner python root ukendt
    unknown unnamed user windows word
    """.split()
)
_LABELLED = re.compile(
    r"(?im)^\s*(?:leverandør|leverandørens navn|organisation|virksomhed|udarbejdet af|udgivet af|udgiver|afsender"
    r"|skrevet af|supplier|provider|prepared by|published by|submitted by)(?:\s*:\s*|(?<=af|by)\s+)(\S[^\n]{1,79})$"
)
# "Erfaringer fra Fjordjob til kommunen": who stands behind such a word sends the report.
_SENT_BY = re.compile(r"\b(?:fra|af|from|by)\s+((?:[A-ZÆØÅ][\w&/-]*\s?){1,4})(?=til\b|to\b|[,.:–]|$)")
_LEGAL_FORM = re.compile(r"(?i),?\s+(?:a/s|aps|i/s|ivs|amba|fmba|smba|gmbh|ltd|inc)\.?$")
_SEPARATORS = re.compile(r"\s*[|·•—–]\s*|\s+-\s+|\t|\s*:\s+|(?<!-),\s+|\s*/\s+|;\s*")
_MARKS = re.compile(r"[®™©]")
# Three words that follow on another; they overlap.
_PHRASE = re.compile(r"(?<=[\w,(] )(?=([^\W\d_][\w/&-]*(?: [^\W\d_][\w/&-]*){0,2}))")
# How often a name must stand in the middle of a sentence, with a capital, to be believed.
_MENTIONS = 2


def is_authority(name: str) -> bool:
    """Whether a name is a municipality's, a region's, an agency's, a ministry's or a department's."""
    return _AUTHORITY.search(name) is not None


def infer_organisation(front: Front, title: str) -> str:
    """Who wrote the report: the author, or a name from the running heads, the file name or the cover.

    Args:
        front: the report's outside.
        title: the report's title; what stands in it word for word is no name.

    Returns:
        The name, never empty: where nothing tells, the file's stem made readable.
    """
    author = _tidy(front.author)
    if "@" in author or _NO_AUTHOR.intersection(map(fold, words(author))):
        author = ""
    if _is_organisation(author, front):
        # "Foreningen Fjordjob" whose running head says "Fjordjob" is to be found under the name it uses.
        used = (name for name in _running_names(front, title) if author.endswith(f" {name}"))
        return next(used, author)
    return next(filter(None, _candidates(front, title)), "") or author or _from_stem(front.stem)


def _candidates(front: Front, title: str) -> Iterator[str]:
    """Names that the report itself gives, the most certain first."""
    cover = "\n".join(front.cover)
    yield from (_tidy(match[1]) for match in _LABELLED.finditer(cover))
    yield from _running_names(front, title)
    yield from _from_file_name(front)
    in_title = [name for line in (front.title, *front.cover) for name in _names(line)]
    yield from (_as_written(name, front.text) for name in in_title if _mentions(name, front.text) >= _MENTIONS)
    yield from (match[1].strip() for line in (title, *front.cover) for match in _SENT_BY.finditer(line))
    yield from (name for name in in_title if is_authority(name) or _ORGANISED.search(name))
    if any(not is_generic(word) for word in words(front.stem)):
        yield _from_stem(front.stem)
    yield from (name for line in front.cover if line != title for name in _names(line))


def _running_names(front: Front, title: str) -> list[str]:
    """The names in the running heads, the most mentioned first; titles and chapters run there too and are none."""
    titles = {fold(title)} | {fold(line) for line in front.cover if len(words(line)) > _NAME_WORDS}
    chapters = fold("\n".join(front.headings))
    names = [name for line in front.running for name in _names(line) if fold(name) not in titles]
    mentions = {name: _mentions(name, front.text) for name in names}
    believed = [name for name in mentions if mentions[name] >= _MENTIONS or fold(name) not in chapters]
    return sorted(believed, key=lambda name: -mentions[name])


def _tidy(name: str) -> str:
    """The name up to a comma or a bar: what follows is the department, the address or the next author.

    The legal form goes too: with and without it is one organisation.
    """
    first = _SEPARATORS.split(_MARKS.sub("", name).strip(), maxsplit=1)[0]
    return _LEGAL_FORM.sub("", first).strip(" .,")


def _is_organisation(author: str, front: Front) -> bool:
    parts = words(author)
    if not parts:
        return False
    if is_authority(author) or _ORGANISED.search(author):
        return True
    outside = " ".join(map(fold, words(f"{front.stem} {' '.join(front.running)}")))
    if " ".join(map(fold, parts)) in outside or _mentions(author, front.text) >= _MENTIONS:
        return True
    # Two to four words with capitals may be somebody's name, and one that is not capital a login.
    return author[0].isupper() and author.isalpha() if len(parts) == 1 else not all(p[0].isupper() for p in parts)


def _names(line: str) -> Iterator[str]:
    """The parts of a line that may be a name: short, with a capital, and without the words of a report."""
    for part in _SEPARATORS.split(_MARKS.sub("", line)):
        name = re.sub(r"(?i)\s*\b(?:side|page|s\.)?\s*\d+(?:\s*(?:af|of|/)\s*\d+)?$", "", part).strip(" .,")
        parts = words(name)
        is_short = len(name) <= _NAME_CHARACTERS and 0 < len(parts) <= _NAME_WORDS
        if is_short and name[0].isupper() and not part.endswith((".", "?", "!")):
            significant = [p for p in parts if not is_generic(p)]
            if len(significant) == len(parts) or (is_authority(name) and not is_generic(parts[0])):
                yield name


def _mentions(name: str, text: str) -> int:
    """How often the name stands with a capital where no sentence begins."""
    found = re.finditer(rf"(?i)(?<=[\w,(] ){re.escape(name)}", text)
    return sum(match[0][0].isupper() for match in found)


def _as_written(name: str, text: str) -> str:
    """The name in the letters that the running text uses: "CONCERN" on a cover is "Concern" in a sentence."""
    found = re.findall(rf"(?i)(?<=[\w,(] ){re.escape(name)}(?!\w)", text)
    forms = Counter(form for form in found if form[0].isupper())
    return forms.most_common(1)[0][0] if forms else name


def _from_file_name(front: Front) -> Iterator[str]:
    """Words of the file's name that the text uses as a name, in the text's letters."""
    stem = [fold(word) for word in words(front.stem) if not is_generic(word)]
    targets = ["".join(stem[: len(stem) - n]) for n in range(len(stem))]
    for target in targets:
        forms: Counter[str] = Counter()
        for match in _PHRASE.finditer(front.text):
            form = _prefix(match[1], target)
            if form and form[0].isupper():
                forms[form] += 1
        for form, _ in forms.most_common(1):
            authority = re.search(rf"\b{re.escape(form)}s?\s+(?:Kommune|Municipality)\b", front.text)
            yield " ".join(authority[0].split()) if authority else form


def _prefix(phrase: str, target: str) -> str:
    """The first words of the phrase where, put together and folded, they are the target; else empty."""
    parts = phrase.split(" ")
    for length in range(1, len(parts) + 1):
        form = " ".join(parts[:length])
        folded = "".join(map(fold, words(form)))
        if folded == target:
            return form
        if folded == target + "s":
            return form[:-1]
    return ""


def _from_stem(stem: str) -> str:
    """The words of the file's name that may be a name; where there are none, all but its numbers."""
    letters = [word for word in words(stem) if not word.isdigit()]
    name = " ".join([word for word in letters if not is_generic(word)] or letters)
    return name if any(map(str.isupper, name)) else name.capitalize()
