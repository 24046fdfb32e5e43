"""What is said of a build."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from assistant.texts import Wording

BUILDING: Final[Mapping[str, Wording]] = MappingProxyType(
    {
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
