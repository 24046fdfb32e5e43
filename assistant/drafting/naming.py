"""Headings for groups of statements, in the reports' own words."""

import re
from collections import Counter
from collections.abc import Sequence, Set

from assistant.composing import Extract
from index.keywords import terms

_LONGEST_HEADING_WORDS = 6
# Words that begin alike are one compound's parts or forms.
_ALIKE = 6
# Of a group's statements so many stand under one heading where it names them all.
_SHARE_OF_HEADING = 0.5
# A noun stands after a determiner or a preposition, perhaps with an adjective between, and before a stop, a verb or
# another preposition: without a dictionary of word classes, what tells it from other words.
_BEFORE = (
    "en|et|den|det|de|af|om|med|til|for|i|på|ved|fra|uden|mellem|gennem|vores|deres|sin|sit|sine|denne|dette|disse"
)
_BEFORE_ENGLISH = "a|an|the|of|on|with|to|by|from|their|our|its"
_AFTER = (
    "i|på|af|til|for|med|som|der|kan|er|har|ved|at|fra|om|hos|når|så|men|gennem|uden|skal|bliver|mellem"
    "|in|on|of|to|with|that|which|can|is|are|has|have|by|from|when"
)
_ADJECTIVE = r"\w{3,}(?:lige|iske|ende|ede|elle|ære|ive)"
_NOUN = re.compile(
    rf"(?i)(?<!\w)(?:{_BEFORE}|{_BEFORE_ENGLISH}) ((?:{_ADJECTIVE} )?(?!{_ADJECTIVE}\b)[^\W\d_]{{5,}})"
    rf"(?=[.,;:!?)]| (?:{_AFTER})\b)"
)
# Said of everything in reports of this kind.
_COMMON = frozenset(
    terms(
        # Danish, then English.
        """borger borgere borgeren borgerne leverandør leverandører leverandørerne leverandørernes indsats indsatsen
        indsatser forløb forløbet arbejde arbejdet erfaring erfaringer erfaringerne måde måder gang tilfælde behov dette
        disse rapporten opsamling opsamlingen mulighed muligheder København kommune kommunen situation grad forhold del
        anbefaling anbefalinger beskrivelse flere andre denne deres selv netop hvilket tværs start starten forbindelse
        henblik form brug antal løbet fokus øvrigt dele modsætning vejen hensyn
        enkelte citizens citizen suppliers supplier experience experiences
        """
    )
)


def name_groups(groups: Sequence[Sequence[Extract]], topic: str, and_: str) -> list[str]:
    """Name each group by the heading that its statements share, or by nouns that are its own; no two alike.

    Args:
        groups: at least one statement each.
        topic: whose own words tell no group from the others.
        and_: the word between two nouns.

    Returns:
        A name a group; empty where nothing names it.
    """
    common = _COMMON | set(terms(topic))
    nouns = [_nouns(group, common) for group in groups]
    total: Counter[str] = sum(nouns, Counter())
    names: list[str] = []
    for group, own in zip(groups, nouns, strict=True):
        name = _heading(group, common) or _own_nouns(own, total, and_)
        names.append("" if name in names else name)
    return names


def _heading(group: Sequence[Extract], common: Set[str]) -> str:
    """The heading under which most of the statements stand, where it says more than the topic."""
    headings = Counter(extract.hit.passage.headings[-1] for extract in group if extract.hit.passage.headings)
    said = set(terms(" ".join(sentence.text for extract in group for sentence in extract.sentences)))
    for heading, count in headings.most_common(1):
        is_shared = count >= max(2, _SHARE_OF_HEADING * len(group))
        is_short = len(heading.split()) <= _LONGEST_HEADING_WORDS and not any(map(str.isdigit, heading))
        if is_shared and is_short and (set(terms(heading)) - common) & said:
            return heading.rstrip(":.")
    return ""


def _nouns(group: Sequence[Extract], common: Set[str]) -> Counter[str]:
    """How often each noun or phrase stands in the statements, in the form in which it stands there most often."""
    forms: dict[tuple[str, ...], Counter[str]] = {}
    for extract in sorted(group, key=lambda extract: -extract.score):
        said = " ".join(sentence.text for sentence in extract.sentences)
        for phrase in _NOUN.findall(said):
            stems = tuple(terms(phrase))
            # Within a sentence a capital is a name's, of a person perhaps.
            if phrase.islower() and stems and not common & set(stems):
                forms.setdefault(stems, Counter())[phrase] += 1
    return Counter({forms[stems].most_common(1)[0][0]: forms[stems].total() for stems in forms})


def _own_nouns(own: Counter[str], total: Counter[str], and_: str) -> str:
    """The two nouns that stand most often in the group and least elsewhere; of equals those of better statements."""
    best = sorted(own, key=lambda phrase: -own[phrase] * own[phrase] / total[phrase])
    others = [
        phrase
        for phrase in best[1:]
        if phrase[:_ALIKE] != best[0][:_ALIKE] and not set(terms(phrase)) & set(terms(best[0]))
    ]
    return f" {and_} ".join(best[:1] + others[:1]).capitalize()
