import re
from pathlib import Path

import pytest

import assistant
from assistant.texts import LANGUAGES, TEXTS, text

ROOM = Path(assistant.__file__).parent
UI = sorted(path for path in (ROOM / "ui").iterdir() if path.suffix in {".py", ".js", ".css"})


def placeholders(words: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", words))


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_both_languages_are_complete(key: str) -> None:
    danish, english = TEXTS[key]
    assert danish.strip()
    assert english.strip()
    assert placeholders(danish) == placeholders(english)


def test_placeholders_are_filled() -> None:
    assert text("coverage", "da", found=3, searched=5) == "Fundet i 3 af 5 rapporter"
    assert text("coverage", "en", found=3, searched=5) == "Found in 3 of 5 reports"


def test_a_third_language_is_refused() -> None:
    with pytest.raises(ValueError, match="the texts are in da and en, not in 'sv'"):
        text("send", "sv")


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(KeyError, match="no_such_text"):
        text("no_such_text", LANGUAGES[0])


@pytest.mark.parametrize("path", UI, ids=lambda path: path.name)
def test_no_danish_stands_in_the_code_of_the_page(path: Path) -> None:
    code = path.read_text(encoding="utf-8")
    assert not re.search("[æøåÆØÅ]", code)
    danish = [wording.da for wording in TEXTS.values() if wording.da != wording.en and len(wording.da) > 3]
    assert [words for words in danish if re.search(rf"\b{re.escape(words)}", code)] == []
