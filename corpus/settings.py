"""The settings of reading."""

from pydantic import BaseModel, ConfigDict, Field, SecretStr


class ReadingSettings(BaseModel):
    """How files are read."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    passwords: tuple[SecretStr, ...] = Field(default=(), description="Passwords to try on locked PDF files.")
