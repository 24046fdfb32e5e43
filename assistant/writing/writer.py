"""An answer in a language model's words: asked for, read as it comes, and kept as far as its sources carry it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from assistant.citing import Pages, cite, prose_to_markdown
from assistant.composing import Extract
from assistant.endpoint import Endpoint
from assistant.records import Answer, Citation, Fallback, Statement, Struck, Writing
from assistant.tracing import traced
from assistant.writing.clauses import overlap, read
from assistant.writing.findings import Source
from assistant.writing.prompt import keyed, message
from assistant.writing.stream import Parser, Written
from assistant.writing.verifying import verify
from corpus.errors import NoReply
from corpus.records import BlockRole
from index.records import Hit

OnText = Callable[[Sequence[Written]], None]
"""Told all sentences so far, before any of them is verified; the last of them may go on."""

# Passages that the model is given at the most, and the tokens that its answer may have.
_PASSAGES, _ANSWER_TOKENS = 8, 700
# Danish makes a token of as few characters as this in the models of today.
_CHARACTERS_A_TOKEN = 2.5
LEAST_SHARE = 0.5
"""When less than this share of what was written stands, none of it is shown."""


@traced
def write(
    answer: Answer, hits: Sequence[Hit], pages: Pages, endpoint: Endpoint, on_text: OnText | None = None
) -> Answer:
    """Have an answer written in prose.

    Args:
        answer: in quotes; it is what is given where nothing better comes of it.
        hits: passages that it may be written from, the best first.
        pages: where the quotes of the citations are read.
        endpoint: of the language model.
        on_text: told what has been written so far, also while nothing comes; what it raises ends the request.

    Returns:
        The answer in prose, or as it was. Either says in `writing` how it went.
    """
    keys, prompt = _within(endpoint, answer, hits)
    if not keys:
        return _as_quotes(answer, endpoint, Fallback.SMALL)
    written = read_reply(endpoint, prompt, keys, on_text)
    if isinstance(written, Fallback):
        return _as_quotes(answer, endpoint, written)
    return _verified(answer, *written, keys, pages, endpoint)


@traced
def read_reply(
    endpoint: Endpoint, prompt: str, keys: Collection[str], on_text: OnText | None = None
) -> tuple[tuple[Written, ...], int] | Fallback:
    """What the model writes, and how many of its citations name no passage; or why there is nothing.

    Args:
        endpoint: of the language model.
        prompt: with the passages.
        keys: of these.
        on_text: as of `write`.
    """
    parser = Parser(keys)
    try:
        for piece in endpoint.stream(prompt, _ANSWER_TOKENS):
            so_far = parser.add(piece)
            if on_text:
                on_text(so_far)
    except NoReply as error:
        return Fallback.SLOW if error.reason == "timeout" else Fallback.FAILED
    return Fallback.NOTHING if parser.says_nothing else parser.close()


def has_room(endpoint: Endpoint, prompt: str) -> bool:
    """Whether the model can read a prompt at once, and answer."""
    return len(prompt) <= (endpoint.context_tokens - _ANSWER_TOKENS) * _CHARACTERS_A_TOKEN


def _within(endpoint: Endpoint, answer: Answer, hits: Sequence[Hit]) -> tuple[Mapping[str, Hit], str]:
    """The best passages that the model can read at once, by their keys, and the prompt with them."""
    for count in range(min(_PASSAGES, len(hits)), 0, -1):
        keys = keyed(answer.question, hits[:count])
        prompt = message(answer.question, answer.language, keys)
        if has_room(endpoint, prompt):
            return keys, prompt
    return {}, ""


def _verified(
    answer: Answer, written: Sequence[Written], unknown: int, keys: Mapping[str, Hit], pages: Pages, endpoint: Endpoint
) -> Answer:
    """The sentences that their sources carry, with their citations; the answer in quotes where they are too few."""
    statements: list[Statement] = []
    citations: list[Citation] = []
    struck: list[Struck] = []
    for each in written:
        hits = [keys[key] for key in each.keys]
        faults = verify(each.text, [_source(hit) for hit in hits], endpoint.inference)
        _, cited, dropped = cite([_quoted(each.text, hit) for hit in hits], pages) if not faults else ([], [], 0)
        if faults or not cited:
            struck.append(Struck(each.text, faults))
            continue
        statements.append(Statement(each.text, _numbered(cited, citations)))
    share = len(statements) / len(written) if written else 0.0
    shown = tuple(struck) if endpoint.shows_struck else ()
    writing = Writing(endpoint.model, endpoint.host, None, share, shown, unknown)
    if share < LEAST_SHARE or not statements:
        return replace(answer, writing=replace(writing, fallback=Fallback.UNVERIFIED))
    return replace(
        answer,
        text=prose_to_markdown(answer.status, statements, answer.gaps, answer.language),
        statements=tuple(statements),
        citations=tuple(citations),
        writing=writing,
    )


def _numbered(cited: Sequence[Citation], citations: list[Citation]) -> tuple[int, ...]:
    """The numbers of what a sentence cites; what none before it cites is added to the citations."""
    numbers = []
    for each in cited:
        same = next((known for known in citations if (known.report, known.span) == (each.report, each.span)), None)
        if same is None:
            same = replace(each, number=len(citations) + 1)
            citations.append(same)
        numbers.append(same.number)
    return tuple(dict.fromkeys(numbers))


def _source(hit: Hit) -> Source:
    return Source(hit.report.organisation, hit.report.year, ". ".join([*hit.passage.headings, hit.passage.text]))


def _quoted(sentence: str, hit: Hit) -> Extract:
    """The sentence of the passage that says most of what was written."""
    quotable = [each for each in hit.passage.sentences if each.role is not BlockRole.HEADING]
    words = [word for clause in read(sentence).clauses for word in clause.words]

    def shared(text: str) -> float:
        return overlap(words, [word for clause in read(text).clauses for word in clause.words])

    best = max(quotable or hit.passage.sentences, key=lambda each: shared(each.text))
    return Extract(hit, (best,), hit.score)


def _as_quotes(answer: Answer, endpoint: Endpoint, why: Fallback) -> Answer:
    return replace(answer, writing=Writing(endpoint.model, endpoint.host, why))
