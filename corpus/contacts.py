"""Contact details: whose they are stands above them in bold, and is no heading."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.drafts import Draft
from corpus.records import BlockRole

# Two to five words that each begin with a capital.
_NAME = re.compile(r"(?:[A-ZÆØÅÉ][\w.'’-]*\s?){2,5}")
# An address or a number; a Danish number has eight digits, mostly in pairs.
_REACHED_BY = re.compile(r"\S@\S+\.\w|\b\d\d ?\d\d ?\d\d ?\d\d\b")
_LONGEST = 160  # letters in the details of one person


def join_contacts(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, each person's name in one paragraph with the title, number and address below it."""
    joined: list[Draft] = []
    for draft in drafts:
        if joined and _is_name(joined[-1]) and _reaches_somebody(draft):
            joined[-1] = replace(draft, lines=(*joined[-1].lines, *draft.lines))
        else:
            joined.append(draft)
    return joined


def _is_name(draft: Draft) -> bool:
    return draft.role is BlockRole.HEADING and bool(_NAME.fullmatch(draft.text.strip()))


def _reaches_somebody(draft: Draft) -> bool:
    is_short = draft.role is BlockRole.PARAGRAPH and len(draft.text) <= _LONGEST
    return is_short and bool(_REACHED_BY.search(draft.text))
