import re
from pathlib import Path

import pytest

from assistant import texts
from assistant.desk import texts as desk_texts
from assistant.desk.texts.building import BUILDING
from assistant.desk.texts.changes import CHANGES
from assistant.desk.texts.refusals import REFUSALS
from assistant.desk.texts.shelf import SHELF
from assistant.documents import texts as document_texts
from assistant.drafting import matrix_texts
from assistant.drafting import texts as drafting_texts
from assistant.texts import LANGUAGES, Wording, text
from assistant.texts.access import ACCESS
from assistant.texts.answer import ANSWER
from assistant.texts.conversations import CONVERSATIONS
from assistant.texts.page import PAGE
from assistant.texts.viewer import VIEWER
from assistant.writing import texts as writing_texts
from evals import texts as evals_texts

ROOT = Path(texts.__file__).parents[2]
UI = sorted(path for path in ROOT.glob("*/ui/**/*") if path.suffix in {".py", ".js", ".css"})
TABLES = (texts, desk_texts, document_texts, drafting_texts, matrix_texts, evals_texts, writing_texts)
ALL = [pytest.param(words, id=f"{of.__name__}:{key}") for of in TABLES for key, words in of.TEXTS.items()]


def placeholders(words: str) -> set[str]:
    return set(re.findall(r"{(\w+)[:}]", words))


@pytest.mark.parametrize("wording", ALL)
def test_both_languages_are_complete(wording: Wording) -> None:
    danish, english = wording
    assert danish.strip()
    assert english.strip()
    assert placeholders(danish) == placeholders(english)


def test_no_text_stands_under_the_key_of_another() -> None:
    assert len(texts.TEXTS) == sum(map(len, (PAGE, CONVERSATIONS, ANSWER, VIEWER, ACCESS)))
    assert len(desk_texts.TEXTS) == sum(map(len, (SHELF, CHANGES, REFUSALS, BUILDING)))


def test_placeholders_are_filled() -> None:
    assert text("coverage", "da", found=3, searched=5) == "Fundet i 3 af 5 rapporter"
    assert text("coverage", "en", found=3, searched=5) == "Found in 3 of 5 reports"


def test_a_third_language_is_refused() -> None:
    with pytest.raises(ValueError, match="the texts are in da and en, not in 'sv'"):
        text("send", "sv")


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(KeyError, match="no_such_text"):
        text("no_such_text", LANGUAGES[0])


@pytest.mark.parametrize("path", UI, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_danish_stands_in_the_code_of_the_page(path: Path) -> None:
    code = path.read_text(encoding="utf-8")
    assert not re.search("[æøåÆØÅ]", code)
    wordings = [wording for table in TABLES for wording in table.TEXTS.values()]
    danish = [wording.da for wording in wordings if wording.da != wording.en and len(wording.da) > 3]
    assert [words for words in danish if re.search(rf"\b{re.escape(words)}\b", code)] == []
