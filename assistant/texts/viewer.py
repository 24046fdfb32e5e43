"""What stands around a source as it looks."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from assistant.texts.wording import Wording

VIEWER: Final[Mapping[str, Wording]] = MappingProxyType(
    {
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
    }
)
