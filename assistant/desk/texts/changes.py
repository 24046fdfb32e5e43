"""What can be done with the reports, and what is said of files that come in."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from assistant.texts import Wording

CHANGES: Final[Mapping[str, Wording]] = MappingProxyType(
    {
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
    }
)
