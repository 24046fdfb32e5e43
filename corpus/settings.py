"""The settings of reading."""

from pydantic import BaseModel, ConfigDict, Field, SecretStr


class ReadingSettings(BaseModel):
    """How files are read."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    passwords: tuple[SecretStr, ...] = Field(default=(), description="Passwords to try on locked PDF files.")
    seconds_per_file: int = Field(
        default=180,
        ge=1,
        le=86_400,
        description="Seconds of processor time after which the reading of a file is given up; what Tesseract takes for "
        "scanned pages is not counted.",
    )
    megabytes_per_file: int = Field(
        default=2000,
        ge=500,
        le=1_000_000,
        description="Megabytes of memory beyond which the reading of a file is given up.",
    )
