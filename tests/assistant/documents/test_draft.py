"""A draft as Word, Markdown and HTML."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as open_document
from docx.oxml.ns import qn
from playwright.sync_api import Browser

from assistant.assistant import Assistant
from assistant.documents.draft import draft_document, spread_charts
from assistant.documents.files import check_ending, write_document
from assistant.documents.html import to_html
from assistant.documents.markdown import to_markdown
from assistant.documents.records import Chart, Document, Items, Run, Table
from assistant.documents.word import to_docx
from assistant.drafting.drafter import draft
from assistant.drafting.records import Draft
from assistant.drafting.shapes import Shape
from assistant.records import Status
from corpus.errors import SettingsError
from corpus.records import Report, by_id
from tests.assistant.documents.conftest import Print

DAY = date(2026, 3, 1)
EVIL = "<script>window.hit=1</script> & | **fed** \x00"


@pytest.fixture(scope="module")
def reports(assistant: Assistant) -> dict[str, Report]:
    return by_id(assistant.reports())


@pytest.fixture(scope="module")
def document(drafted: Draft, reports: dict[str, Report]) -> Document:
    return draft_document(drafted, "da", reports, DAY)


def test_word_has_the_sections_and_a_table_a_comparison(drafted: Draft, document: Document, printed: Print) -> None:
    content = to_docx(document)
    word = open_document(BytesIO(content))
    headings = [each.text for each in word.paragraphs if each.style.name == "Heading 1"]
    assert headings[: len(drafted.sections)] == [section.heading for section in drafted.sections]
    assert headings[-2:] == ["Hvad rapporterne ikke dækker", "Kilder"]
    assert len(word.tables) == 1 + len(drafted.comparisons) > 1
    compared = [number for each in drafted.comparisons for _, said in each.sides for number in said.citations]
    last, pages = len(drafted.citations) + len(compared), printed(content)
    organisations = {"".join(citation.organisation.split()) for citation in drafted.citations}
    assert any(f"{last}{name}" in pages for name in organisations)
    assert not any(f"{last + 1}{name}" in pages for name in organisations)


def test_the_statements_of_each_organisation_and_year_are_drawn(drafted: Draft, document: Document) -> None:
    chart = next(block for block in document.blocks if isinstance(block, Chart))
    word = open_document(BytesIO(to_docx(document)))
    header, *rows = ([cell.text.strip() for cell in row.cells] for row in word.tables[0].rows)
    assert header == ["", *chart.columns]
    told = {None: "–"}
    assert rows == [[name, *(told.get(count, str(count)) for count in counts)] for name, counts in chart.rows]
    counts = [count for _, of_name in chart.rows for count in of_name if count is not None]
    drawn = [picture.get("descr") for picture in word.tables[0]._tbl.iter(qn("wp:docPr"))]
    assert drawn == [str(count) for count in counts]
    assert sum(counts) == len(drafted.statements)
    for name, of_name in chart.rows:
        assert f"| {name} | {' | '.join(told.get(count, str(count)) for count in of_name)} |" in to_markdown(document)


def test_dots_are_as_large_as_their_numbers_and_the_empty_are_told_apart(
    drafted: Draft, reports: dict[str, Report], browser: Browser
) -> None:
    silent = replace(drafted, sections=drafted.sections[:1])
    document = draft_document(silent, "en", reports, DAY)
    chart = next(block for block in document.blocks if isinstance(block, Chart))
    page = browser.new_page()
    page.set_content(to_html(document))
    cells = page.locator(".chart tbody td").all()
    counts = [count for _, of_name in chart.rows for count in of_name]
    assert {None, 0} < set(counts)
    for cell, count in zip(cells, counts, strict=True):
        assert cell.inner_text().split("\n")[-1] == {None: "no report", 0: "no statement"}.get(count, str(count))
        if count:
            radius = cell.locator("circle").evaluate("(circle) => circle.r.baseVal.value")
            assert radius == pytest.approx(13 * chart.size(count), abs=0.06)
    page.close()


def test_no_chart_is_drawn_of_one_report_or_of_nothing(drafted: Draft, reports: dict[str, Report]) -> None:
    one = replace(drafted, coverage=replace(drafted.coverage, searched=drafted.coverage.searched[:1]))
    assert spread_charts(one, "da", reports) == spread_charts(replace(drafted, sections=()), "da", reports) == []


def test_areas_are_as_the_numbers() -> None:
    chart = Chart("", "", ("a", "b"), (("c", (9, 1)), ("d", (None, 0))), "", "")
    assert [chart.size(count) for count in (9, 1, 0)] == [1, pytest.approx(1 / 3), 0]
    few = Chart("", "", ("a",), (("c", (1,)),), "", "")
    assert few.size(1) == 0.5


def test_the_opening_states_the_coverage_in_figures(drafted: Draft, document: Document) -> None:
    said = to_markdown(document)
    assert f"omtalt i {len(drafted.coverage.found)} af dem" in said
    assert f"{len(drafted.statements)} udsagn med {len(drafted.citations)} kildehenvisninger" in said
    assert "Gennemgået: 5 rapporter fra" in said


def test_silent_reports_are_named(drafted: Draft, reports: dict[str, Report]) -> None:
    found = drafted.coverage.found
    partly = replace(
        drafted, coverage=replace(drafted.coverage, found=found[:1]), unknown=("sæbekasse",), instead=("kiste",)
    )
    said = to_markdown(draft_document(partly, "da", reports, DAY))
    silent = reports[found[1]]
    assert re.search(rf"Intet om emnet: .*{silent.organisation} {silent.year}", said)
    assert "Ord, der ikke står i nogen rapport: sæbekasse." in said
    assert "kiste" in said


def test_what_several_reports_say_says_so(drafted: Draft, reports: dict[str, Report]) -> None:
    other = next(each for each in drafted.citations if each.report != drafted.citations[0].report)
    first = drafted.sections[0]
    statement = replace(first.statements[0], citations=(*first.statements[0].citations, other.number))
    several = replace(drafted, sections=(replace(first, statements=(statement,)),))
    assert "; nævnt i 2 rapporter)" in to_markdown(draft_document(several, "da", reports, DAY))


def test_a_topic_without_reports_is_an_honest_document(assistant: Assistant, reports: dict[str, Report]) -> None:
    empty = draft(assistant, "kvantecomputere på Mars", shape=Shape.RECOMMENDATIONS)
    said = to_markdown(draft_document(empty, "en", reports, DAY))
    assert said.startswith("# Recommendations: Kvantecomputere på Mars\n")
    assert "The reports do not write about the topic. Try a broader word" in said
    assert "Nearest passages" in said


def test_where_nothing_is_recommended_it_says_so_and_what_to_do(drafted: Draft, reports: dict[str, Report]) -> None:
    empty = replace(drafted, shape=Shape.RECOMMENDATIONS, status=Status.NOT_FOUND, sections=(), citations=())
    said = to_markdown(draft_document(empty, "da", reports, DAY))
    assert "Udkastet har ingen anbefalinger, men rapporterne skriver om emnet." in said
    assert "inddelt efter temaer" in said


def test_where_the_filters_admit_no_report_it_says_so(assistant: Assistant, reports: dict[str, Report]) -> None:
    empty = draft(assistant, "digitale møder", assistant.filters([1999]))
    assert "No report matches what was chosen." in to_markdown(draft_document(empty, "en", reports, DAY))


def test_html_shows_words_as_words_and_its_notes_are_linked(document: Document, browser: Browser) -> None:
    run = Run(EVIL, (EVIL,))
    evil = replace(document, title=EVIL, blocks=(*document.blocks, Items(((run,),)), Table((EVIL,), (((run,),),))))
    page = browser.new_page()
    page.set_content(to_html(evil))
    assert page.evaluate("window.hit") is None
    assert page.locator("h1").inner_text() == page.title() == EVIL.replace("\0", "\ufffd")
    assert page.locator("script, img, link").count() == 0
    count = page.locator("footer li").count()
    assert page.locator("sup a").count() == count > 10
    assert page.locator(f"#n{count}").inner_text().startswith(EVIL[:20])
    page.close()


def test_markdown_keeps_a_table_whole(document: Document) -> None:
    table = Table((EVIL, "b"), (((Run(EVIL),), (Run("c"),)),))
    lines = to_markdown(replace(document, blocks=(table,))).splitlines()[-3:]
    assert [len(re.findall(r"(?<!\\)\|", line)) for line in lines] == [3, 3, 3]


@pytest.mark.parametrize("ending", [".docx", ".md", ".html"])
def test_a_file_is_written_by_its_ending(document: Document, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"udkast{ending}"
    write_document(document, path)
    assert path.read_bytes().startswith({".docx": b"PK", ".md": b"# Digitale", ".html": b"<!doctype html>"}[ending])
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_another_ending_is_refused() -> None:
    with pytest.raises(SettingsError, match=r"udkast.odt does not end in .docx, .md, .html; give"):
        check_ending(Path("udkast.odt"))
