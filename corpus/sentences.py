"""Danish and English text to sentences: where each begins and ends."""

import re

# Abbreviations that end in a full stop without ending a sentence, as Danish and English reports use them.
_ABBREVIATIONS = frozenset(
    """
    adm afd afs alm ang anm art bd bl bl.a ca cand cf chr cirk d dept d.d dir div dr ds dvs e.g eks ekskl el eng
    etc evt f.eks f.kr ff fig fk fl fmd forb forf forsk forts fru fx g.e gl gnsn gr henh hhv hr hrs i.e if ift
    ifm ifb ifa iht indb indv inkl insp int jan feb mar apr jun jul aug sep sept dec jf jfr jr kap kbh kgl
    kl kl.kr kons kr kst kt kvt lb lic ling m.a.o m.fl m.h.p m.h.t m.m m.v maks max mdr med mht mia mill min mio mr
    mrs mv nb nl no nov nr nto nuv o.a o.fl o.l o.lign obs off okt omkr opg opl opr osv p.a p.g.a p.t pct pga pgf ph.d
    pk pkt pl pr prof prs ref repr resp s s.u sek sml spec sr st stk str sv tab tdl tf tidl tilh tilsv tlf tv udb udd
    udg ugtl v vedr vejl vf vha vol vs årg årl ø.l
    """.split()
)
# Abbreviations that often do end a sentence, or are words themselves ("et stort tab"): they end one when the next word
# has a capital.
_MAY_END = frozenset(
    """
    art el etc feb ff jan kr m.fl m.m m.v mar mdr mia min mio mv no nov o.a o.fl o.l o.lign obs okt osv p.a p.t pct sek
    sep sept tab udd dec
    """.split()
)
_MONTHS = (
    "januar februar marts april maj juni juli august september oktober november december "
    "jan feb mar apr jun jul aug sep sept okt nov dec"
).split()

# A quote may close with a mark that opens others («, “), and the number of a footnote may follow.
_END = re.compile(r"""[.!?…]+["“”«»‘’')\]]*[¹²³⁰⁴-⁹]*(?=\s|$)""")
_OMISSION = re.compile(r"[(\[](?:\.{2,}|…)[)\]]")
_WORD_BEFORE = re.compile(r"[\w.]+$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]\.")
# The next word without the quotes before it; a sign ("§", "–") stands for a word.
_NEXT_WORD = re.compile(r"""\s+["“”„«»‘’'(\[]*([^\W_]+|\S)""")


def sentence_bounds(text: str, begin: int = 0) -> list[tuple[int, int]]:
    """Split text into sentences.

    Args:
        text: one block; white space within it is of no meaning.
        begin: where the first sentence begins.

    Returns:
        (start, end) of each sentence in order, white space around them left out. All other characters belong to
        exactly one sentence.
    """
    bounds = []
    start = begin
    for match in _END.finditer(text, begin):
        if _ends_sentence(text, start, match):
            bounds.append((start, match.end()))
            start = match.end()
    bounds.append((start, len(text)))
    return [trimmed for trimmed in (_trim(text, *pair) for pair in bounds) if trimmed[0] < trimmed[1]]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the stop found by `match` ends the sentence that began at `start`."""
    following = _NEXT_WORD.match(text, match.end())
    if following is None:
        return True
    next_word = following[1]
    if _OMISSION.match(text, max(start, match.start() - 1)):
        return False
    if match[0][0] != ".":
        # "Hvad nu?" spurgte han: a small letter goes on with the sentence.
        return not next_word[0].islower()
    before = _WORD_BEFORE.search(text, start, match.start() + 1)
    word = before[0].strip(".").lower() if before else ""
    capital = not next_word[0].isalnum() or next_word[0].isupper()
    if word in _ABBREVIATIONS:
        return next_word[0].isupper() and word in _MAY_END
    if word.isdigit():
        # An ordinal ("1. september", "2. generation") or a list number at the start; else a number ends like a word.
        at_start = before is not None and not text[start : before.start()].strip()
        return capital and next_word.lower() not in _MONTHS and not at_start
    if before and _INITIALS.fullmatch(before[0]) and capital:
        return False  # initials
    return capital or next_word[0].isdigit()
