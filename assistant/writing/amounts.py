"""The numbers in a text, in Danish and English, as figures or as words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_UNITS = {
    "nul": 0, "zero": 0, "to": 2, "tre": 3, "three": 3, "fire": 4, "four": 4, "fem": 5, "five": 5, "seks": 6,
    "six": 6, "syv": 7, "seven": 7, "otte": 8, "eight": 8, "ni": 9, "nine": 9, "ti": 10, "ten": 10, "elleve": 11,
    "eleven": 11, "tolv": 12, "twelve": 12, "tretten": 13, "thirteen": 13, "fjorten": 14, "fourteen": 14,
    "femten": 15, "fifteen": 15, "seksten": 16, "sixteen": 16, "sytten": 17, "seventeen": 17, "atten": 18,
    "eighteen": 18, "nitten": 19, "nineteen": 19,
}  # fmt: skip
_ONES = {"én": 1, "ét": 1, "one": 1, "two": 2, "en": 1, "et": 1}
_TENS = {
    "tyve": 20, "twenty": 20, "tredive": 30, "thirty": 30, "fyrre": 40, "forty": 40, "halvtreds": 50, "fifty": 50,
    "tres": 60, "sixty": 60, "halvfjerds": 70, "seventy": 70, "firs": 80, "eighty": 80, "halvfems": 90, "ninety": 90,
}  # fmt: skip
_SCALES = {"hundrede": 100, "hundred": 100, "tusind": 1e3, "tusinde": 1e3, "thousand": 1e3, "mio": 1e6}
_SCALES |= {"million": 1e6, "millioner": 1e6, "millions": 1e6, "mia": 1e9, "milliard": 1e9, "milliarder": 1e9}
_SCALES |= {"billion": 1e9}
_PARTS = {"tredjedel": 3, "third": 3, "fjerdedel": 4, "quarter": 4, "femtedel": 5, "fifth": 5, "tiendedel": 10}
_PARTS |= {"tenth": 10, "sjettedel": 6, "sixth": 6, "ottendedel": 8, "eighth": 8}
_ORDINALS = {
    "anden": 2, "andet": 2, "second": 2, "tredje": 3, "third": 3, "fjerde": 4, "fourth": 4, "femte": 5, "fifth": 5,
    "sjette": 6, "sixth": 6, "tiende": 10, "tenth": 10, "fjortende": 14,
}  # fmt: skip
_TIMES = {"time": 1 / 24, "hour": 1 / 24, "dag": 1, "day": 1, "uge": 7, "week": 7, "måned": 30, "month": 30}
_TIMES |= {"år": 365, "year": 365}

_COMPOUND = "|".join(f"{one}og{ten}" for one in (*_UNITS, "en") for ten in _TENS if not ten.endswith("ty"))
_ENGLISH = "|".join(f"{ten}-{one}" for ten in _TENS for one in (*_UNITS, "one", "two") if ten.endswith("ty"))
_WORDS = "|".join(sorted((*_UNITS, *_TENS, "én", "ét", "one", "two"), key=len, reverse=True))
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_ORDINAL = "|".join(_ORDINALS)
_UNIT = r"(?P<percent>\s?(?:%|pct\b|procent|per\s?cent))"
_NUMBER = rf"\d+(?:[.,\s ]\d{{3}})+(?!\d)|\d+(?:[.,]\d+)?|(?:{_COMPOUND}|{_ENGLISH}|{_WORDS})(?!\w)"
_AMOUNT = re.compile(
    r"(?i)(?P<half>\bhalvdelen\b|\bhalf of\b|\bby half\b|\bhalvt?\s+år\b|\bhalf a year\b|\bhalf year\b)"
    r"|(?P<times>\b(?:twice (?=as\b)|to gange (?=så\b)|dobbelt(?=\s)|fordoblet|fordoblede|doubled?\b))"
    r"|(?P<twice>\b(?:twice|to gange)\b)"
    r"|(?P<parts>\b(?:en|et|a|one|to|two|tre|three)[\s-])(?P<part>tredjedele?|thirds?|fjerdedele?|quarters?|femtedele?"
    r"|fifths?|tiendedele?|tenths?|sjettedele?|sixths?|ottendedele?|eighths?)\b"
    rf"|\b(?:hver|hvert|every)\s+(?P<ordinal>{_ORDINAL})\b"
    rf"|(?<![\w])(?P<out>en|et|one)\s+(?=ud\s+af|out\s+of|in\s+(?:\d|{_WORDS}))"
    rf"|(?<![\w.,])(?P<number>{_NUMBER})(?:\s?(?P<scale>{_SCALE})\b\.?)?{_UNIT}?"
)
_ABOUT = re.compile(
    r"(?i)\b(?:(?P<more>over|mere end|flere end|godt|more than)|(?P<almost>næsten|knap|op mod|almost|nearly|just under)"
    r"|(?P<about>ca\.|cirka|omkring|omtrent|rundt regnet|about|around|roughly|some|approximately))\s+$"
)
_TO_PERCENT = re.compile(rf"(?i)\s?(?:-|–|to|til|og|and|mod|eller|or)\s?(?:{_NUMBER}){_UNIT}")
_DATE = re.compile(r"(?<![\d.])(\d{1,2})[./-](\d{1,2})[./-]((?:19|20)\d\d)\b")
_MONTHS = "januar februar marts april maj juni juli august september oktober november december".split()
# A share that is rounded: "about a third" for 33 percent.
_ROUNDED = 0.02


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as it stands in a text.

    Attributes:
        value: the number; a share is one of 100.
        is_share: whether it is a percentage or a fraction of a whole.
        words: as written.
        start: where it starts in the text.
        end: where it ends.
        days: what one of its unit lasts, where it counts time; else 0.
        about: "more", "almost" or "about", where the number is said to be no exact one; else empty.
    """

    value: float
    is_share: bool
    words: str
    start: int
    end: int
    days: float = 0
    about: str = ""

    @property
    def is_year(self) -> bool:
        """Whether it is a year, by its looks."""
        return not self.is_share and self.words.isdigit() and 1900 <= self.value < 2100

    def equals(self, other: "Amount") -> bool:
        """Whether both say the same, be it in other units of time: half a year is six months."""
        if self.is_share != other.is_share:
            return False
        if self.value == other.value:
            return not (self.days and other.days) or self.days == other.days
        if self.is_share:
            return abs(self.value - other.value) <= max(_rounding(self.value), _rounding(other.value))
        lasting, its = self.value * self.days, other.value * other.days
        return bool(lasting and its) and abs(lasting - its) < 0.05 * its

    def is_about(self, other: "Amount") -> bool:
        """Whether the other is what this one is said to be near to: "more than 8,000" is 8,300."""
        if not self.about or self.is_share != other.is_share or other.is_year or not self.value:
            return False
        least, most = {"more": (1, 1.1), "almost": (0.9, 1), "about": (0.95, 1.05)}[self.about]
        return least <= other.value / self.value <= most


def _rounding(share: float) -> float:
    """By how much a share may be off: hardly, where it is given in figures."""
    is_derived = abs(share * 100 - round(share * 100)) > 1e-6
    return _ROUNDED * 100 if is_derived else 0.5 * (share % 1 > 0)


def spell_dates(text: str) -> str:
    """The text with dates in figures spelt as in "1. marts 2024"; other characters as they are."""
    return _DATE.sub(_spelt, text)


def _spelt(date: re.Match[str]) -> str:
    month = int(date[2])
    return f"{int(date[1])}. {_MONTHS[month - 1]} {date[3]}" if 1 <= month <= 12 else date[0]


def amounts(text: str, language: str) -> list[Amount]:
    """The numbers of a text in order; "en" and "et" count only before "ud af", and "to" in Danish only."""
    return list(_amounts(text, language))


def _amounts(text: str, language: str) -> Iterator[Amount]:
    for match in _AMOUNT.finditer(text):
        if language == "en" and match[0].lower() in ("to", "one"):
            continue
        value, is_share = _value(match)
        before = _ABOUT.search(text[: match.start()])
        about = next((name for name, said in before.groupdict().items() if said), "") if before else ""
        days = _lasts(match[0]) or _lasts(text[match.end() :])
        is_share = is_share or bool(_TO_PERCENT.match(text, match.end()))
        yield Amount(value, is_share, match[0].strip(), match.start(), match.end(), days, about)


def _value(match: re.Match[str]) -> tuple[float, bool]:
    if half := match["half"]:
        is_time = "år" in half.lower() or "year" in half.lower()
        return (0.5, False) if is_time else (50.0, True)
    if part := match["part"]:
        count = {"to": 2, "two": 2, "tre": 3, "three": 3}.get(match["parts"].strip(" -").lower(), 1)
        return 100 * count / next(n for name, n in _PARTS.items() if part.lower().startswith(name)), True
    if ordinal := match["ordinal"]:
        value = float(_ORDINALS[ordinal.lower()])
        return (value, False) if _lasts(match.string[match.end() :]) else (100 / value, True)
    if match["times"]:
        return 200.0, True
    if match["twice"]:
        return 2.0, False
    if match["out"]:
        return 1.0, False
    value = _number(match["number"].lower()) * _SCALES.get((match["scale"] or "").lower(), 1)
    return value, bool(match["percent"])


def _number(written: str) -> float:
    if written[0].isdigit():
        if re.fullmatch(r"\d+(?:[.,\s ]\d{3})+", written):
            return float(re.sub(r"\D", "", written))
        return float(written.replace(",", "."))
    known = _UNITS | _ONES | _TENS
    if written in known:
        return float(known[written])
    one, ten = written.split("-")[::-1] if "-" in written else written.rsplit("og", 1)
    return float(known[one] + known[ten])


def _lasts(words: str) -> float:
    """The days of the unit of time that words begin with, or that ends "et halvt år"."""
    word = re.match(r"(?i)\s*(?:(?:et\s+)?halvt?\s+|half\s+(?:a\s+)?)?([a-zæøå]+)", words)
    if word is None:
        return 0
    return next((days for name, days in _TIMES.items() if re.fullmatch(rf"(?i){name}(?:er|en|s|e|ne)?", word[1])), 0)


def derived(text: str, language: str) -> list[Amount]:
    """What the numbers of a sentence come to: "9 of 12" in percent, "half of the 48" as a number."""
    found = amounts(text, language)
    counts = [each for each in found if not each.is_share and not each.is_year and each.value]
    values = [
        (100 * one.value / other.value, True, one) for one in counts for other in counts if one.value < other.value
    ]
    values += [(200.0, True, one) for one in counts for other in counts if 1.9 < one.value / other.value < 2.1]
    values += [
        (abs(one.value - other.value), one.is_share, one) for one in found for other in found if _differ(one, other)
    ]
    values += [(round(one.value * each.value / 100), False, one) for one in found if one.is_share for each in counts]
    return [
        Amount(round(value, 6), is_share, one.words, one.start, one.end, 365 * one.is_year or one.days)
        for value, is_share, one in values
    ]


def _differ(one: Amount, other: Amount) -> bool:
    """Whether one number may be taken from the other."""
    is_same_kind = (one.is_share, one.is_year) == (other.is_share, other.is_year)
    return is_same_kind and (one.days == other.days or not one.days) and one != other
