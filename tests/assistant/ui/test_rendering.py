import re
from dataclasses import replace
from html import escape
from html.parser import HTMLParser

import pytest

from assistant.desk.shelf import Shelf
from assistant.records import Answer, Citation, Coverage, Filters, Stage, Statement, Status, Writing
from assistant.texts import text
from assistant.ui.citations import mark_quotes
from assistant.ui.rendering import (
    render_announcement,
    render_empty,
    render_header,
    render_progress,
    render_turn,
)
from assistant.ui.reports.rendering import render_list
from assistant.ui.scope.rendering import render_scope
from assistant.ui.source.addresses import Place
from corpus.records import Kind, Report, Span, by_id
from index.records import Entry

EVIL = "<img src=x onerror=alert(1)>\"'&</p><script>alert(2)</script>"
REPORT = Report("broen-2024", "Broer", "Foreningen Broen", 2024, Kind.SUPPLIER, "da", "b.pdf", "0" * 64, 8)
OTHER = replace(REPORT, id="other-2023", title="Andre veje", organisation="Andre", year=2023)
REPORTS = by_id((REPORT, OTHER))


def citation(number: int, quote: str, passage: str = "En. To. Tre.") -> Citation:
    return Citation(
        number,
        REPORT.id,
        REPORT.title,
        REPORT.organisation,
        2024,
        4,
        "3",
        quote,
        passage,
        ("A", "B"),
        0.9,
        Span(4, 0, 3),
    )


ANSWER = Answer(
    "Hvad?",
    "da",
    Status.ANSWERED,
    0.9,
    "To. [1]",
    (Statement("To.", (1,)), Statement("Tre.", (2,))),
    (citation(1, "To."), citation(2, "Tre.")),
    coverage=Coverage((REPORT.id, OTHER.id), (REPORT.id,)),
)


@pytest.mark.parametrize(
    ("passage", "quote", "expected"),
    [
        ("En. To ord. Tre.", "To ord.", 'En. <mark data-number="1">To ord.</mark> Tre.'),
        ("En. To\n  ord. Tre.", "To ord.", 'En. <mark data-number="1">To\n  ord.</mark> Tre.'),
        ("En. To ord.", "To andre ord.", "En. To ord."),
        ("En. To ord.", "to ord.", "En. To ord."),
        ("En. To ord.", "", "En. To ord."),
        ("a\u030aben <b>", "\u00e5ben", '<mark data-number="1">\u00e5ben</mark> &lt;b&gt;'),
        ("1 < 2 & 3 (.*)", "2 & 3 (.*)", '1 &lt; <mark data-number="1">2 &amp; 3 (.*)</mark>'),
    ],
)
def test_a_quote_is_marked_word_for_word_or_not_at_all(passage: str, quote: str, expected: str) -> None:
    assert mark_quotes(passage, {1: quote}) == expected


def test_quotes_of_one_passage_are_marked_each_and_overlaps_once() -> None:
    marked = mark_quotes("En. To. Tre.", {2: "Tre.", 1: "En.", 3: "To. Tre."})
    assert marked == '<mark data-number="1">En.</mark> <mark data-number="3">To. Tre.</mark>'


def test_a_turn_names_statements_sources_pages_and_coverage() -> None:
    html = render_turn(ANSWER, 3, "da", REPORTS, latest=True)
    for part in (
        "Foreningen Broen 2024",
        'href="#source-3-1"',
        'id="source-3-2"',
        text("page_in_file", "da", label="3", page=4),
        text("coverage", "da", found=1, searched=2),
        "<li>A</li><li>B</li>",
        '<li lang="da">Andre veje</li>',
        '<details class="sources sources" open>',
    ):
        assert part in html
    assert html.count('class="source shared"') == 1  # both quotes are of one passage


def test_a_citation_opens_its_page_with_the_quotes_that_go_with_it() -> None:
    """A sentence over a page break has a citation for each page, and another report's echo is none of them."""
    before = citation(1, "En sætning, der")
    after = replace(citation(2, "går videre."), page=5, page_label="4", span=Span(5, 0, 11))
    echo = replace(citation(3, "En sætning, der går videre."), report=OTHER.id)
    answer = replace(ANSWER, statements=(Statement("...", (1, 2, 3)),), citations=(before, after, echo))
    html = render_turn(answer, 0, "da", REPORTS, latest=True)
    places = [f"sted={Place.of(each)}" for each in (before, after, echo)]
    for address in (
        f"/kilde/broen-2024/side/4?{places[0]}&amp;{places[1]}",
        f"/kilde/broen-2024/side/5?{places[1]}&amp;{places[0]}",
        f"/kilde/other-2023/side/4?{places[2]}",
    ):
        assert f'class="cite" data-source="{address}"' in html


def test_an_earlier_turn_keeps_its_sources_closed() -> None:
    assert '<details class="sources sources">' in render_turn(ANSWER, 0, "en", REPORTS)


def test_filters_are_named_with_where_they_came_from() -> None:
    filters = Filters((2024,), ("Andre",), (Kind.CROSS_CUTTING,), (OTHER.id,), "question")
    html = render_turn(replace(ANSWER, language="en", filters=filters), 0, "da", REPORTS)
    assert text("filters_question", "en") in html
    chips = re.search(r'class="filters">.*?<ul>(.*?)</ul>', html)
    assert chips
    assert chips[1] == f"<li>2024</li><li>Andre</li><li>{text('kind_cross-cutting', 'en')}</li>"
    chosen = replace(ANSWER, language="en", filters=filters, chosen=Filters((2024,), report=(OTHER.id,), source="user"))
    both = re.findall(r'class="filters"><p>(.*?)</p><ul>(.*?)</ul>', render_turn(chosen, 0, "da", REPORTS))
    assert both == [
        (text("filters_user", "en"), "<li>2024</li><li>Andre veje</li>"),
        (text("filters_question", "en"), f"<li>Andre</li><li>{text('kind_cross-cutting', 'en')}</li>"),
    ]


def test_the_words_around_an_answer_are_in_its_language_and_the_buttons_in_that_of_the_page() -> None:
    html = render_turn(replace(ANSWER, language="en"), 0, "da", REPORTS, latest=True)
    told, buttons = html.split('<div class="answer-actions" lang="da"')
    assert told.startswith('<article class="turn" lang="en">')
    for key in ("you_asked", "status_answered", "coverage_found", "coverage_not_found"):
        assert text(key, "en") in told and text(key, "da") not in html
    for words in ('<div lang="da"><p class="statement">To.', '<li lang="da">Broer</li>', 'title="Source 1: '):
        assert words in told
    row, sources = buttons.split('<details class="sources')
    assert text("action_copy_title", "da") in row and text("action_copy_title", "en") not in html
    assert "\nSources\n[1] Foreningen Broen 2024" in row  # what is copied
    assert text("sources", "en") in sources and f">{text('sources', 'da')}<" not in html


def test_an_answer_is_announced_in_its_language_and_a_quote_in_that_of_its_report() -> None:
    said = render_announcement(replace(ANSWER, language="en"), REPORTS)
    assert said.startswith(f'<div lang="en"><p lang="en">{text("status_answered", "en")}</p><p lang="da">To.</p>')
    prose = replace(ANSWER, language="en", writing=Writing("a-model", "127.0.0.1"))
    assert "<p>To.</p>" in render_announcement(prose, REPORTS)


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_status_and_stage_has_words(status: Status, language: str) -> None:
    bare = Answer("Hvad?", language, status, 0.0, "", nearest=(citation(1, "To."),))
    assert escape(text(f"status_{status.value}", language)) in render_turn(bare, 0, language, REPORTS)
    for stage in Stage:
        assert text(f"stage_{stage.value}", language) in render_progress("Hvad?", stage, language)


class Tags(HTMLParser):
    """Collects the elements and attributes of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)


def test_nothing_from_outside_becomes_an_element() -> None:
    report = replace(REPORT, id=EVIL, title=EVIL, organisation=EVIL, language=EVIL)
    cited = replace(
        citation(1, EVIL, f"{EVIL} {EVIL}"),
        report=EVIL,
        title=EVIL,
        organisation=EVIL,
        page_label=EVIL,
        headings=(EVIL,),
    )
    filters = Filters(organisation=(EVIL,), report=(EVIL, "unknown" + EVIL), source="user")
    coverage = Coverage((EVIL, "missing" + EVIL), (EVIL,))
    answer = Answer(
        EVIL, "da", Status.ANSWERED, 1.0, EVIL, (Statement(EVIL, (1,)),), (cited,), coverage=coverage, filters=filters
    )
    answer = replace(answer, chosen=filters, mentions=(EVIL,), unknown=(EVIL,))
    reports = {EVIL: report}
    pages = [
        render_turn(answer, 0, "da", reports, latest=True),
        render_turn(
            replace(answer, status=Status.NOT_FOUND, statements=(), citations=(), nearest=(cited,)), 0, "da", {}
        ),
        render_progress(EVIL, Stage.SEARCHING, "da"),
        render_header([report], "da"),
        render_announcement(answer, reports),
        render_empty("da"),
        render_scope([report, OTHER], filters, "da"),
    ]
    seen = Tags("".join(pages))
    assert seen.tags.isdisjoint({"img", "script", "svg", "iframe", "style"})
    assert seen.attributes <= {"class", "id", "href", "title", "lang", "open", "tabindex"} | {
        *("type", "hidden", "role", "name", "value", "checked", "aria-label", "aria-pressed", "aria-live"),
        *("data-act", "data-ignore", "data-reason", "data-reports", "data-turn"),
        "data-number",
        "data-source",
        "data-stage",
    }
    assert "<mark" in pages[0]


@pytest.mark.parametrize(("count", "said"), [(0, ""), (1, "1 CPR-nummer fundet."), (3, "3 CPR-numre fundet.")])
def test_the_row_of_a_report_says_how_many_civil_registration_numbers_stand_in_it(count: int, said: str) -> None:
    shelf = Shelf(entries=(Entry("v", "s", replace(REPORT, cpr_numbers=count), 9, 40, "2026-01-02T03:04:05+00:00"),))
    shown = render_list(shelf, "da", can_edit=False)
    assert ("CPR" in shown) == bool(said) and said in shown
