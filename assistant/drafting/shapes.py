"""What a draft is ordered by."""

from enum import StrEnum


class Shape(StrEnum):
    """What the sections of a draft are; RECOMMENDATIONS leaves out what recommends nothing."""

    THEME = "theme"
    SUPPLIER = "supplier"
    YEAR = "year"
    RECOMMENDATIONS = "recommendations"
