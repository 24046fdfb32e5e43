"""Small pieces of gold and ranked units for hand-made cases."""

from evals.gold import Gold, Place
from evals.metrics.overlap import Unit
from evals.questions import Nugget


def place(start: int, end: int, page: int = 1, report: str = "r") -> Place:
    return Place(report, page, start, end)


def unit(start: int, end: int, page: int = 1, report: str = "r") -> Unit:
    return (place(start, end, page, report),)


def gold(start: int, end: int, grade: int = 2, page: int = 1, report: str = "r") -> Gold:
    return Gold("words", grade, (place(start, end, page, report),))


def nugget(*match: str, vital: bool = True) -> Nugget:
    return Nugget(text="a fact", vital=vital, match=match)
