"""What the page's head carries for the viewer: its style, its script and its words."""

import json
from importlib.resources import files

from assistant.texts import LANGUAGES, text
from assistant.ui.source.rendering import WORDS


def viewer_style() -> str:
    """The viewer's part of the page's CSS."""
    return _read("viewer.css")


def viewer_script() -> str:
    """The viewer's script, with the words that it says itself in both languages."""
    words = {language: {key: text(key, language) for key in WORDS} for language in LANGUAGES}
    return f"const viewerWords = {json.dumps(words).replace('<', chr(92) + 'u003c')};\n{_read('viewer.js')}"


def _read(name: str) -> str:
    return files("assistant.ui.source").joinpath(name).read_text(encoding="utf-8")
