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
        # Conversations that the browser keeps
        "conversations": Wording("Samtaler", "Conversations"),
        "conversations_close": Wording("Luk listen", "Close the list"),
        "conversations_none": Wording("Du har ingen samtaler endnu.", "You have no conversations yet."),
        "conversations_kept": Wording(
            "Samtalerne ligger kun i denne browser.", "The conversations are kept in this browser only."
        ),
        "conversations_kept_for_user": Wording(
            "Samtalerne ligger kun i denne browser og slettes, når du logger ud.",
            "The conversations are kept in this browser only and deleted when you log out.",
        ),
        "conversations_delete": Wording("Slet “{title}”", "Delete “{title}”"),
        "conversations_delete_all": Wording(
            "Slet alle samtaler i denne browser", "Delete all conversations in this browser"
        ),
        "conversations_sure": Wording("Slet dem alle? Det kan ikke fortrydes.", "Delete them all? This is final."),
        "conversations_yes": Wording("Slet alle", "Delete all"),
        "conversations_no": Wording("Behold dem", "Keep them"),
        "conversations_deleted": Wording("Samtalen er slettet.", "The conversation is deleted."),
        "conversations_deleted_all": Wording("Alle samtaler er slettet.", "All conversations are deleted."),
        "conversations_wrong": Wording(
            "En gemt samtale var beskadiget og er fjernet fra listen.",
            "A kept conversation was damaged and has been removed from the list.",
        ),
        "conversations_full": Wording(
            "Browseren har ikke plads til at gemme samtalen. Slet nogle af de gamle.",
            "The browser has no room to keep the conversation. Delete some of the old ones.",
        ),
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
        # A source as it looks
        "view_close": Wording("Luk kilden", "Close the source"),
        "view_loading": Wording("Henter siden …", "Fetching the page …"),
        "view_failed": Wording(
            "Siden kunne ikke hentes. Luk kilden, og prøv igen.",
            "The page could not be fetched. Close the source and try again.",
        ),
        "view_page": Wording("Side {page} af {pages} i filen", "Page {page} of {pages} in the file"),
        "view_printed": Wording("trykt sidetal {label}", "printed page number {label}"),
        "view_tools": Wording("Vis siden", "View the page"),
        "view_before": Wording("Forrige side", "Previous page"),
        "view_after": Wording("Næste side", "Next page"),
        "view_nearer": Wording("Zoom ind", "Zoom in"),
        "view_farther": Wording("Zoom ud", "Zoom out"),
        "view_fit": Wording("Tilpas", "Fit"),
        "view_pdf": Wording("Åbn PDF", "Open the PDF"),
        "view_new_tab": Wording("på denne side, i en ny fane", "at this page, in a new tab"),
        "view_picture": Wording("Billede af side {page} i {title}", "Picture of page {page} of {title}"),
        "view_quote": Wording("Citatet i teksten", "The quote in the text"),
        "view_text": Wording("Hele sidens tekst", "All text of the page"),
        "view_no_text": Wording("Der er ingen tekst på siden.", "There is no text on the page."),
        "view_unmarked": Wording(
            "Citatet kunne ikke markeres præcist på billedet af siden. Det er markeret i teksten.",
            "The quote could not be marked exactly on the picture of the page. It is marked in the text.",
        ),
        "view_gone": Wording(
            "Filen er fjernet eller ændret, siden den blev læst, så siden kan ikke vises. Her er teksten, som den var.",
            "The file has been removed or changed since it was read, so the page cannot be shown. "
            "Here is the text as it was.",
        ),
        "view_undrawn": Wording(
            "Siden kan ikke tegnes. Her er dens tekst.", "The page cannot be drawn. Here is its text."
        ),
        "view_stale": Wording(
            "Rapporten er læst ind igen, efter at svaret blev givet. Stil spørgsmålet igen for at se citatet markeret.",
            "The report has been read anew since the answer was given. Ask again to see the quote marked.",
        ),
        # An empty index
        "empty": Wording("Der er ingen rapporter at spørge endnu", "There are no reports to ask yet"),
        "empty_help": Wording(
            "Tilføj dem under Rapporter, eller læs en mappe ind med kommandoen {command}, og genindlæs siden.",
            "Add them under Reports, or read in a folder with the command {command}, and reload this page.",
        ),
        "empty_command": Wording("kildesvar build MAPPE", "kildesvar build FOLDER"),
        # Before the page is there
        "opening": Wording("Gør klar …", "Getting ready …"),
        "opening_kept": Wording(
            "Spørgsmålet er taget imod. Svaret kommer, så snart Kildesvar er klar.",
            "The question is noted. The answer comes as soon as Kildesvar is ready.",
        ),
        "opening_gone": Wording(
            "Kildesvar svarer ikke. Kontrollér, at programmet kører; siden kommer af sig selv, når det er i gang igen.",
            "Kildesvar does not answer. Check that it is running; the page comes by itself once it is.",
        ),
        "opening_failed": Wording("Kildesvar kunne ikke gøres klar", "Kildesvar could not be made ready"),
        "opening_failed_help": Wording(
            "Programmet er stoppet. Ret det, der står her eller i programmets log, og start det igen.",
            "The program has ended. Mend what is said here or in the program's log, and start it again.",
        ),
        # The login
        "login": Wording("Log ind", "Log in"),
        "login_name": Wording("Brugernavn", "User name"),
        "login_password": Wording("Adgangskode", "Password"),
        "login_help": Wording(
            "Mangler du en bruger, eller har du glemt adgangskoden? Spørg den, der driver Kildesvar hos jer.",
            "No user yet, or forgotten the password? Ask whoever runs Kildesvar where you work.",
        ),
        "login_fault": Wording("Fejl", "Error"),
        "login_blank": Wording("Skriv både brugernavn og adgangskode.", "Write both user name and password."),
        "login_wrong": Wording(
            "Brugernavnet eller adgangskoden er forkert. Prøv igen.",
            "The user name or the password is wrong. Try again.",
        ),
        "login_wait": Wording(
            "Der er prøvet forkert for mange gange. Prøv igen om {seconds} sek.",
            "There have been too many wrong attempts. Try again in {seconds} s.",
        ),
        "login_busy": Wording(
            "Der er mange, som logger ind lige nu. Prøv igen om lidt.",
            "Many are logging in just now. Try again shortly.",
        ),
        "login_large": Wording(
            "Der blev sendt mere end et brugernavn og en adgangskode.",
            "More than a user name and a password was sent.",
        ),
        "login_closed": Wording(
            "Ingen kan logge ind lige nu. Bed den, der driver Kildesvar, om at se i programmets log.",
            "Nobody can log in just now. Ask whoever runs Kildesvar to look in the program's log.",
        ),
        "login_left": Wording("Du er logget ud.", "You are logged out."),
        "login_over": Wording(
            "Du er ikke længere logget ind. Log ind igen.", "You are no longer logged in. Log in again."
        ),
        "login_onward": Wording("Fortsæt til Kildesvar", "Go on to Kildesvar"),
        "account": Wording("Logget ind som", "Logged in as"),
        "role_reader": Wording("læser", "reader"),
        "role_editor": Wording("redaktør", "editor"),
        "logout": Wording("Log ud", "Log out"),
        "account_over": Wording("Du er ikke længere logget ind.", "You are no longer logged in."),
        "account_again": Wording("Log ind i en ny fane", "Log in in a new tab"),
        "refused_stranger": Wording(
            "Log ind først: Send name og password til /login, og behold den cookie, der kommer tilbage.",
            "Log in first: send name and password to /login, and keep the cookie that comes back.",
        ),
        "refused_method": Wording("Det kan man ikke gøre på denne adresse.", "That cannot be done at this address."),
        "refused_foreign": Wording(
            "Forespørgslen kom fra et andet websted og er afvist.", "The request came from another site and is refused."
        ),
        "refused_host": Wording(
            "Siden er kun for denne maskine. Skal andre bruge den gennem en proxy, så sæt serve.behind_proxy eller "
            "serve.users.",
            "The page is for this machine only. If others are to use it through a proxy, set serve.behind_proxy or "
            "serve.users.",
        ),
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
