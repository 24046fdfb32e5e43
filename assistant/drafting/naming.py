"""Headings for groups of statements, in the reports' own words."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence, Set

from assistant.composing import Extract
from index.keywords import terms

_LONGEST_HEADING_WORDS = 6
# Of a group's statements so many stand under one heading where it names them all.
_SHARE_OF_HEADING = 0.5
# What stands in one statement alone names that one, not the group.
_FEWEST_WITH_PHRASE = 2
# It says what they say where they have so many of its words.
_SHARE_OF_WORDS = 0.5
# A noun stands after a preposition, an article or whose it is, and before a stop, a verb or another preposition: that
# tells it from other words without a dictionary of word classes. An adjective before it has its form from what stands
# before that: without "det" there is no "samlede samfund". After "det" alone a verb stands as often as a noun.
_PREPOSITION = "af|om|med|til|for|i|på|ved|fra|uden|mellem|gennem|of|on|with|to|by|from"
_ARTICLE = "en|et|a|an|the|vores|deres|sin|sit|sine|their|our|its"
_DEFINITE = "den|det|de"
_AFTER = (
    "i|på|af|til|for|med|som|der|kan|er|har|ved|at|fra|om|hos|når|så|men|gennem|uden|skal|bliver|mellem"
    "|in|on|of|to|with|that|which|can|is|are|has|have|by|from|when"
)
_ADJECTIVE = r"\w{3,}(?:lige|iske|ende|ede|elle|ære|ive|igt|ivt)"
_WORD = rf"(?!{_ADJECTIVE}\b)[^\W\d_]{{5,}}"
_PHRASE = re.compile(
    rf"(?<!\w)(?:(?:{_PREPOSITION}) (?P<bare>{_ADJECTIVE} {_WORD})"
    rf"|(?:{_PREPOSITION}|{_ARTICLE}) (?P<noun>{_WORD}(?: (?:og|and) {_WORD})?)"
    rf"|(?P<definite>(?:{_DEFINITE}) {_ADJECTIVE} {_WORD}))"
    rf"(?=[.,;:!?)]| (?:{_AFTER})\b)",
    re.IGNORECASE,
)
_DEFINITE_ENDINGS = ("en", "et", "ne")
# A phrase of several words says more than one: it may stand in so much less.
_OF_SEVERAL_WORDS = 1.25
# Said of everything in reports of this kind.
_COMMON = frozenset(
    terms(
        # Danish, then English.
        """borger borgere borgeren borgerne leverandør leverandører leverandørerne leverandørernes indsats indsatsen
        indsatser forløb forløbet arbejde arbejdet erfaring erfaringer erfaringerne måde måder gang tilfælde behov dette
        disse rapporten opsamling opsamlingen mulighed muligheder København kommune kommunen situation grad forhold del
        anbefaling anbefalinger beskrivelse flere andre denne deres selv netop hvilket tværs start starten forbindelse
        henblik form brug antal løbet fokus øvrigt dele modsætning vejen hensyn
        enkelte målgruppe målgruppen målgrupper rammeaftale rammeaftalen grund trods hånd tidspunkt udsigt skift
        proces processen processer erfaringsopsamling erfaringsopsamlingen intern januar februar marts april juni juli
        august september oktober november december citizens citizen suppliers supplier experience experiences
        """
    )
)


def name_groups(groups: Sequence[Sequence[Extract]], topic: str) -> list[str]:
    """Name each group: by the heading that its statements share, a phrase of several, a heading of one, or a noun.

    Args:
        groups: at least one statement each.
        topic: whose own words tell no group from the others.

    Returns:
        A name a group, no two alike, as it stands in the reports but for its capital; empty where nothing names it.
    """
    organisations = (extract.hit.report.organisation for group in groups for extract in group)
    common = _COMMON | set(terms(" ".join([topic, *organisations])))
    statements = [[set(terms(_words(extract))) for extract in group] for group in groups]
    every = [said for own in statements for said in own]
    found = [
        (_tells(phrase, statements[place], every), place, phrase)
        for place, group in enumerate(groups)
        for phrase in _phrases(group, common)
        if _stands_in(phrase, statements[place]) >= min(_FEWEST_WITH_PHRASE, len(group))
    ]
    candidates = [each[1:] for each in sorted(found, key=lambda each: -each[0])]
    names = _distinct([_heading(group, common, _is_shared) for group in groups])
    _name_by_phrases(names, [each for each in candidates if " " in each[1]])
    names = _distinct([name or _heading(group, common, _is_any) for name, group in zip(names, groups, strict=True)])
    _name_by_phrases(names, candidates)
    return names


def _name_by_phrases(names: list[str], candidates: Iterable[tuple[int, str]]) -> None:
    """Name the groups that have no name yet, each by its first phrase that has no word of another's name."""
    taken = set(terms(" ".join(names)))
    for place, phrase in candidates:
        if not names[place] and taken.isdisjoint(terms(phrase)):
            names[place] = phrase[:1].upper() + phrase[1:]
            taken.update(terms(phrase))


def _distinct(names: Sequence[str]) -> list[str]:
    """The names, each where it stands first."""
    return ["" if name in names[:place] else name for place, name in enumerate(names)]


def _is_shared(count: int, statements: int) -> bool:
    return count >= max(2, _SHARE_OF_HEADING * statements)


def _is_any(count: int, statements: int) -> bool:
    return statements > 1


def _heading(group: Sequence[Extract], common: Set[str], is_enough: Callable[[int, int], bool]) -> str:
    """The heading under which so many of the statements stand, where it says what they say and more than the topic."""
    headings = Counter(extract.hit.passage.headings[-1] for extract in group if extract.hit.passage.headings)
    said = set(terms(" ".join(map(_words, group))))
    for heading, count in headings.most_common():
        is_short = len(heading.split()) <= _LONGEST_HEADING_WORDS and not any(map(str.isdigit, heading))
        own = set(terms(heading)) - common
        is_theirs = is_enough(count, len(group)) and len(own & said) >= _SHARE_OF_WORDS * len(own)
        if own and is_short and is_theirs and not heading.endswith("?"):
            return heading.rstrip(":.")
    return ""


def _phrases(group: Sequence[Extract], common: Set[str]) -> list[str]:
    """The nouns and phrases of the statements, those of the better statements first."""
    found: dict[str, None] = {}
    for extract in sorted(group, key=lambda extract: -extract.score):
        for match in _PHRASE.finditer(_words(extract)):
            phrase = match["bare"] or match["noun"] or match["definite"]
            # Within a sentence a capital is a name's, of a person perhaps.
            if phrase.islower() and terms(phrase) and common.isdisjoint(terms(phrase)) and _agrees(phrase):
                found[phrase] = None
    return list(found)


def _agrees(phrase: str) -> bool:
    """Whether two nouns have the same form: "and" joins those, else more often what is said of them."""
    nouns = re.split(r" (?:og|and) ", phrase)
    return len({noun.endswith(_DEFINITE_ENDINGS) for noun in nouns}) == 1 and not nouns[-1].endswith("es")


def _stands_in(phrase: str, statements: Sequence[Set[str]]) -> int:
    """In how many statements a phrase's words stand."""
    stems = set(terms(phrase))
    return sum(stems <= said for said in statements)


def _tells(phrase: str, own: Sequence[Set[str]], every: Sequence[Set[str]]) -> float:
    """How well a phrase tells a group's statements from the others: in how many it stands, and in how few others."""
    within = _stands_in(phrase, own)
    return within * within / _stands_in(phrase, every) * (_OF_SEVERAL_WORDS if len(set(terms(phrase))) > 1 else 1)


def _words(extract: Extract) -> str:
    return " ".join(sentence.text for sentence in extract.sentences)
