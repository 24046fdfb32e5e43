"""What the page's head carries: the styles and scripts of its parts, and the words that the scripts say."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.texts import LANGUAGES, TEXTS
from assistant.texts.conversations import CONVERSATIONS


@dataclass(frozen=True, slots=True)
class _Part:
    """A script and a style of the same name.

    Attributes:
        package: beside whose code they lie.
        name: of both, without suffix.
        words: keys of the texts that the script says.
    """

    package: str
    name: str
    words: tuple[str, ...] = ()

    def read(self, suffix: str) -> str:
        return read_asset(f"{self.name}.{suffix}", self.package)


_PARTS = (
    _Part("assistant.ui", "page"),
    _Part("assistant.ui", "tabs"),
    _Part("assistant.ui.source", "viewer", ("view_close", "view_loading", "view_failed")),
    _Part("assistant.ui.scope", "scope", ("scope_all", "scope_some", "scope_remove")),
    _Part(
        "assistant.ui.actions",
        "actions",
        (
            "action_copied",
            "action_not_copied",
            "action_downloaded",
            "action_not_downloaded",
            "rate_done",
            "rate_failed",
        ),
    ),
    _Part("assistant.ui.conversations", "conversations", tuple(CONVERSATIONS)),
)


def page_style() -> str:
    """The CSS of all parts."""
    return "".join(part.read("css") for part in _PARTS)


def page_script() -> str:
    """The JavaScript of all parts, which find their words in `pageWords` by language and key."""
    keys = [key for part in _PARTS for key in part.words]
    words = {language: {key: getattr(TEXTS[key], language) for key in keys} for language in LANGUAGES}
    written = json.dumps(words).replace("<", "\\u003c")  # it stands within a script element
    scripts = (part.read("js") for part in _PARTS)
    return "".join([f"const pageWords = {written};\n", *scripts, read_asset("waiting.js")])


@cache  # the bar of whoever is logged in comes with every page
def read_asset(name: str, package: str = "assistant.ui") -> str:
    """The text of a file that lies beside a package's code."""
    return files(package).joinpath(name).read_text(encoding="utf-8")
