import json
from pathlib import Path
from typing import Any

import pytest
from tokenizers import Tokenizer

from index import e5
from index.reader.pieces import Pieces

ROOT = Path(__file__).parents[2]
ODD = (
    "",
    " ",
    "x",
    "a" * 300,
    "😀 giraf 😀😀𓀀𓀀x",
    "½ ﬁ Å § 32 – 50 %",
    "  to   mellemrum \n her ",
    "qxzvk wqrtz",
    "中文字符测试",
    "▁▁ hm",
    "null\0byte",
)


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces.open()


@pytest.fixture(scope="module")
def tokenizer() -> Any:  # noqa: ANN401
    return Tokenizer.from_file(str(e5.unpacked_folder() / "tokenizer.json"))


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_are_cut_as_tokenizers_cuts_them(text: str, pieces: Pieces, tokenizer: Any) -> None:  # noqa: ANN401
    assert pieces.encode("query: " + text) == tokenizer.encode("query: " + text).ids


def test_questions_and_reports_are_cut_as_tokenizers_cuts_them(pieces: Pieces, tokenizer: Any) -> None:  # noqa: ANN401
    lines = (ROOT / "evals" / "sets" / "samples.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["question"] for line in lines]
    sources = sorted((ROOT / "corpus" / "sample_sources").glob("*.md"))
    texts += [line for path in sources for line in path.read_text(encoding="utf-8").splitlines()]
    assert [text for text in texts if pieces.encode(f"query: {text}") != tokenizer.encode(f"query: {text}").ids] == []
