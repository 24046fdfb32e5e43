"""The words of the tab of drafts, in Danish and English; a table as that of the assistant."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from assistant.texts import Wording

TEXTS: Final[Mapping[str, Wording]] = MappingProxyType(
    {
        "tab": Wording("Udkast", "Draft"),
        "heading": Wording("Udkast", "Draft"),
        "help": Wording(
            "Alt, hvad rapporterne siger om et emne, samlet til et udkast, du kan rette til. "
            "Hvert udsagn er ordret og har sin kilde.",
            "All that the reports say about a topic, gathered as a draft for you to edit. "
            "Every statement is verbatim and has its source.",
        ),
        # What it is to be about
        "topic": Wording("Emne", "Topic"),
        "topic_placeholder": Wording("For eksempel: civilsamfundet", "For example: civil society"),
        "shape": Wording("Inddelt efter", "Ordered by"),
        "shape_theme": Wording("temaer", "themes"),
        "shape_supplier": Wording("leverandører", "suppliers"),
        "shape_year": Wording("år", "years"),
        "shape_recommendations": Wording("kilder, kun anbefalinger", "sources, recommendations only"),
        "make": Wording("Lav udkast", "Make a draft"),
        "topic_blank": Wording("Skriv et emne først.", "Write a topic first."),
        "no_reports": Wording(
            "Der er ingen rapporter i indekset endnu, så der er intet at lave et udkast af.",
            "There are no reports in the index yet, so there is nothing to draft from.",
        ),
        "stage_searching": Wording("Gennemgår rapporterne …", "Going through the reports …"),
        "stage_reading": Wording("Udvælger udsagn …", "Choosing statements …"),
        "stage_writing": Wording("Ordner udkastet …", "Putting the draft in order …"),
        # What stands on the page
        "made": Wording("Udkastet er klar: {count} udsagn.", "The draft is ready: {count} statements."),
        "count": Wording("{count} udsagn", "{count} statements"),
        "count_one": Wording("1 udsagn", "1 statement"),
        "kept": Wording(
            "Det, du retter, gemmes løbende i denne browser og ingen andre steder.",
            "What you edit is kept as you go, in this browser and nowhere else.",
        ),
        "kept_for_user": Wording(
            "Det, du retter, gemmes løbende i denne browser og slettes, når du logger ud.",
            "What you edit is kept as you go, in this browser, and deleted when you log out.",
        ),
        "not_kept": Wording(
            "Browseren kunne ikke gemme udkastet. Hent det som fil, før du lukker siden.",
            "The browser could not keep the draft. Download it as a file before you close the page.",
        ),
        "section": Wording("Overskrift", "Heading"),
        "own": Wording("Egen tekst, står ikke i rapporterne", "Own text, not in the reports"),
        "gone": Wording(
            "Udsagnet står ikke længere ordret i rapporterne. Fjern det, før du henter udkastet som fil.",
            "This statement no longer stands word for word in the reports. Remove it before you download the draft.",
        ),
        # What a language model writes
        "open": Wording("Skriv indledninger", "Write openings"),
        "open_stop": Wording("Stop", "Stop"),
        "open_away": Wording(
            "Sprogmodellen {model} hos {host} skriver en indledning til hvert afsnit, når du beder om det. Afsnittenes "
            "overskrifter og udsagn sendes dertil; emnet og din egen tekst gør ikke.",
            "The language model {model} at {host} writes an opening for each section when you ask for it. The headings "
            "and statements of the sections are sent there; the topic and your own text are not.",
        ),
        "open_here": Wording(
            "Sprogmodellen {model} på denne maskine ({host}) skriver en indledning til hvert afsnit, når du beder om "
            "det. Intet sendes ud.",
            "The language model {model} on this machine ({host}) writes an opening for each section when you ask for "
            "it. Nothing is sent out.",
        ),
        "open_progress": Wording("Skriver indledning {number} af {count} …", "Writing opening {number} of {count} …"),
        "open_stopped": Wording("Stoppet. Der er ikke skrevet indledninger.", "Stopped. No openings were written."),
        "opened": Wording(
            "{opened} af {count} afsnit har fået en indledning.", "{opened} of {count} sections were opened."
        ),
        "opened_none": Wording("Udkastet er, som det var.", "The draft is as it was."),
        "open_slow": Wording("Sprogmodellen svarede ikke i tide.", "The language model did not answer in time."),
        "open_failed": Wording("Sprogmodellen kunne ikke skrive.", "The language model could not write."),
        "open_nothing": Wording(
            "Sprogmodellen kunne ikke samle udsagnene.", "The language model could not sum up the statements."
        ),
        "open_unverified": Wording(
            "Udsagnene dækkede for lidt af det, sprogmodellen skrev.",
            "The statements supported too little of what the language model wrote.",
        ),
        "open_small": Wording(
            "Udsagnene fylder mere, end sprogmodellen kan læse på én gang.",
            "The statements are longer than the language model can read at once.",
        ),
        "sentence": Wording("Sætning i indledningen", "Sentence of the opening"),
        "struck": Wording("Streget, fordi udsagnene ikke dækker det", "Struck, as the statements do not support it"),
        "carried": Wording("Sprogmodellens ord, dækket af:", "The language model's words, supported by:"),
        "own_now": Wording("Egen tekst. {faults}", "Own text. {faults}"),
        "empty": Wording("Udkastet er tomt. Find udsagn nedenfor.", "The draft is empty. Find statements below."),
        "link": Wording("Kilde {number}: {label}", "Source {number}: {label}"),
        # What can be done
        "undo": Wording("Fortryd", "Undo"),
        "redo": Wording("Gentag", "Redo"),
        "up": Wording("Flyt op", "Move up"),
        "down": Wording("Flyt ned", "Move down"),
        "write_sign": Wording("+ tekst", "+ text"),
        "write": Wording("Tilføj egen tekst herunder", "Add own text below"),
        "remove": Wording("Fjern", "Remove"),
        "delete": Wording("Slet udkastet", "Delete the draft"),
        "keys": Wording(
            "Tastatur: Alt+↑ og Alt+↓ flytter, Ctrl+Z fortryder.", "Keyboard: Alt+↑ and Alt+↓ move, Ctrl+Z undoes."
        ),
        "moved": Wording("Flyttet til plads {place} under {heading}.", "Moved to place {place} under {heading}."),
        "removed": Wording("Fjernet.", "Removed."),
        "written": Wording("Tomt felt til egen tekst tilføjet.", "An empty box for own text was added."),
        "added": Wording("Tilføjet under {heading}.", "Added under {heading}."),
        "deleted": Wording("Udkastet er slettet. Det kan fortrydes.", "The draft is deleted. This can be undone."),
        "undone": Wording("Fortrudt.", "Undone."),
        "redone": Wording("Gentaget.", "Redone."),
        # More from the reports
        "find": Wording("Find flere udsagn", "Find more statements"),
        "find_help": Wording("Søger i de samme rapporter som udkastet.", "Searches the same reports as the draft."),
        "find_label": Wording("Søg efter", "Search for"),
        "find_button": Wording("Søg", "Search"),
        "find_none": Wording("Ingen udsagn fundet.", "No statements found."),
        "found": Wording("{count} udsagn fundet.", "{count} statements found."),
        "to": Wording("Tilføj under", "Add under"),
        "new_section": Wording("Nyt afsnit", "New section"),
        "add": Wording("Tilføj", "Add"),
        "is_added": Wording("Tilføjet", "Added"),
        # A file of it
        "download": Wording("Hent som", "Download as"),
        "docx": Wording("Word", "Word"),
        "md": Wording("Markdown", "Markdown"),
        "html": Wording("HTML", "HTML"),
        "file": Wording("udkast", "draft"),
        "downloaded": Wording("Filen er hentet.", "The file is downloaded."),
        # What goes wrong
        "dropped_one": Wording(
            "Filen blev ikke lavet: 1 udsagn står ikke ordret i rapporterne. Fjern det, og prøv igen.",
            "The file was not made: 1 statement does not stand word for word in the reports. Remove it and try again.",
        ),
        "dropped": Wording(
            "Filen blev ikke lavet: {count} udsagn står ikke ordret i rapporterne. Fjern dem, og prøv igen.",
            "The file was not made: {count} statements do not stand word for word in the reports. "
            "Remove them and try again.",
        ),
        "nothing": Wording(
            "Udkastet er tomt, så der er intet at skrive.", "The draft is empty, so there is nothing to write."
        ),
        "malformed": Wording(
            "Det, browseren har gemt, er ikke et udkast. Lav et nyt.",
            "What the browser has kept is no draft. Make a new one.",
        ),
        "personal_data": Wording(
            "Emnet ser ud til at indeholde personoplysninger. Sprogmodellen ligger på en anden maskine, så intet er "
            "sendt, søgt på eller gemt. Skriv emnet igen uden oplysninger om enkelte personer.",
            "The topic seems to contain personal data. The language model is on another machine, so nothing was sent, "
            "searched for or kept. Write the topic again without details of a person.",
        ),
        "busy": Wording(
            "Der bliver lavet flere udkast lige nu. Prøv igen om lidt.",
            "Several drafts are being made just now. Try again shortly.",
        ),
        "failed": Wording(
            "Det gik galt. Prøv igen om lidt. Sker det igen, så bed den, der driver Kildesvar, om at se i loggen.",
            "Something went wrong. Try again shortly. If it happens again, ask whoever runs Kildesvar to look in the "
            "log.",
        ),
        "offline": Wording(
            "Serveren svarer ikke. Kontrollér, at Kildesvar kører, og prøv igen.",
            "The server does not answer. Check that Kildesvar is running, and try again.",
        ),
    }
)


def text(key: str, language: str, **values: object) -> str:
    """Return one text of the table; as `assistant.texts.text`."""
    return TEXTS[key].say(language, **values)
