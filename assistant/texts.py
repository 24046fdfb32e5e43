"""The one table of the words that users read, in Danish and English.

Everything that the page or an answer says beyond the words of a report stands here. A placeholder in braces is
filled by `text`.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

LANGUAGES: Final = ("da", "en")
"""ISO 639-1 codes of the languages of the screen; the first is the default."""


class Wording(NamedTuple):
    """One text in both languages."""

    da: str
    en: str

    def say(self, language: str, **values: object) -> str:
        """Return the text in a language, its placeholders filled.

        Raises:
            KeyError: a placeholder has no value.
            ValueError: the language is neither.
        """
        if language not in LANGUAGES:
            raise ValueError(f"the texts are in {' and '.join(LANGUAGES)}, not in {language!r}")
        return (self.da if language == "da" else self.en).format(**values)


TEXTS: Final[Mapping[str, Wording]] = MappingProxyType(
    {
        # The page
        "title": Wording("Kildesvar", "Kildesvar"),
        "tagline": Wording(
            "Spørg rapporterne. Hvert svar er ordrette citater med rapport, år og side.",
            "Ask the reports. Every answer is verbatim quotes with report, year and page.",
        ),
        "corpus": Wording(
            "{count} rapporter er læst: {organisations}, {years}.",
            "{count} reports have been read: {organisations}, {years}.",
        ),
        "corpus_undated": Wording(
            "{count} rapporter er læst: {organisations}.",
            "{count} reports have been read: {organisations}.",
        ),
        "and": Wording("og", "and"),
        "organisations_more": Wording("{count} andre", "{count} others"),
        "skip": Wording("Gå til spørgsmålet", "Skip to the question"),
        "language": Wording("Sprog", "Language"),
        "language_name": Wording("Dansk", "English"),
        "tab_ask": Wording("Spørg", "Ask"),
        # The question
        "question_label": Wording("Dit spørgsmål", "Your question"),
        "question_placeholder": Wording("Hvad vil du vide?", "What do you want to know?"),
        "follow_up_placeholder": Wording("Spørg videre …", "Ask a follow-up …"),
        "send": Wording("Spørg", "Ask"),
        "new_conversation": Wording("Ny samtale", "New conversation"),
        "examples": Wording("Prøv for eksempel", "Try for example"),
        "example_1": Wording(
            "Hvad anbefaler leverandørerne om civilsamfundet?",
            "What do the suppliers recommend about civil society?",
        ),
        "example_2": Wording("Hvad betyder en fast kontaktperson?", "What does a regular contact person mean?"),
        "example_3": Wording("Hvilken rolle spiller lønnede timer?", "Why do paid hours matter?"),
        "note": Wording(
            "Skriv ikke navne, CPR-numre eller andet om enkelte borgere.",
            "Do not write names, civil registration numbers or anything else about individual citizens.",
        ),
        "note_blank": Wording("Skriv et spørgsmål først.", "Write a question first."),
        # While it works
        "stage_searching": Wording("Søger …", "Searching …"),
        "stage_reading": Wording("Læser …", "Reading …"),
        "stage_writing": Wording("Skriver …", "Writing …"),
        # The answer
        "you_asked": Wording("Du spurgte", "You asked"),
        "status_answered": Wording("Det står der i rapporterne", "This is what the reports say"),
        "status_partial": Wording(
            "Rapporterne svarer på en del af spørgsmålet", "The reports answer part of the question"
        ),
        "status_not_found": Wording(
            "Det står der ikke noget om i rapporterne", "The reports do not say anything about this"
        ),
        "status_personal_data": Wording(
            "Spørgsmålet ser ud til at indeholde personoplysninger",
            "The question seems to contain personal data",
        ),
        "status_error": Wording("Spørgsmålet kunne ikke besvares", "The question could not be answered"),
        "help_not_found": Wording(
            "Prøv med andre ord, eller spørg om ét emne ad gangen.",
            "Try other words, or ask about one subject at a time.",
        ),
        "help_personal_data": Wording(
            "Det er hverken søgt på eller gemt. Skriv spørgsmålet igen uden oplysninger om enkelte personer.",
            "It was neither searched for nor stored. Write the question again without details of a person.",
        ),
        "help_error": Wording(
            "Prøv igen om lidt. Sker det igen, så bed den, der driver Kildesvar, om at se i programmets log.",
            "Try again shortly. If it happens again, ask whoever runs Kildesvar to look in the program's log.",
        ),
        "coverage": Wording("Fundet i {found} af {searched} rapporter", "Found in {found} of {searched} reports"),
        "coverage_found": Wording("Fundet i", "Found in"),
        "coverage_not_found": Wording("Ikke fundet i", "Not found in"),
        "gaps": Wording("Intet fundet for: {gaps}", "Nothing found for: {gaps}"),
        "searched": Wording("Søgt i {searched} rapporter", "Searched {searched} reports"),
        "filters_question": Wording("Læst i dit spørgsmål", "Read from your question"),
        "widen": Wording("Spørg alle rapporter i stedet", "Ask all reports instead"),
        "widen_console": Wording("--all-reports spørger alle rapporter", "--all-reports asks all reports"),
        "filters_user": Wording("Valgt af dig", "Chosen by you"),
        "kind_supplier": Wording("leverandørens egen rapport", "the supplier's own report"),
        "kind_cross-cutting": Wording("på tværs af leverandører", "across suppliers"),
        # Its sources
        "sources": Wording("Kilder", "Sources"),
        "nearest": Wording("Nærmeste steder", "Nearest passages"),
        "nearest_note": Wording(
            "De ligger tættest på spørgsmålet, men svarer ikke på det.",
            "They are the closest to the question, but do not answer it.",
        ),
        "page": Wording("s. {page}", "p. {page}"),
        "page_in_file": Wording("s. {label} (side {page} i filen)", "p. {label} (page {page} of the file)"),
        "source_link": Wording("Kilde {number}", "Source {number}"),
        # An empty index
        "empty": Wording("Der er ingen rapporter at spørge endnu", "There are no reports to ask yet"),
        "empty_help": Wording(
            "Tilføj dem under Rapporter, eller læs en mappe ind med kommandoen {command}, og genindlæs siden.",
            "Add them under Reports, or read in a folder with the command {command}, and reload this page.",
        ),
        "empty_command": Wording("kildesvar build MAPPE", "kildesvar build FOLDER"),
    }
)


def text(key: str, language: str, **values: object) -> str:
    """Return one text of the table.

    Args:
        key: a key of `TEXTS`.
        language: "da" or "en".
        values: what fills the text's placeholders; taken as it is, so HTML is escaped after this, not before.

    Returns:
        The words in that language.

    Raises:
        KeyError: the table has no such key, or a placeholder has no value.
        ValueError: the language is neither.
    """
    return TEXTS[key].say(language, **values)
