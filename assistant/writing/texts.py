"""What is said of a language model and its sentences, in Danish and English; a table as that of the assistant."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from assistant.texts import Wording

TEXTS: Final[Mapping[str, Wording]] = MappingProxyType(
    {
        # Before anything is sent
        "sent_away": Wording(
            "Sprogmodellen {model} hos {host} skriver svarene. Dit spørgsmål og uddrag af rapporterne sendes dertil.",
            "The language model {model} at {host} writes the answers. Your question and passages of the reports are "
            "sent there.",
        ),
        "sent_here": Wording(
            "Sprogmodellen {model} på denne maskine ({host}) skriver svarene. Intet sendes ud.",
            "The language model {model} on this machine ({host}) writes the answers. Nothing is sent out.",
        ),
        # Of the answer
        "share": Wording(
            "Skrevet af sprogmodellen {model}; {share} % af sætningerne har dækning i kilderne.",
            "Written by the language model {model}; the sources support {share} % of its sentences.",
        ),
        "openings_share": Wording(
            "Indledningerne til afsnittene er skrevet af sprogmodellen {model}. {share} % af dens sætninger havde "
            "dækning i kilderne, og kun de er taget med. Resten er citater.",
            "The openings of the sections are written by the language model {model}. The sources support {share} % of "
            "its sentences, and only those are kept. The rest are quotes.",
        ),
        "struck": Wording("Streget, fordi kilderne ikke dækker det", "Struck, as the sources do not support it"),
        "unverified": Wording(
            "Sprogmodellens svar havde ikke dækning nok i kilderne. Her er citaterne i stedet.",
            "The sources did not support enough of the language model's answer. Here are the quotes instead.",
        ),
        "slow": Wording(
            "Sprogmodellen svarede ikke i tide. Her er citaterne i stedet.",
            "The language model did not answer in time. Here are the quotes instead.",
        ),
        "failed": Wording(
            "Sprogmodellen kunne ikke skrive svaret. Her er citaterne i stedet.",
            "The language model could not write the answer. Here are the quotes instead.",
        ),
        "nothing": Wording(
            "Sprogmodellen fandt ikke svaret i kilderne. Her er de citater, der ligger tættest på.",
            "The language model did not find the answer in the sources. Here are the quotes that come closest.",
        ),
        "small": Wording(
            "Kilderne fylder mere, end sprogmodellen kan læse på én gang. Her er citaterne i stedet.",
            "The sources are longer than the language model can read at once. Here are the quotes instead.",
        ),
        # What a sentence's sources do not carry
        "fault_number": Wording("Tallet “{words}” står ikke i kilden.", "The number “{words}” is not in the source."),
        "fault_name": Wording("Navnet “{words}” står ikke i kilden.", "The name “{words}” is not in the source."),
        "fault_agent": Wording(
            "Ifølge kilden er det en anden end “{words}”.", "According to the source, it is another than “{words}”."
        ),
        "fault_negation": Wording(
            "Sætningen og kilden er uenige om et “{words}”.", "The sentence and the source disagree over a “{words}”."
        ),
        "fault_quantity": Wording(
            "Sætningen og kilden siger ikke det samme om, hvor mange det er: “{words}”.",
            "The sentence and the source do not say the same about how many it is: “{words}”.",
        ),
        "fault_modality": Wording(
            "Kilden siger ikke det samme om, hvad man kan eller skal: “{words}”.",
            "The source does not say the same about what one may or must do: “{words}”.",
        ),
        "fault_reservation": Wording(
            "Kilden siger det ikke som en kendsgerning: “{words}”.",
            "The source does not say it as a fact: “{words}”.",
        ),
        "fault_opposite": Wording(
            "Kilden siger det modsatte af “{words}”.", "The source says the opposite of “{words}”."
        ),
        "fault_cause": Wording(
            "I kilden er årsag og virkning byttet om.", "In the source, cause and effect are the other way round."
        ),
        "fault_exchange": Wording(
            "Kilden har et andet ord, hvor der står “{words}”.", "The source has another word where it says “{words}”."
        ),
        "fault_addition": Wording("Det står ikke i kilden: “{words}”.", "This is not in the source: “{words}”."),
        "fault_not_entailed": Wording(
            "Kilden siger ikke det, som sætningen siger.", "The source does not say what the sentence says."
        ),
        "fault_no_source": Wording("Sætningen nævner ingen kilde.", "The sentence names no source."),
        "fault_gone": Wording(
            "Kilden blev ikke fundet ord for ord på sin side.", "The source was not found word for word on its page."
        ),
    }
)


def text(key: str, language: str, **values: object) -> str:
    """Return one text of the table; as `assistant.texts.text`."""
    return TEXTS[key].say(language, **values)
