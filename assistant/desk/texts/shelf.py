"""What is said of the reports: how many there are, what is known of each, and which files are none."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from assistant.texts import Wording

SHELF: Final[Mapping[str, Wording]] = MappingProxyType(
    {
        "tab": Wording("Rapporter", "Reports"),
        "heading": Wording("Rapporter", "Reports"),
        "help": Wording("Svarene bygger på disse rapporter og på ikke andet.", "Answers rest on these reports alone."),
        "loading": Wording("Henter …", "Loading …"),
        "offline": Wording(
            "Serveren svarer ikke. Kontrollér, at Kildesvar kører, og genindlæs siden.",
            "The server does not answer. Check that Kildesvar is running, and reload the page.",
        ),
        "failed_help": Wording(
            "Prøv igen om lidt. Sker det igen, så bed den, der driver Kildesvar, om at se i programmets log.",
            "Try again shortly. If it happens again, ask whoever runs Kildesvar to look in the program's log.",
        ),
        # Counts
        "count_report": Wording("1 rapport", "1 report"),
        "count_reports": Wording("{count} rapporter", "{count} reports"),
        "count_pages": Wording("{count} sider", "{count} pages"),
        "count_passages": Wording("{count} tekststykker", "{count} passages"),
        "count_faults": Wording("{count} ikke læst", "{count} not read"),
        "count_waiting": Wording("{count} venter", "{count} waiting"),
        "built_at": Wording(
            "Mappen er senest gennemgået {time:%d.%m.%Y kl. %H.%M}.", "Folder last gone through {time:%Y-%m-%d %H:%M}."
        ),
        "filter": Wording("Find en rapport på listen", "Find a report in the list"),
        # The table
        "reports": Wording("I indekset", "In the index"),
        "column_title": Wording("Rapport", "Report"),
        "column_organisation": Wording("Organisation", "Organisation"),
        "column_year": Wording("År", "Year"),
        "column_pages": Wording("Sider", "Pages"),
        "column_passages": Wording("Stykker", "Passages"),
        "column_read": Wording("Læst", "Read"),
        "column_actions": Wording("Handlinger", "Actions"),
        "kind_supplier": Wording("Leverandør", "Supplier"),
        "kind_cross-cutting": Wording("På tværs", "Cross-cutting"),
        "year_none": Wording("ukendt", "unknown"),
        "date": Wording("{time:%d.%m.%Y}", "{time:%Y-%m-%d}"),
        "time": Wording("{time:%d.%m.%Y kl. %H.%M}", "{time:%Y-%m-%d %H:%M}"),
        "inferred_legend": Wording(
            "Prikker under et ord: programmet har selv læst det i filen. Resten står i reports.toml.",
            "Dots below a word: the program read it from the file itself. The rest stands in reports.toml.",
        ),
        "inferred_of": Wording("Læst i filen: {fields}.", "Read from the file: {fields}."),
        "inferred": Wording("Læst i filen", "Read from the file"),
        "corrected": Wording("Rettet (står i reports.toml)", "Corrected (stands in reports.toml)"),
        "ocr_row": Wording(
            "Scannede sider er læst med OCR (sikkerhed: {percent} %).",
            "Scanned pages were read by OCR (confidence: {percent} %).",
        ),
        "cpr_row": Wording("{count} CPR-numre fundet.", "{count} civil registration numbers found."),
        "cpr_row_one": Wording("1 CPR-nummer fundet.", "1 civil registration number found."),
        "gone_row": Wording("Filen ligger ikke i mappen længere.", "The file is no longer in the folder."),
        "none": Wording("Der er ingen rapporter i indekset endnu.", "There are no reports in the index yet."),
        "none_upload": Wording(
            "Vælg dine filer ovenfor, eller læg dem i mappen, og tryk på “Læs mappen igen”.",
            "Choose your files above, or put them in the folder and press “Read the folder again”.",
        ),
        "none_command": Wording(
            "Start Kildesvar med en mappe med rapporter: kildesvar serve --reports MAPPE",
            "Start Kildesvar with a folder of reports: kildesvar serve --reports FOLDER",
        ),
        "serve_command": Wording("kildesvar serve --reports MAPPE", "kildesvar serve --reports FOLDER"),
        # What is not in the index
        "faults": Wording("Kunne ikke læses", "Could not be read"),
        "faults_help": Wording(
            "De filer indgår ikke i svarene. Ved hver står, hvad der er galt, og hvad du kan gøre.",
            "These files are in no answer. Each says what is wrong and what you can do.",
        ),
        "waiting": Wording("Venter på at blive læst", "Waiting to be read"),
        "waiting_help": Wording(
            "Filerne er kommet til, siden mappen sidst blev gennemgået.",
            "These files have come since the folder was last gone through.",
        ),
        "duplicates": Wording("Dubletter", "Duplicates"),
        "duplicate_of": Wording("har samme indhold som {file} og læses én gang", "is the same as {file}, read once"),
    }
)
