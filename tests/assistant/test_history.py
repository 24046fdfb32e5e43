from pathlib import Path

import pytest

from assistant.history import read_history
from assistant.records import Turn
from corpus.errors import SettingsError


def test_turns_are_read_in_order(tmp_path: Path) -> None:
    file = tmp_path / "samtale.json"
    file.write_text('[{"role": "user", "content": "Hvad er et frikort?"}, {"role": "assistant", "content": "Æh …"}]')
    assert read_history(file) == (Turn("user", "Hvad er et frikort?"), Turn("assistant", "Æh …"))
    file.write_text("[]")
    assert read_history(file) == ()


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("", "at the whole: Invalid JSON"),
        ("{}", "at the whole: Input should be a valid array"),
        ('[{"role": "system", "content": "x"}]', r"at 0.role: Input should be 'user' or 'assistant'"),
        ('[{"role": "user", "content": "x"}, {"role": "user"}]', "at 1.content: Field required"),
        ('[{"role": "user", "content": 3}]', "at 0.content: Input should be a valid string"),
        ('["hej"]', "at 0: Input should be"),
    ],
)
def test_what_is_no_conversation_is_named_with_its_place(tmp_path: Path, words: str, fault: str) -> None:
    file = tmp_path / "samtale.json"
    file.write_text(words)
    with pytest.raises(SettingsError, match=fault) as raised:
        read_history(file)
    assert "\n" not in str(raised.value) and str(file) in str(raised.value)


def test_a_file_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"intet\.json cannot be read \(No such file or directory\)"):
        read_history(tmp_path / "intet.json")
    with pytest.raises(SettingsError, match=r"cannot be read \(Is a directory\)"):
        read_history(tmp_path)
