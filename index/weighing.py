"""What each word of a question weighs: most where few passages have it, little where all do."""

import numpy as np

from index.keywords import KeywordIndex, Scores, terms

# Words such as "how many" and "when" stand everywhere, and still tell what an answer must hold.
_STOP_WORD = 0.3
# A word that no passage has may be in them by another name, or be no more than asked with.
_UNKNOWN = 0.5


def word_weights(question: str, keywords: KeywordIndex) -> Scores:
    """What each word of a question weighs, by how rare it is among the passages.

    "How do the suppliers work with citizens who fear the telephone?" is about fear and telephones: in reports of
    suppliers about citizens the other words are matched anywhere.

    Args:
        question: as it is read.
        keywords: of the passages.

    Returns:
        Above 0 and no more than 1, for each word between white space, shape (words,).
    """
    return np.array([_weight(word, keywords) for word in question.split()], dtype=np.float32)


def _weight(word: str, keywords: KeywordIndex) -> float:
    stems = terms(word)
    if not stems:
        return _STOP_WORD
    rarities = [keywords.rarity(stem) for stem in stems]
    return min(_UNKNOWN if rarity is None else rarity for rarity in rarities)
