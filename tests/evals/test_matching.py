import pytest

from evals.matching import fold


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("en bro", "over en bro her", ["en bro"]),
        ("en  bro", "over en\nbro her", ["en\nbro"]),
        ("samarbejde", "et samar-\nbejde", ["samar-\nbejde"]),
        ("samar-bejde", "et samar\u00adbejde", ["samar\u00adbejde"]),
        ("på", "gik pa\u030a gaden", ["pa\u030a"]),
        ("pa\u030a", "gik på gaden", ["på"]),
        ("to", "to og to", ["to", "to"]),
        ("aa", "aaa", ["aa"]),
        ("Bro", "bro", []),
        ("", "bro", []),
        (" - ", "a - b", []),
        ("bro", "", []),
    ],
)
def test_words_are_found_where_they_stand(words: str, text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in fold(text).find_all(words)] == found
