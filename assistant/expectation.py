"""What sort of answer a question expects, and whether a sentence holds one.

A sentence without a number does not say how many, however near to the question it lies.
"""

import re
from enum import StrEnum


class Expectation(StrEnum):
    """The sort of answer that a question expects; OPEN where any sentence may be one."""

    MONEY = "money"
    AMOUNT = "amount"
    YEAR = "year"
    TIME = "time"
    CONTACT = "contact"
    NAME = "name"
    REASON = "reason"
    OPEN = "open"


# The first that a question matches counts: "hvor mange kroner" asks for money before it asks for an amount.
_ASKS = (
    (
        Expectation.MONEY,
        r"hvad (?:kost|betal|tjen)\w+|hvor (?:mange (?:penge|kroner)|dyrt?)\b|\b(?:prisen|timeløn\w*|budget\w*)\b"
        r"|\bwhat (?:does|did|do) .*\b(?:cost|pay|earn)|\bhow much (?:money|does .* cost|did .* cost|do .* cost)"
        r"|\b(?:price|budget|salary)\b",
    ),
    (
        Expectation.AMOUNT,
        r"\bhvor (?:mange|meget|stort?|store|højt?|langt?|lange|længe|ofte|tit|gammel|gamle|hurtigt)\b"
        r"|\b(?:andel\w*|procent\w*|antal\w*|gennemsnit\w*)\b"
        r"|\bhow (?:many|much|long|often|old|large|high|far|soon)\b|\b(?:percentage|share of|number of|average)\b",
    ),
    (Expectation.YEAR, r"\b(?:hvilket|hvad) (?:år|årstal)\b|\b(?:what|which) year\b"),
    (
        Expectation.TIME,
        r"\bhvornår\b|\bhvilke[nt]? (?:år|dato|måned|dag|uge|dage)\b|\bwhen (?:is|was|were|did|do|does|will|can)\b"
        r"|\b(?:what|which) (?:years|(?:date|month|day|week)s?)\b",
    ),
    (Expectation.CONTACT, r"\b(?:telefon|mail|e-mail|adresse|hjemmeside|phone|email|address|website)\w*\b"),
    (
        Expectation.NAME,
        r"^\W*(?:og |and )?(?:hvem|who)\b|\bhvad hedder\b|\b(?:navnet på|name of)\b"
        r"|\bhvilke[nt]? (?:kommune|virksomhed|forening|skole|firma|by|bydel)\w*"
        r"|\bwhich (?:compan|municipalit|school|cit)\w+",
    ),
    (Expectation.REASON, r"\bhvorfor\b|\b(?:årsag|grund)en\b|\bwhy\b|\bthe reasons?\b"),
)
_NUMBER = (
    r"\d|\b(?:én|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|tretten|fjorten|femten|seksten|sytten|atten|nitten"
    r"|tyve|tredive|fyrre|halvtreds|tres|firs|hundrede|tusind|halvdelen|halvandet|(?:tredje|fjerde|femte)del\w*|ingen"
    r"|flest\w*|kvart\w*|dobbelt|dagligt|ugentligt?|månedligt?|årligt?"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|third|quarter|none|most|daily|weekly"
    r"|monthly|hundred|thousand)\b"
)
_MONTH = (
    r"januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|january|february|march|may"
    r"|june|july|october"
)
_HOLDS = {
    Expectation.MONEY: r"\b(?:kr\b|kroner|mio|million\w*|tusind|gratis|euro|dkk|free of charge|øre)",
    Expectation.AMOUNT: _NUMBER,
    Expectation.YEAR: r"\b(?:19|20)\d\d\b",
    Expectation.TIME: rf"\b(?:(?:19|20)\d\d|{_MONTH}|\w+dage?n?|kl|uge\w*|måned\w*|år\w*|forår\w*|efterår\w*|sommer\w*"
    r"|vinter\w*|senest|inden|når|først|spring|autumn|summer|winter|weeks?|months?|years?|\w+days?)\b",
    Expectation.CONTACT: r"@|\bwww\b|\.dk\b|\b\d\d ?\d\d ?\d\d ?\d\d\b|(?:vej|gade|allé|plads) \d",
    Expectation.REASON: r"\b(?:fordi|derfor|skyldes|da|idet|eftersom|årsag\w*|grund\w*|så|for at|ellers|betyder|dermed"
    r"|because|since|due|as|so that|therefore|otherwise|means)\b",
}
# A capital within a sentence: in Danish only names have one.
_NAME = re.compile(r"(?<=[\w,;:] )[A-ZÆØÅ]")
_WORD = re.compile(r"\w[\w.-]*")
_PATTERNS = {expected: re.compile(pattern, re.IGNORECASE) for expected, pattern in _HOLDS.items()}
_QUESTIONS = tuple((expected, re.compile(pattern, re.IGNORECASE)) for expected, pattern in _ASKS)


def expected_by(question: str) -> Expectation:
    """The sort of answer that a question in Danish or English expects."""
    return next((expected for expected, pattern in _QUESTIONS if pattern.search(question)), Expectation.OPEN)


def is_held(question: str, sentence: str) -> bool:
    """Whether a sentence holds what a question asks for: a number, a date, a name, a reason.

    A name or number that the question has itself is not what it asks for.
    """
    expected = expected_by(question)
    if expected is Expectation.OPEN:
        return True
    asked = {_folded(word) for word in _WORD.findall(question)}
    told = _WORD.sub(
        lambda word: "_" if _is_told(word.group()) and _folded(word.group()) in asked else word.group(), sentence
    )
    if expected is Expectation.NAME:
        return bool(_NAME.search(told))
    return bool(_PATTERNS[expected].search(told))


def _is_told(word: str) -> bool:
    """Whether a word may be the name or the number that is asked for."""
    return any(letter.isdigit() or letter.isupper() for letter in word)


def _folded(word: str) -> str:
    return word.casefold().rstrip("s.")  # "SydhavnsCompagniets" names it too
