"""The words of the tab of reports, in Danish and English; a table as that of the assistant."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from assistant.texts import Wording

TEXTS: Final[Mapping[str, Wording]] = MappingProxyType(
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
        # What can be done
        "edit": Wording("Ret", "Correct"),
        "edit_of": Wording("Ret oplysninger om {title}", "Correct what is known of {title}"),
        "remove": Wording("Fjern", "Remove"),
        "remove_of": Wording("Fjern {title}", "Remove {title}"),
        "build": Wording("Læs mappen igen", "Read the folder again"),
        "cancel": Wording("Annuller", "Cancel"),
        "save": Wording("Gem", "Save"),
        "edit_heading": Wording("Ret oplysninger", "Correct what is known"),
        "field_title": Wording("Titel", "Title"),
        "field_organisation": Wording("Organisation", "Organisation"),
        "field_year": Wording("År", "Year"),
        "field_kind": Wording("Type", "Kind"),
        "from_file": Wording("som læst i filen", "as read from the file"),
        "take_back": Wording("Brug det, der læses i filen", "Use what is read from the file"),
        "take_back_of": Wording("Brug det, der læses i filen: {field}", "Use what is read from the file: {field}"),
        "saved": Wording(
            "Rettelsen er gemt. Rapporten læses igen.", "The correction is saved. Reading the report again."
        ),
        "remove_heading": Wording("Fjern rapporten?", "Remove the report?"),
        "remove_help": Wording(
            "Den indgår ikke længere i svarene. Filen slettes ikke: Den flyttes til mappen .removed inde i "
            "rapporternes mappe og kan flyttes tilbage.",
            "It will be in no more answers. The file is not deleted: it is moved to the folder .removed inside the "
            "reports' folder, and can be moved back.",
        ),
        "removed": Wording("{file} er fjernet.", "{file} is removed."),
        "readers": Wording(
            "Rapporterne kan ikke ændres her på siden. Bed den, der driver Kildesvar, om det.",
            "Reports cannot be changed on this page. Ask whoever runs Kildesvar.",
        ),
        # Upload
        "upload": Wording("Tilføj rapporter", "Add reports"),
        "choose": Wording("Vælg filer …", "Choose files …"),
        "drop": Wording("eller træk dem herhen.", "or drag them here."),
        "upload_help": Wording(
            "PDF, Word (.docx), Markdown eller ren tekst, højst {megabytes} MB hver. De lægges i {folder}.",
            "PDF, Word (.docx), Markdown or plain text, at most {megabytes} MB each. They are put in {folder}.",
        ),
        "uploads": Wording("Filer på vej", "Files under way"),
        "upload_step": Wording("{done} af {total} MB", "{done} of {total} MB"),
        "upload_queued": Wording("venter", "waiting"),
        "upload_kept": Wording("Gemt. Den læses om lidt.", "Saved. It will be read shortly."),
        "upload_renamed": Wording(
            "Gemt som {name}, for der lå en anden fil med samme navn.",
            "Saved as {name}, as another file had the same name.",
        ),
        "upload_there": Wording("Ligger der allerede: {name} har samme indhold.", "Already there: {name} is the same."),
        "upload_done": Wording("Filer hentet ind: {count}.", "Files uploaded: {count}."),
        "upload_at_once": Wording(
            "Vælg højst {count} filer ad gangen. De første {count} er taget med; vælg resten bagefter.",
            "Choose at most {count} files at a time. The first {count} are taken; choose the rest afterwards.",
        ),
        # Why not
        "upload_type": Wording(
            "{name} kan ikke læses. Vælg en fil, der ender på {endings}.",
            "{name} cannot be read. Choose a file that ends in {endings}.",
        ),
        "upload_large": Wording(
            "{name} er større end {megabytes} MB. Gem den mindre, eller del den i flere filer.",
            "{name} is larger than {megabytes} MB. Save it smaller, or cut it into several files.",
        ),
        "upload_many": Wording(
            "Der er plads til {count} filer i mappen, og den er fuld. Fjern nogle først.",
            "The folder has room for {count} files, and is full. Remove some first.",
        ),
        "upload_left_out": Wording(
            "Filer, der hedder som {name}, springes over, når mappen læses. Giv filen et andet navn.",
            "Files with names like {name} are passed by when the folder is read. Give the file another name.",
        ),
        "upload_no_space": Wording(
            "Der er ikke plads til {name} på disken. Bed den, der driver Kildesvar, om at skaffe mere.",
            "There is no room for {name} on the disk. Ask whoever runs Kildesvar for more.",
        ),
        "upload_not_written": Wording(
            "{name} kunne ikke gemmes i mappen. Bed den, der driver Kildesvar, om at se efter.",
            "{name} could not be saved in the folder. Ask whoever runs Kildesvar to have a look.",
        ),
        "upload_busy": Wording(
            "Der hentes allerede mange filer ind. Prøv igen om lidt.",
            "Many files are already being uploaded. Try again shortly.",
        ),
        "upload_broken": Wording(
            "{name} kom ikke helt igennem. Vælg den igen.", "{name} did not come through. Choose it again."
        ),
        "obstacle_samples": Wording(
            "Det er de opdigtede eksempler, der følger med programmet; de kan ikke ændres. Start Kildesvar med din "
            "egen mappe for at bruge dine egne rapporter: kildesvar serve --reports MAPPE",
            "These are the made-up samples that come with the program; they cannot be changed. Start Kildesvar with a "
            "folder of your own to use your own reports: kildesvar serve --reports FOLDER",
        ),
        "obstacle_missing": Wording(
            "Rapporternes mappe findes ikke længere. Læg den tilbage, eller start Kildesvar med en anden: "
            "kildesvar serve --reports MAPPE",
            "The reports' folder is gone. Put it back, or start Kildesvar with another: "
            "kildesvar serve --reports FOLDER",
        ),
        "obstacle_closed": Wording(
            "Programmet må ikke skrive i rapporternes mappe. Giv det lov til det, eller start med en anden: "
            "kildesvar serve --reports MAPPE",
            "The program may not write in the reports' folder. Let it, or start with another: "
            "kildesvar serve --reports FOLDER",
        ),
        "gone": Wording(
            "{file} ligger ikke i mappen længere. Læs mappen igen.", "{file} is no longer there. Read the folder again."
        ),
        "not_removed": Wording(
            "{file} kunne ikke flyttes. Kontrollér, at programmet må skrive i mappen.",
            "{file} could not be moved. Check that the program may write in the folder.",
        ),
        "catalogue_wrong": Wording(
            "Rettelsen kan ikke skrives i reports.toml. Ret filen i mappen, og prøv igen. Der står:",
            "The correction cannot be written in reports.toml. Mend the file in the folder, and try again. It says:",
        ),
        "wrong_fields": Wording("Ret de markerede felter.", "Correct the fields that are marked."),
        "wrong_title": Wording(
            "Skriv en titel på én linje, højst 300 tegn.", "Write a title of one line, at most 300."
        ),
        "wrong_organisation": Wording(
            "Skriv et navn på én linje, højst 300 tegn.", "Write a name of one line, at most 300 characters."
        ),
        "wrong_year": Wording(
            "Skriv et årstal mellem 1900 og 2100, fx 2024.", "Write a year from 1900 to 2100, such as 2024."
        ),
        "wrong_kind": Wording("Vælg en af typerne.", "Choose one of the kinds."),
        "may_not": Wording(
            "Du har ikke lov til at ændre rapporterne. Bed den, der driver Kildesvar, om det.",
            "You may not change the reports. Ask whoever runs Kildesvar.",
        ),
        "malformed": Wording(
            "Forespørgslen kan ikke forstås. Genindlæs siden, og prøv igen.",
            "The request cannot be understood. Reload the page and try again.",
        ),
        # A build
        "busy": Wording(
            "Mappen er ved at blive læst. Vent, til det er færdigt, før du starter igen.",
            "The folder is being read. Wait until that is done before you start again.",
        ),
        "building": Wording("Rapporterne læses ind", "Reading the reports"),
        "building_help": Wording(
            "Imens svarer Kildesvar ud fra det, der allerede var læst.",
            "Meanwhile Kildesvar answers from what had been read already.",
        ),
        "stage_starting": Wording("Ser efter, hvad der er nyt …", "Looking for what is new …"),
        "stage_reading": Wording("Læser {file} …", "Reading {file} …"),
        "stage_loading": Wording("Gør sprogmodellen klar …", "Getting the language model ready …"),
        "stage_encoding": Wording(
            "Gør {file} søgbar: {done} af {total} tekststykker", "Making {file} searchable: {done} of {total} passages"
        ),
        "stage_writing": Wording("Skriver indekset …", "Writing the index …"),
        "built": Wording(
            "Mappen er læst. Nye eller ændrede rapporter: {added}. Taget ud: {removed}.",
            "The folder is read. New or changed reports: {added}. Taken out: {removed}.",
        ),
        "built_nothing": Wording("Mappen er læst. Der var intet nyt.", "The folder is read. Nothing was new."),
        "built_part": Wording("{percent} % af tekststykkerne er søgbare.", "{percent} % of the passages searchable."),
        "not_built": Wording("Rapporterne kunne ikke læses ind", "The reports could not be read in"),
        "not_built_kept": Wording("Indekset er, som det var.", "The index is as it was."),
        "not_built_CatalogueError": Wording(
            "Der er en fejl i reports.toml. Ret den, og læs mappen igen.",
            "There is a fault in reports.toml. Mend it, and read the folder again.",
        ),
        "not_built_FolderError": Wording(
            "Mappen mangler, eller der er ingen filer i den. Læg filerne tilbage, og læs mappen igen.",
            "The folder is missing or holds no files. Put them back, and read the folder again.",
        ),
        "not_built_IndexUnusable": Wording(
            "Indekset bruges af et andet program eller kan ikke skrives. Prøv igen om lidt.",
            "The index is being built by another program or cannot be written. Try again shortly.",
        ),
        "index_unusable": Wording("Indekset kan ikke læses", "The index cannot be read"),
    }
)


def text(key: str, language: str, **values: object) -> str:
    """Return one text of the table, as `assistant.texts.text` does."""
    return TEXTS[key].say(language, **values)
