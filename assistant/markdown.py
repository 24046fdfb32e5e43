"""Words of any origin as plain text in Markdown."""

import re

# What Markdown reads as markup: signs, an entity, the start of a bare link, and how a line of a list begins.
_MARKUP = re.compile(
    r"([\\`*_\[\]<>#|~$&]|:(?=//)|(?<=\bwww)\.|(?<=\w)@(?=\w)|^[-+](?=\s)"
    r"|(?:(?<=^\d)|(?<=^\d\d)|(?<=^\d{3})|(?<=^\d{4}))[.)](?=\s))"
)


def escape(words: str) -> str:
    """Words of a report as plain text in Markdown; what they hold must not become a link, a tag or a heading."""
    return _MARKUP.sub(r"\\\1", words)
