"""The settings of the index."""

from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class IndexSettings(BaseModel):
    """Where the index is, and which model makes its vectors."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    folder: Path = Field(default=Path(".kildesvar/index"), description="Folder of the index.")
    model: str = Field(
        default="default",
        min_length=1,
        description="Embedding model: `default` (multilingual-e5-small, no download), or the name or folder of any "
        "sentence-transformers model.",
    )
    query_prompt: str | None = Field(
        default=None, description="Put before a question when the model is not the default; unset: the model's own."
    )
    passage_prompt: str | None = Field(
        default=None, description="Put before a passage when the model is not the default; unset: the model's own."
    )
    cross_encoder: str | None = Field(
        default=None,
        min_length=1,
        description="Cross-encoder that orders the best passages and sentences anew: name or folder of any "
        "sentence-transformers CrossEncoder; unset: none.",
    )
    chroma_host: str | None = Field(
        default=None, description="Host of a Chroma server; unset: Chroma keeps its files in the index's folder."
    )
    chroma_collection: str = Field(
        default="kildesvar",
        pattern=r"^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}$",
        description="How the index's collections in Chroma begin; two indexes on one server need two names.",
    )
    chroma_port: int = Field(default=8000, ge=1, le=65535, description="Port of the Chroma server.")
    chroma_ssl: bool = Field(default=False, description="Whether the Chroma server is reached by HTTPS.")

    @model_validator(mode="after")
    def _prompts_only_for_other_models(self) -> Self:
        if self.model == "default" and (self.query_prompt is not None or self.passage_prompt is not None):
            raise ValueError("query_prompt and passage_prompt are for other models: the default brings its own")
        return self
