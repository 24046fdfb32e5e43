"""All settings: defaults, then kildesvar.toml, then environment variables, then the command line's options."""

import os
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, HttpUrl, SecretStr, ValidationError, field_validator, model_validator
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict
from pydantic_settings import SettingsError as UnparsedVariable

from corpus.errors import SettingsError
from corpus.settings import ReadingSettings
from index.settings import IndexSettings

FILE = "kildesvar.toml"
PREFIX = "KILDESVAR_"
_DELIMITER = "__"


class ServeSettings(BaseModel):
    """Where the page is served."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    host: str = Field(default="127.0.0.1", min_length=1, description="Address that the page listens on.")
    port: int = Field(default=7860, ge=0, le=65535, description="Port that the page listens on; 0 takes a free one.")
    users: Path | None = Field(
        default=None, description="File of those who may log in (`kildesvar user add`); unset: nobody is asked to."
    )
    behind_proxy: bool = Field(
        default=False,
        description="Whether a proxy before the page does the login: then the page may listen on any address, "
        "everybody is a reader, and nobody is asked to log in where no users file is set.",
    )
    editing: bool = Field(
        default=True, description="Whether reports can be uploaded, corrected and removed on the page."
    )
    upload_megabytes: int = Field(
        default=100, ge=1, le=10_000, description="Megabytes of the largest file that can be uploaded."
    )
    upload_files: int = Field(
        default=1000, ge=1, le=100_000, description="Files in the reports' folder beyond which no more are uploaded."
    )
    questions_per_minute: int = Field(
        default=30, ge=1, le=100_000, description="Questions that a user, or an address without a login, may ask."
    )
    audit_log: Path | None = Field(
        default=None,
        description="File that notes who logged in and who changed the reports; unset: audit.jsonl in the index's "
        "folder.",
    )


class RetentionSettings(BaseModel):
    """How long what is stored of the users is kept; `kildesvar tidy` deletes what is older."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    audit_days: int = Field(default=365, ge=1, le=36_500, description="Days that a line of the audit log is kept.")
    feedback_days: int = Field(default=365, ge=1, le=36_500, description="Days that a rating of an answer is kept.")
    removed_days: int = Field(
        default=365, ge=1, le=36_500, description="Days that a report is kept which was removed on the page."
    )


class LlmSettings(BaseModel):
    """A language model behind an OpenAI-compatible endpoint; none is needed, and none is asked where none is set."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    base_url: HttpUrl | None = Field(
        default=None,
        description="Address of an OpenAI-compatible endpoint, such as http://127.0.0.1:11434/v1; unset: none.",
    )
    model: str | None = Field(default=None, min_length=1, description="Name of the model at that endpoint.")
    gguf: Path | None = Field(
        default=None,
        description="File of a model in the format GGUF, which llama.cpp then serves on this machine, instead of "
        "base_url and model; it comes with `pip install 'kildesvar[llama]'`.",
    )
    api_key: SecretStr | None = Field(default=None, description="Key of that endpoint, where it asks for one.")
    api_key_file: Path | None = Field(default=None, description="File that holds that key, instead of api_key.")
    timeout_seconds: float = Field(
        default=120.0, gt=0, le=3600, description="Seconds that the endpoint may be silent before a request has failed."
    )
    writes: bool = Field(default=True, description="Whether that model, where one is set, writes the answers.")
    answer_seconds: float = Field(
        default=60.0, gt=0, le=3600, description="Seconds after which an answer not yet written is given as quotes."
    )
    show_struck: bool = Field(
        default=True,
        description="Whether sentences of an answer that its sources do not carry are shown struck, with the reason.",
    )
    nli_model: str | None = Field(
        default=None,
        min_length=1,
        description="Cross-encoder taught inference (NLI) that tells whether passages carry a written sentence: name "
        "or folder of any sentence-transformers CrossEncoder with a class `entailment`; unset: rules alone do.",
    )
    context_tokens: int = Field(
        default=8192, ge=512, le=10_000_000, description="Tokens that the model reads and writes at the most."
    )

    @property
    def is_writer(self) -> bool:
        """Whether there is a model that is to write answers."""
        return bool(((self.base_url and self.model) or self.gguf) and self.writes)

    @model_validator(mode="after")
    def _has_one_key(self) -> Self:
        if self.api_key and self.api_key_file:
            raise ValueError("api_key and api_key_file are two places for one key; keep one of them")
        return self

    @model_validator(mode="after")
    def _has_one_model(self) -> Self:
        if self.gguf and (self.base_url or self.model):
            raise ValueError("gguf is one model, and base_url and model name another; keep one of them")
        return self

    @field_validator("base_url")
    @classmethod
    def _holds_no_secret(cls, url: HttpUrl | None) -> HttpUrl | None:
        if url and (url.username or url.password or url.query):
            # Settings are written down with every run, this one without stars.
            raise ValueError("an address with a user, a password or a query may hold a secret; api_key is for that")
        return url


class PrivacySettings(BaseModel):
    """What of a question is taken for personal data, beside civil registration numbers."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    names: bool = Field(
        default=False,
        description="Whether names of persons and addresses in a question or the topic of a draft are masked as CPR "
        "numbers are, and one with such a name is not sent to another machine.",
    )


class TracingSettings(BaseModel):
    """Where it is told how long the parts of an answer take; nowhere unless a collector is set."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    endpoint: HttpUrl | None = Field(
        default=None,
        description="Address of an OpenTelemetry collector that takes OTLP over gRPC, such as http://127.0.0.1:4317; "
        "it is sent how long the parts of each answer take, and needs `pip install 'kildesvar[tracing]'`. Unset: none.",
    )
    texts: bool = Field(
        default=False, description="Whether that collector is sent questions, passages and answers as well."
    )


class Settings(BaseSettings):
    """Every setting, by section. Use `load_settings`."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter=_DELIMITER, extra="forbid", frozen=True, toml_file=None
    )

    reading: ReadingSettings = ReadingSettings()
    index: IndexSettings = IndexSettings()
    serve: ServeSettings = ServeSettings()
    retention: RetentionSettings = RetentionSettings()
    llm: LlmSettings = LlmSettings()
    privacy: PrivacySettings = PrivacySettings()
    tracing: TracingSettings = TracingSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment win over what `load_settings` hands in from the file."""
        return env_settings, init_settings


def load_settings(file: Path | None = None) -> Settings:
    """Read the settings.

    Args:
        file: a TOML file; None reads kildesvar.toml in the working folder where there is one.

    Raises:
        SettingsError: a key is unknown, or a value is not what it should be.
    """
    path = file or Path(FILE)
    values = _read(path) if file or path.exists() else {}
    _refuse_unknown_variables(os.environ)
    try:
        return Settings(**values)
    except ValidationError as error:
        raise SettingsError(_sentence(error, path)) from error
    except UnparsedVariable as error:
        # Which variable it is the library does not tell; its value may be a password.
        raise SettingsError(
            'A KILDESVAR_ environment variable that holds a list is not written as JSON, such as ["one", "two"]; '
            "correct it or put the setting in kildesvar.toml."
        ) from error


def rows() -> Iterator[tuple[str, str, str, str]]:
    """Each setting's name in the file, its environment variable, its default and what it is for."""
    for section, field in Settings.model_fields.items():
        model = field.annotation
        assert isinstance(model, type) and issubclass(model, BaseModel)
        for name, setting in model.model_fields.items():
            variable = f"{PREFIX}{section}{_DELIMITER}{name}".upper()
            yield f"{section}.{name}", variable, _default(setting), setting.description or ""


def _default(field: FieldInfo) -> str:
    return "unset" if field.default in (None, ()) else str(field.default)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))  # editors on Windows begin with a mark
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path} cannot be read as TOML ({error}); correct it or take it away.") from error


def _refuse_unknown_variables(environment: Mapping[str, str]) -> None:
    known = {variable for _, variable, _, _ in rows()}
    for name in environment:
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            raise SettingsError(
                f"The environment variable {name} is no setting; `kildesvar settings` lists those there are."
            )


def _sentence(error: ValidationError, path: Path) -> str:
    """The first fault as one sentence; values stay out of it, for one may be a password."""
    fault = error.errors(include_input=False, include_url=False)[0]
    name = ".".join(str(part) for part in fault["loc"])
    if fault["type"] == "extra_forbidden":
        return f"{path} has a key {name}, which is no setting; `kildesvar settings` lists those there are."
    return f"The setting {name} is wrong: {fault['msg']}; correct it in {path} or in the environment."
