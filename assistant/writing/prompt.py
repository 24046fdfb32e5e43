"""What a language model is asked: the prompt of the question's language, and question and passages as data."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from index.framing import frame
from index.records import Hit

NO_ANSWER = {"da": "INTET_SVAR", "en": "NO_ANSWER"}
"""What the model writes where the passages do not answer."""

PLAN = {"da": "KILDER:", "en": "SOURCES:"}
"""What begins the line in which the model names its keys before it writes."""

_KEY_LETTERS = 6
_FOLDER = Path(__file__).parent


def keyed(question: str, hits: Sequence[Hit]) -> dict[str, Hit]:
    """The passages by keys: the same ones for the same question, and none that a report can hold on purpose.

    Who writes a report does not know the question, and cannot write into a passage a digest of that passage.
    """
    keys: dict[str, Hit] = {}
    for hit in hits:
        digest = hashlib.sha256(f"{question}\0{hit.passage.id}\0{hit.passage.text}".encode()).hexdigest()
        parts = (digest[i : i + _KEY_LETTERS] for i in range(len(digest) - _KEY_LETTERS))
        # Of letters and digits both: what is a number or a word is taken for one.
        keys[next(part for part in parts if part not in keys and not part.isdigit() and not part.isalpha())] = hit
    return keys


def message(question: str, language: str, keys: Mapping[str, Hit]) -> str:
    """The prompt with its data.

    The data is JSON on one line: no words of a report or of a question can end it and go on as instructions.
    """
    data = {
        "question": question,
        "passages": [
            {
                "key": key,
                "source": frame(hit.report.organisation, hit.report.year, hit.passage.headings).strip(),
                "text": hit.passage.text,
            }
            for key, hit in keys.items()
        ],
    }
    return f"{read_prompt('prompt', language)}\n{json.dumps(data, ensure_ascii=False)}\n"


def read_prompt(name: str, language: str) -> str:
    """What a model is told to do with the data that follows, in the language that it is to write."""
    return (_FOLDER / f"{name}_{language}.md").read_text(encoding="utf-8")
