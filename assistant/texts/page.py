"""What the page itself says: its head, the question, which reports are asked, and how far an answer is."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from assistant.texts.wording import Wording

PAGE: Final[Mapping[str, Wording]] = MappingProxyType(
    {
        # The page
        "title": Wording("Kildesvar", "Kildesvar"),
        "tagline": Wording(
            "Spørg rapporterne. Hvert svar er ordrette citater med rapport, år og side.",
            "Ask the reports. Every answer is verbatim quotes with report, year and page.",
        ),
        "tagline_prose": Wording(
            "Spørg rapporterne. Under hvert svar står de ordrette citater, det bygger på, med rapport, år og side.",
            "Ask the reports. Under every answer stand the verbatim quotes it rests on, with report, year and page.",
        ),
        "corpus": Wording(
            "{reports} er læst: {organisations}, {years}.",
            "{reports} read: {organisations}, {years}.",
        ),
        "corpus_undated": Wording(
            "{reports} er læst: {organisations}.",
            "{reports} read: {organisations}.",
        ),
        "report": Wording("1 rapport", "1 report"),
        "reports": Wording("{count} rapporter", "{count} reports"),
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
        "stop": Wording("Stop", "Stop"),
        "stopped": Wording("Stoppet. Spørgsmålet står i feltet igen.", "Stopped. The question is back in the box."),
        # Which reports are asked
        "scope": Wording("Hvilke rapporter", "Which reports"),
        "scope_year": Wording("År", "Year"),
        "scope_organisation": Wording("Leverandør", "Supplier"),
        "scope_kind": Wording("Type", "Kind"),
        "scope_report": Wording("Rapport", "Report"),
        "scope_all": Wording("alle", "all"),
        "scope_some": Wording("{count} af {total}", "{count} of {total}"),
        "scope_clear": Wording("Vælg alle igen", "Choose all again"),
        "scope_remove": Wording("Fjern {name}", "Remove {name}"),
        "scope_wrong": Wording(
            "Valget af rapporter kunne ikke læses. Genindlæs siden, og vælg igen.",
            "The choice of reports could not be read. Reload the page and choose again.",
        ),
        # Before the first question
        "new_conversation": Wording("Ny samtale", "New conversation"),
        "examples": Wording("Prøv for eksempel", "Try for example"),
        "example_all": Wording("Hvad siger rapporterne om {subject}?", "What do the reports say about {subject}?"),
        "example_organisation": Wording(
            "Hvad skriver {organisation} om {subject}?", "What does {organisation} write about {subject}?"
        ),
        "example_year": Wording(
            "Hvad står der om {subject} i rapporterne fra {last}?",
            "What do the reports from {last} say about {subject}?",
        ),
        "example_change": Wording(
            "Hvordan har synet på {subject} udviklet sig fra {first} til {last}?",
            "How has the view of {subject} changed from {first} to {last}?",
        ),
        "note": Wording(
            "Skriv ikke navne, CPR-numre eller andet om enkelte borgere.",
            "Do not write names, civil registration numbers or anything else about individual citizens.",
        ),
        "note_blank": Wording("Skriv et spørgsmål først.", "Write a question first."),
        "question_large": Wording(
            "Spørgsmålet og samtalen før det fylder mere end {kilobytes} kB. Send færre af de tidligere svar med.",
            "The question and its conversation take more than {kilobytes} kB. Send fewer of the earlier answers along.",
        ),
        "too_fast": Wording(
            "Du har stillet mange spørgsmål på kort tid. Prøv igen om {seconds} sek.",
            "You have asked many questions in a short time. Try again in {seconds} s.",
        ),
        # While it works
        "stage_searching": Wording("Søger …", "Searching …"),
        "stage_reading": Wording("Læser …", "Reading …"),
        "stage_writing": Wording("Skriver …", "Writing …"),
        # An empty index
        "empty": Wording("Der er ingen rapporter at spørge endnu", "There are no reports to ask yet"),
        "empty_help": Wording(
            "Tilføj dem under Rapporter, eller læs en mappe ind med kommandoen {command}, og genindlæs siden.",
            "Add them under Reports, or read in a folder with the command {command}, and reload this page.",
        ),
        "empty_command": Wording("kildesvar build MAPPE", "kildesvar build FOLDER"),
    }
)
