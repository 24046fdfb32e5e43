"""What a language model is asked: the prompt of the question's language, and question and passages as data."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
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
    return dict(zip(keys_of(question, [f"{hit.passage.id}\0{hit.passage.text}" for hit in hits]), hits, strict=True))


def keys_of(question: str, texts: Sequence[str]) -> list[str]:
    """A key for each of some texts; see `keyed`."""
    keys: list[str] = []
    for each in texts:
        digest = hashlib.sha256(f"{question}\0{each}".encode()).hexdigest()
        parts = (digest[i : i + _KEY_LETTERS] for i in range(len(digest) - _KEY_LETTERS))
        # Of letters and digits both: what is a number or a word is taken for one.
        keys.append(next(part for part in parts if part not in keys and not part.isdigit() and not part.isalpha()))
    return keys


def message(question: str, language: str, keys: Mapping[str, Hit]) -> str:
    """The prompt of a question with its passages."""
    passages = [
        (key, frame(hit.report.organisation, hit.report.year, hit.passage.headings), hit.passage.text)
        for key, hit in keys.items()
    ]
    return with_data("prompt", language, question, passages)


def with_data(name: str, language: str, question: str, passages: Iterable[tuple[str, str, str]]) -> str:
    """A prompt with its data.

    The data is JSON on one line: no words of a report or of a question can end it and go on as instructions.

    Args:
        name: of the prompt.
        language: in which the model is to write.
        question: what the passages are about.
        passages: for each its key, whose it is, and its text.
    """
    told = [{"key": key, "source": source.strip(), "text": text} for key, source, text in passages]
    data = json.dumps({"question": question, "passages": told}, ensure_ascii=False)
    return f"{read_prompt(name, language)}\n{data}\n"


def read_prompt(name: str, language: str) -> str:
    """What a model is told to do with the data that follows, in the language that it is to write."""
    return (_FOLDER / f"{name}_{language}.md").read_text(encoding="utf-8")
