"""The words of the tab of comparisons, in Danish and English; a table as that of the assistant."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from assistant.texts import Wording

TEXTS: Final[Mapping[str, Wording]] = MappingProxyType(
    {
        "tab": Wording("Sammenlign", "Compare"),
        "heading": Wording("Sammenlign", "Compare"),
        "help": Wording(
            "Temaer sat op mod leverandører eller år: hvor meget hver siger om hvert tema, "
            "og det stærkeste udsagn ordret med sin kilde.",
            "Themes set against suppliers or years: how much each says about each theme, "
            "and the strongest statement verbatim with its source.",
        ),
        # What is to be compared
        "topics": Wording(
            "Et emne, som temaerne findes i, eller flere temaer på hver sin linje",
            "One topic, in which themes are found, or several themes, each on its own line",
        ),
        "topics_placeholder": Wording("For eksempel: civilsamfundet", "For example: civil society"),
        "by": Wording("Sammenlign", "Compare"),
        "by_supplier": Wording("leverandører", "suppliers"),
        "by_year": Wording("år", "years"),
        "make": Wording("Lav tabellen", "Make the table"),
        "topics_blank": Wording("Skriv et emne først.", "Write a topic first."),
        "topics_many": Wording(
            "Skriv højst {most} temaer, hvert på højst {longest} tegn.",
            "Write {most} themes at the most, each of {longest} characters at the most.",
        ),
        "no_reports": Wording(
            "Der er ingen rapporter i indekset endnu, så der er intet at sammenligne.",
            "There are no reports in the index yet, so there is nothing to compare.",
        ),
        "under_way": Wording("Gennemgår rapporterne …", "Going through the reports …"),
        # The table
        "made": Wording("Tabellen er klar.", "The table is ready."),
        "table": Wording("Tabel, der kan rulles", "Table that can be scrolled"),
        "others": Wording("Vis {count} til", "Show {count} more"),
        "download": Wording("Hent som", "Download as"),
        "docx": Wording("Word", "Word"),
        "md": Wording("Markdown", "Markdown"),
        "html": Wording("HTML", "HTML"),
        "csv": Wording("CSV", "CSV"),
        "xlsx": Wording("Excel", "Excel"),
        "file": Wording("sammenligning", "comparison"),
        "downloaded": Wording("Filen er hentet.", "The file is downloaded."),
        # What goes wrong
        "busy": Wording(
            "Der laves flere sammenligninger lige nu. Prøv igen om lidt.",
            "Several comparisons are being made just now. Try again shortly.",
        ),
    }
)


def text(key: str, language: str, **values: object) -> str:
    """Return one text of the table; as `assistant.texts.text`."""
    return TEXTS[key].say(language, **values)
