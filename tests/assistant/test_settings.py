from pathlib import Path

import pytest

from assistant.settings import FILE, Settings, load_settings, rows
from corpus.errors import SettingsError

SECRET = "Hemmelig42"


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The settings file of a working folder that has none yet."""
    monkeypatch.chdir(tmp_path)
    for _, variable, _, _ in rows():
        monkeypatch.delenv(variable, raising=False)
    return tmp_path / FILE


def test_without_a_file_every_setting_is_its_default() -> None:
    settings = load_settings()
    assert settings == Settings()
    assert (settings.index.folder, settings.index.model) == (Path(".kildesvar/index"), "default")
    assert (settings.serve.host, settings.serve.port) == ("127.0.0.1", 7860)
    assert settings.reading.passwords == ()


def test_the_environment_wins_over_the_file_key_by_key(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text('[index]\nfolder = "a"\nchroma_host = "b"\n[serve]\nport = 1\n')
    monkeypatch.setenv("KILDESVAR_INDEX__FOLDER", "c")
    monkeypatch.setenv("kildesvar_serve__port", "2")
    settings = load_settings()
    assert (str(settings.index.folder), settings.index.chroma_host, settings.serve.port) == ("c", "b", 2)


def test_a_file_of_windows_and_one_by_another_name_are_read(file: Path) -> None:
    other = file.with_name("andre.toml")
    other.write_bytes("\ufeff[serve]\r\nport = 3\r\n".encode())
    assert load_settings(other).serve.port == 3


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("[index]\nfoldr = 'x'", r"has a key index\.foldr, which is no setting; `kildesvar settings` lists"),
        ("[indeks]\nfolder = 'x'", "has a key indeks, which is no setting"),
        ("[serve]\nport = 'mange'", r"setting serve\.port is wrong: Input should be a valid integer"),
        ("[serve]\nport = 65536", r"setting serve\.port is wrong: .*less than or equal to 65535"),
        ("[serve]\nhost = ''", r"setting serve\.host is wrong: .*at least 1 character"),
        ("serve = 3", "setting serve is wrong: Input should be a valid dictionary"),
        ("[index]\nchroma_collection = 'a b'", r"setting index\.chroma_collection is wrong"),
        ("[index]\nquery_prompt = 'q'", "setting index is wrong: .*are for other models"),
        ("[index", r"kildesvar\.toml cannot be read as TOML"),
        ("[llm]\nbase_url = 'host:1'", r"setting llm\.base_url is wrong: .*URL"),
        ("[llm]\ntimeout_seconds = 0", r"setting llm\.timeout_seconds is wrong: .*greater than 0"),
        ("[reading]\npasswords = 'x'", r"setting reading\.passwords is wrong: Input should be a valid tuple"),
    ],
)
def test_a_wrong_file_is_one_sentence_that_names_the_fault(file: Path, words: str, fault: str) -> None:
    file.write_text(words)
    with pytest.raises(SettingsError, match=fault) as raised:
        load_settings()
    assert "\n" not in str(raised.value)


def test_a_file_that_is_asked_for_must_be_there(file: Path) -> None:
    with pytest.raises(SettingsError, match=r"kildesvar\.toml cannot be read as TOML \(.*No such file"):
        load_settings(file)


@pytest.mark.parametrize("name", ["KILDESVAR_INDEX__FOLDR", "KILDESVAR_INDEX", "KILDESVAR_X", "kildesvar_port"])
def test_an_unknown_variable_is_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "1")
    with pytest.raises(SettingsError, match=f"variable {name} is no setting; `kildesvar settings` lists"):
        load_settings()


def test_passwords_are_read_and_never_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KILDESVAR_READING__PASSWORDS", f'["{SECRET}"]')
    settings = load_settings()
    assert [password.get_secret_value() for password in settings.reading.passwords] == [SECRET]
    assert SECRET not in f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"


def test_a_key_is_read_and_never_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KILDESVAR_LLM__API_KEY", SECRET)
    settings = load_settings()
    assert settings.llm.api_key is not None and settings.llm.api_key.get_secret_value() == SECRET
    assert SECRET not in f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"


@pytest.mark.parametrize("place", ["me:{}@host/v1", "{}@host/v1", "host/v1?key={}", "host:{}/v1"])
def test_an_address_that_holds_a_secret_is_refused_without_it(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KILDESVAR_LLM__BASE_URL", f"http://{place.format(SECRET)}")
    with pytest.raises(SettingsError, match=r"llm\.base_url is wrong") as raised:
        load_settings()
    assert SECRET not in str(raised.value)


@pytest.mark.parametrize("value", [SECRET, f'{{"a": "{SECRET}"}}', f'["{SECRET}", [1]]'])
def test_a_wrong_password_variable_is_refused_without_its_value(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KILDESVAR_READING__PASSWORDS", value)
    with pytest.raises(SettingsError, match="environment") as raised:
        load_settings()
    assert SECRET not in str(raised.value)


def test_a_wrong_password_in_the_file_is_refused_without_its_value(file: Path) -> None:
    file.write_text(f'[reading]\npasswords = "{SECRET}"\n')
    with pytest.raises(SettingsError, match=r"reading\.passwords") as raised:
        load_settings()
    assert SECRET not in str(raised.value)
    file.write_text(f'[reading]\npasswords = ["{SECRET}"\n')
    with pytest.raises(SettingsError, match="cannot be read as TOML") as raised:
        load_settings()
    assert SECRET not in str(raised.value)


def test_every_setting_is_described_once_and_can_be_set_by_its_variable() -> None:
    listed = list(rows())
    assert len({name for name, _, _, _ in listed}) == len(listed) >= 11
    assert all(meaning.endswith(".") and default for _, _, default, meaning in listed)
    assert ("serve.port", "KILDESVAR_SERVE__PORT", "7860") in [row[:3] for row in listed]
