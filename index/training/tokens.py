"""Passages and questions as the model's tokens, and which of them stand in which sentence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from index.e5 import MAX_TOKENS, PROMPTS
from index.framing import frame
from index.reader.passages import in_order
from index.reader.questions import MOST_TOKENS
from index.training.passages import TrainingPassage


@dataclass(frozen=True, slots=True)
class PassageTokens:
    """A framed passage.

    Attributes:
        ids: its tokens, prompt and special tokens among them.
        order: positions in `ids`: first those outside all sentences, then each sentence's.
        lengths: how many of `order` stand outside, and in each sentence in turn; none is 0.
    """

    ids: tuple[int, ...]
    order: tuple[int, ...]
    lengths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class QuestionTokens:
    """A question.

    Attributes:
        ids: its tokens, prompt and special tokens among them.
        start: the first position that is neither; the last position is special too.
    """

    ids: tuple[int, ...]
    start: int


def tokenize_passages(passages: Iterable[TrainingPassage], tokenizer: Any) -> list[PassageTokens]:  # noqa: ANN401
    """Each passage under its frame, as the index frames it.

    Raises:
        ValueError: a sentence has no token, as when the passage is longer than the model reads.
    """
    return [_passage_tokens(passage, tokenizer) for passage in passages]


def tokenize_questions(texts: Sequence[str], tokenizer: Any) -> list[QuestionTokens]:  # noqa: ANN401
    """Each question under its prompt."""
    prompt = PROMPTS["query"]
    encodings = tokenizer(
        [prompt + text for text in texts], return_offsets_mapping=True, truncation=True, max_length=MOST_TOKENS
    )
    return [
        QuestionTokens(tuple(ids), next(i for i, (_, end) in enumerate(offsets) if end > len(prompt)))
        for ids, offsets in zip(encodings["input_ids"], encodings["offset_mapping"], strict=True)
    ]


def _passage_tokens(passage: TrainingPassage, tokenizer: Any) -> PassageTokens:  # noqa: ANN401
    text = frame(passage.organisation, passage.year, [passage.heading])
    bounds = []
    for sentence in passage.sentences:
        bounds.append((len(text), len(text) + len(sentence)))
        text += sentence + " "
    return tokenize_framed(text.rstrip(), bounds, tokenizer)


def tokenize_framed(text: str, sentences: Sequence[tuple[int, int]], tokenizer: Any) -> PassageTokens:  # noqa: ANN401
    """A framed passage whose sentences stand at the (start, end) characters given.

    Raises:
        ValueError: a sentence has no token, as when the passage is longer than the model reads.
    """
    encoding = tokenizer(
        PROMPTS["document"] + text, return_offsets_mapping=True, truncation=True, max_length=MAX_TOKENS
    )
    order, lengths = in_order(np.array(encoding["offset_mapping"]), sentences)
    if 0 in lengths:
        line = text.partition("\n")[0]
        raise ValueError(f"a passage under {line!r} has a sentence without tokens; shorten it to {MAX_TOKENS} tokens")
    return PassageTokens(tuple(encoding["input_ids"]), tuple(order.tolist()), tuple(lengths.tolist()))
