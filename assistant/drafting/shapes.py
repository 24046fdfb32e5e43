"""What a draft is ordered by, and what themes are set against."""

from enum import StrEnum


class Shape(StrEnum):
    """What the sections of a draft are; RECOMMENDATIONS leaves out what recommends nothing."""

    THEME = "theme"
    SUPPLIER = "supplier"
    YEAR = "year"
    RECOMMENDATIONS = "recommendations"


class Side(StrEnum):
    """What the columns of a comparison are; each is a shape of a draft too."""

    SUPPLIER = Shape.SUPPLIER.value
    YEAR = Shape.YEAR.value
