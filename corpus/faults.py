"""What can be wrong with a file, and the two sentences that a user reads about it: what, and what to do."""

from dataclasses import dataclass
from enum import StrEnum


class FaultCode(StrEnum):
    """What is wrong with a file."""

    EMPTY = "empty"
    NOT_THE_FORMAT = "not_the_format"
    DAMAGED = "damaged"
    LOCKED = "locked"
    WRONG_PASSWORD = "wrong_password"  # noqa: S105
    NO_TEXT_LAYER = "no_text_layer"
    NO_TEXT = "no_text"
    UNKNOWN_FORMAT = "unknown_format"
    NOT_READABLE = "not_readable"
    OUTSIDE = "outside"
    TOO_SLOW = "too_slow"
    TOO_LARGE = "too_large"
    TOO_LONG = "too_long"
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class Fault:
    """A file that is not in the index, and why.

    Attributes:
        file: the path below the folder of reports, with forward slashes.
        code: what is wrong.
        detail: what was found, or empty.
    """

    file: str
    code: FaultCode
    detail: str = ""


_SENTENCES = {
    "da": {
        FaultCode.EMPTY: ("Filen er tom.", "Hent den igen fra afsenderen."),
        FaultCode.NOT_THE_FORMAT: (
            "Filen er ikke det, som dens navn siger.",
            "Åbn den i det program, den kommer fra, og gem den som PDF.",
        ),
        FaultCode.DAMAGED: (
            "Filen er beskadiget eller kun delvist hentet.",
            "Hent den igen, eller åbn den i en PDF-læser og gem en ny kopi.",
        ),
        FaultCode.LOCKED: (
            "Filen er låst med en adgangskode.",
            "Skriv adgangskoden i indstillingen reading.passwords, eller gem en kopi uden adgangskode.",
        ),
        FaultCode.WRONG_PASSWORD: (
            "Ingen af adgangskoderne i reading.passwords åbner filen.",
            "Ret adgangskoden i indstillingerne, eller gem en kopi uden adgangskode.",
        ),
        FaultCode.NO_TEXT_LAYER: (
            "Siderne er billeder uden tekst (et scannet dokument).",
            "Installér Tesseract (apt install tesseract-ocr tesseract-ocr-dan), og læs mappen igen.",
        ),
        FaultCode.NO_TEXT: (
            "Filen har sider, men der står ikke noget på dem.",
            "Kontrollér, at det er den rigtige fil.",
        ),
        FaultCode.UNKNOWN_FORMAT: (
            "Filtypen kan ikke læses.",
            "Brug PDF, Word (.docx), Markdown (.md) eller ren tekst (.txt).",
        ),
        FaultCode.NOT_READABLE: ("Filen kan ikke åbnes.", "Kontrollér, at programmet må læse den."),
        FaultCode.OUTSIDE: (
            "Filen er en genvej til et sted uden for mappen.",
            "Læg selve filen i mappen.",
        ),
        FaultCode.TOO_SLOW: (
            "Det tager for lang tid at læse filen.",
            "Del den i flere filer, eller hæv grænsen i indstillingen reading.seconds_per_file.",
        ),
        FaultCode.TOO_LARGE: (
            "Filen fylder for meget, når den pakkes ud.",
            "Del den i flere filer, eller hæv grænsen i indstillingen reading.megabytes_per_file.",
        ),
        FaultCode.TOO_LONG: (
            "Der er mere tekst i filen, end der kan læses ind som én rapport.",
            "Del den i flere filer.",
        ),
        FaultCode.CRASHED: (
            "Læsningen af filen brød sammen.",
            "Åbn den i det program, den kommer fra, og gem en ny kopi.",
        ),
    },
    "en": {
        FaultCode.EMPTY: ("The file is empty.", "Get it again from its sender."),
        FaultCode.NOT_THE_FORMAT: (
            "The file is not what its name says.",
            "Open it in the program it comes from and save it as PDF.",
        ),
        FaultCode.DAMAGED: (
            "The file is damaged or only partly downloaded.",
            "Download it again, or open it in a PDF reader and save a new copy.",
        ),
        FaultCode.LOCKED: (
            "The file is locked with a password.",
            "Put the password in the setting reading.passwords, or save a copy without one.",
        ),
        FaultCode.WRONG_PASSWORD: (
            "None of the passwords in reading.passwords opens the file.",
            "Correct the password in the settings, or save a copy without one.",
        ),
        FaultCode.NO_TEXT_LAYER: (
            "The pages are pictures without text (a scanned document).",
            "Install Tesseract (apt install tesseract-ocr tesseract-ocr-dan) and read the folder again.",
        ),
        FaultCode.NO_TEXT: (
            "The file has pages, but nothing is written on them.",
            "Check that it is the right file.",
        ),
        FaultCode.UNKNOWN_FORMAT: (
            "Files of this type cannot be read.",
            "Use PDF, Word (.docx), Markdown (.md) or plain text (.txt).",
        ),
        FaultCode.NOT_READABLE: ("The file cannot be opened.", "Check that the program may read it."),
        FaultCode.OUTSIDE: (
            "The file is a link to a place outside the folder.",
            "Put the file itself in the folder.",
        ),
        FaultCode.TOO_SLOW: (
            "Reading the file takes too long.",
            "Split it into several files, or raise the limit in the setting reading.seconds_per_file.",
        ),
        FaultCode.TOO_LARGE: (
            "The file takes up too much once it is unpacked.",
            "Split it into several files, or raise the limit in the setting reading.megabytes_per_file.",
        ),
        FaultCode.TOO_LONG: (
            "There is more text in the file than can be read as one report.",
            "Split it into several files.",
        ),
        FaultCode.CRASHED: (
            "Reading the file broke down.",
            "Open it in the program it comes from and save a new copy.",
        ),
    },
}


def describe(fault: Fault, language: str = "en") -> tuple[str, str]:
    """What is wrong and what to do, as two sentences in `language` ("da" or "en")."""
    what, remedy = _SENTENCES[language][fault.code]
    return (f"{what} ({fault.detail})" if fault.detail else what), remedy
