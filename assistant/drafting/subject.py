"""The words of a topic that tell what it is about, and how many of them somebody uses."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.question import Question
from index.keywords import terms
from index.search import Index

# A word of more passages than this tells none from another: in reports of suppliers, "leverandør".
_EVERYWHERE = 1 / 3
# In Danish the verb stands after the word that asks, in English often one that only helps to ask: neither says what is
# asked about as surely as the rest does.
_ASKING = re.compile(
    r"(?i)\b(?:hvad|hvordan|hvorfor|hvem|hvor|hvornår|hvilke[nt]?|what|how|why|who|where|when|which)\s+\w+"
)
# What of a word is known where the reports have it with another ending.
_INFLECTED = 0.75
# Shorter stems stand within too many other words.
_SHORTEST_PART = 4


def telling_words(words: str, index: Index) -> str:
    """The words without those that stand everywhere."""
    return " ".join(word for word in re.findall(r"\w+", words) if _tells(word, index))


def _tells(word: str, index: Index) -> bool:
    return any(index.share_of(term) < _EVERYWHERE for term in terms(word))


@dataclass(frozen=True, slots=True)
class Subject:
    """What a topic is about.

    Attributes:
        weights: the telling words' stems, each with minus the logarithm of the share of passages that it stands in; of
            those that the reports know.
        language: the topic's, "da" or "en".
    """

    weights: Mapping[str, float]
    language: str

    def share_in(self, said: str, language: str) -> float:
        """The weight of the words that stand in a text, whole or within others, as a share of all, 0 to 1.

        Args:
            said: the text.
            language: of the report it stands in. In another one than the topic's, words are no evidence: 1.
        """
        if not self.weights or language != self.language:
            return 1.0
        stems = set(terms(said))
        found = [weight for term, weight in self.weights.items() if _stands_in(term, stems)]
        return sum(found) / sum(self.weights.values())


def subject_of(asked: Question, index: Index) -> Subject:
    """What a topic is about, in the words that the reports know; without the verb of a question."""
    telling = dict.fromkeys(terms(telling_words(_ASKING.sub(" ", asked.searched), index)))
    shares = {term: index.share_of(term) or 1 / index.passage_count for term in telling if _is_known(term, index)}
    return Subject({term: -math.log(share) for term, share in shares.items()}, asked.language)


def _is_known(term: str, index: Index) -> bool:
    return index.familiarity(term) >= _INFLECTED


def _stands_in(term: str, stems: set[str]) -> bool:
    return term in stems or (len(term) >= _SHORTEST_PART and any(term in stem for stem in stems))
