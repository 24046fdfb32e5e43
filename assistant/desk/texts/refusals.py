"""Why something cannot be done with the reports."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from assistant.texts import Wording

REFUSALS: Final[Mapping[str, Wording]] = MappingProxyType(
    {
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
    }
)
