"""What stands around the words of the reports: in an answer, in its sources, and under it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from assistant.texts.wording import Wording

ANSWER: Final[Mapping[str, Wording]] = MappingProxyType(
    {
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
            "Sprogmodellen ligger på en anden maskine, og personoplysninger som CPR-numre sendes ikke dertil. Intet er "
            "sendt eller søgt på, og oplysningerne er ikke gemt. Skriv spørgsmålet igen uden oplysninger om enkelte "
            "personer.",
            "The language model is on another machine, and personal data such as civil registration numbers is not "
            "sent there. Nothing was sent or searched for, and the data is not kept. Write the question again without "
            "details of a person.",
        ),
        "help_error": Wording(
            "Prøv igen om lidt. Sker det igen, så bed den, der driver Kildesvar, om at se i programmets log.",
            "Try again shortly. If it happens again, ask whoever runs Kildesvar to look in the program's log.",
        ),
        "coverage": Wording("Fundet i {found} af {searched} rapporter", "Found in {found} of {searched} reports"),
        "coverage_found": Wording("Fundet i", "Found in"),
        "coverage_not_found": Wording("Ikke fundet i", "Not found in"),
        "gaps": Wording("Intet fundet for: {gaps}", "Nothing found for: {gaps}"),
        "unknown": Wording("Ord, der ikke står i nogen rapport: {words}.", "Words that stand in no report: {words}."),
        "instead": Wording(
            "Der er også søgt på rapporternes ord: {words}.", "Also searched for words of the reports: {words}."
        ),
        "searched": Wording("Søgt i {searched} rapporter", "Searched {searched} reports"),
        "coverage_one": Wording("Fundet i den ene rapport, der er søgt i", "Found in the one report searched"),
        "searched_one": Wording("Søgt i 1 rapport", "Searched 1 report"),
        "filters_question": Wording("Læst i dit spørgsmål", "Read from your question"),
        "widen": Wording("Spørg alle rapporter i stedet", "Ask all reports instead"),
        "ask_without": Wording("spørg igen uden", "ask again without"),
        "widen_console": Wording("--all-reports spørger alle rapporter", "--all-reports asks all reports"),
        "filters_user": Wording("Valgt af dig", "Chosen by you"),
        "kind_supplier": Wording("leverandørens egen rapport", "the supplier's own report"),
        "kind_cross-cutting": Wording("på tværs af leverandører", "across suppliers"),
        # What can be done with it
        "action_copy": Wording("Kopiér", "Copy"),
        "action_copy_title": Wording("Kopiér svaret med nummererede kilder", "Copy the answer with numbered sources"),
        "action_copied": Wording("Kopieret.", "Copied."),
        "action_not_copied": Wording(
            "Browseren tillod ikke at kopiere. Markér teksten, og kopiér den selv.",
            "The browser did not allow copying. Select the text and copy it yourself.",
        ),
        "action_docx": Wording("Word", "Word"),
        "action_docx_title": Wording("Hent svaret som Word-dokument", "Download the answer as a Word document"),
        "action_md": Wording("Markdown", "Markdown"),
        "action_md_title": Wording("Hent svaret som Markdown", "Download the answer as Markdown"),
        "action_downloaded": Wording("Hentet.", "Downloaded."),
        "action_not_downloaded": Wording(
            "Dokumentet kunne ikke laves. Prøv igen om lidt, eller stil spørgsmålet igen.",
            "The document could not be made. Try again shortly, or ask the question again.",
        ),
        "rate_good": Wording("Godt svar", "Good answer"),
        "rate_bad": Wording("Dårligt svar", "Bad answer"),
        "rate_why": Wording("Hvad er der galt?", "What is wrong?"),
        "rate_off_topic": Wording("Svarer ikke på spørgsmålet", "Does not answer the question"),
        "rate_wrong_source": Wording("Kilden er forkert", "The source is wrong"),
        "rate_incomplete": Wording("Mangler noget", "Something is missing"),
        "rate_kept": Wording(
            "Der gemmes kun vurdering, grund, tidspunkt og de citerede sider. Hverken spørgsmålet eller dit navn.",
            "Only the rating, the reason, the time and the pages cited are kept. Neither the question nor your name.",
        ),
        "rate_done": Wording(
            "Tak. Vurderingen er gemt uden spørgsmål og navn.",
            "Thank you. The rating is kept without question and name.",
        ),
        "rate_failed": Wording(
            "Vurderingen kunne ikke gemmes. Prøv igen om lidt.", "The rating could not be kept. Try again shortly."
        ),
        # A draft's sections
        "undated": Wording("Uden årstal", "Undated"),
        "draft_rest": Wording("Desuden", "Besides"),
        "draft_all": Wording("Det siger rapporterne", "What the reports say"),
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
    }
)
