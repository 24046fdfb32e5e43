"""Questions to the sample reports, asked as everybody asks them."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.assistant import Assistant
from assistant.records import Filters, Stage, Status, Turn
from index.search import Index
from tests.assistant.checking import check

ALL_REPORTS = ("brofaeste-2023", "brofaeste-2025", "engholm-2025", "havnelauget-2024", "traedestenen-2024")

# A question that one sentence answers, the report and page where it stands, and words of that sentence.
LOOKUPS = [
    ("Hvor mange makkerpar var der i 2024?", "havnelauget-2024", 2, "41 makkerpar"),
    ("Hvad koster et månedskort fra de vestlige bydele?", "havnelauget-2024", 5, "340 kr."),
    ("Hvor længe varer en virksomhedspraktik hos Brofæste?", "brofaeste-2023", 4, "fire uger"),
    ("Hvor mange borgere har en konsulent højst?", "brofaeste-2023", 3, "højst 22 borgere"),
    ("Hvad gør Stigbøjlen for unge med angst?", "engholm-2025", 6, "gruppe for unge med angst"),
    ("Hvornår begynder dagen på kajen?", "havnelauget-2024", 2, "kl. 8.15"),
]
BROAD = [
    "Hvad anbefaler leverandørerne om civilsamfundet?",
    "Hvad betyder en fast kontaktperson?",
    "Hvilken rolle spiller lønnede timer?",
    "What do the suppliers say about digital meetings?",
]
UNRELATED = ["Hvad koster en Tesla?", "What is the capital of France?", "Hvem vandt VM i fodbold i 2018?"]
STRANGE = {
    "nothing": "",
    "space": " \t\n",
    "emoji": "😀🎉",
    "long": "Hvad er lønnede timer? " * 4500,
    "one long word": "æ" * 100_000,
    "null bytes": "Hvad er\0 lønnede timer?\0",
    "half a character": "Hvad er \ud83d?",
    "HTML": "<script>alert(1)</script> Hvordan laver man <b>lønnede timer</b>?",
    "Markdown": "# [Hvad](http://x) er **lønnede timer**? `x`",
    "right to left": "\u202eHvad er lønnede timer?",
    "SQL": "'; DROP TABLE embeddings; --",
}

# What questions are made of, some of it with a meaning elsewhere.
WORDS = ["og i 2025?", "hvad med Brofæste", "mod", "mellem", "2023", "010190-1234"]
PIECES = st.sampled_from([words for words in (*STRANGE.values(), *BROAD, *WORDS) if len(words) < 200])


@pytest.mark.parametrize(("question", "report", "page", "words"), LOOKUPS)
def test_a_lookup_is_answered_from_the_page_where_it_stands(
    assistant: Assistant, index: Index, question: str, report: str, page: int, words: str
) -> None:
    answer = assistant.ask(question)
    check(answer, index)
    assert (answer.status, answer.language, answer.question) == (Status.ANSWERED, "da", question)
    assert any((c.report, c.page) == (report, page) and words in c.quote for c in answer.citations)
    assert answer.coverage.searched == tuple(r.id for r in index.reports(answer.filters))


@pytest.mark.parametrize("question", BROAD)
def test_a_broad_question_is_answered_from_several_reports(assistant: Assistant, index: Index, question: str) -> None:
    answer = assistant.ask(question)
    check(answer, index)
    assert answer.status is Status.ANSWERED
    assert len(answer.coverage.found) > 1
    for said in answer.statements:
        assert said.text.startswith(answer.citations[said.citations[0] - 1].quote)


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("Hvilke erfaringer er der med at bruge robotter i hjemmeplejen?", Status.NOT_FOUND),
        ("Hvad skriver leverandørerne om vindmøller?", Status.NOT_FOUND),
        ("Hvordan arbejder leverandørerne med asbest?", Status.NOT_FOUND),
        ("Hvordan arbejder leverandørerne med søvn?", Status.ANSWERED),
        ("Hvad gør man for borgere der er bange for at miste deres ydelse?", Status.ANSWERED),
    ],
)
def test_a_subject_that_no_report_means_is_not_answered_for_the_words_around_it(
    assistant: Assistant, question: str, status: Status
) -> None:
    assert assistant.ask(question).status is status


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("Hvad siger Brofæste om giraffer og elbiler?", ("giraffer", "elbiler")),
        ("Har Brofaeste faaet en Tesla i Hobro, naar giraffer vil koere?", ("Tesla", "Hobro", "giraffer")),
        ("Hvad anbefaler levrandørerne om 30 telefoner?", ()),  # misspelt, a number, and a word of theirs
        ("What do the suppliers say about giraffes?", ()),
    ],
)
def test_words_that_stand_in_no_report_are_told(assistant: Assistant, question: str, unknown: tuple[str, ...]) -> None:
    assert assistant.ask(question).unknown == unknown
    assert assistant.ask(question, language="da").confidence == assistant.ask(question, language="en").confidence


def test_the_text_names_each_report_once_and_marks_each_statement(assistant: Assistant) -> None:
    answer = assistant.ask(BROAD[0])
    heads = re.findall(r"(?m)^\*\*(.+)\*\*$", answer.text)
    assert heads == list(dict.fromkeys(f"{c.organisation} {c.year}" for c in answer.citations))
    assert re.findall(r"(?m)\[(\d+)\]", answer.text) == [str(c.number) for c in answer.citations]
    assert answer.text.startswith("Det står der i rapporterne:\n")


def test_an_english_question_gets_english_words_around_danish_quotes(assistant: Assistant) -> None:
    danish, english = assistant.ask("Hvad siger de om digitale møder?"), assistant.ask(BROAD[3])
    assert (english.language, english.text.splitlines()[0]) == ("en", "This is what the reports say:")
    assert any("digitale møder" in citation.quote for citation in english.citations)
    assert danish.text.splitlines()[0] == "Det står der i rapporterne:"


@pytest.mark.parametrize("question", UNRELATED)
def test_what_the_reports_do_not_say_is_not_found(assistant: Assistant, index: Index, question: str) -> None:
    answer = assistant.ask(question)
    check(answer, index)
    assert answer.status is Status.NOT_FOUND
    assert answer.statements == answer.citations == ()
    assert [citation.number for citation in answer.nearest] == [1, 2, 3]
    assert answer.coverage.searched == ALL_REPORTS
    frame = {"da": "Det står der ikke noget om i rapporterne.", "en": "The reports do not say anything about this."}
    assert answer.text == frame[answer.language]


@pytest.mark.parametrize("question", STRANGE.values(), ids=STRANGE)
def test_a_strange_question_ends_like_any_other(assistant: Assistant, index: Index, question: str) -> None:
    answer = assistant.ask(question)
    check(answer, index)
    answer.question.encode()
    assert len(answer.question) == len(question)


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    question=st.one_of(st.text(), st.text(alphabet="abdefghæøå ?", min_size=20), st.lists(PIECES).map(" ".join)),
    history=st.lists(
        st.builds(Turn, st.sampled_from(["user", "assistant"]), st.text() | st.lists(PIECES).map(" ".join))
    ),
    filters=st.builds(
        Filters,
        st.lists(st.integers(-5, 10**9) | st.just(2025)).map(tuple),
        st.lists(st.text() | st.just("Brofæste")).map(tuple),
    ),
)
def test_whatever_is_asked_ends_in_an_answer(
    assistant: Assistant, index: Index, question: str, history: list[Turn], filters: Filters
) -> None:
    answer = assistant.ask(question, history, filters)
    check(answer, index)
    assert len(answer.question) == len(question)
    assert all(filters.admit(report) for report in index.reports() if report.id in answer.coverage.searched)


def test_stages_are_told_in_order_and_timed(assistant: Assistant) -> None:
    told: list[Stage] = []
    answer = assistant.ask(BROAD[0], on_stage=told.append)
    assert told == [Stage.SEARCHING, Stage.READING, Stage.WRITING]
    assert list(answer.timings_ms) == ["search", "judge", "compose", "total"]
    assert answer.timings_ms["total"] >= answer.timings_ms["search"] > 0
    assert {"version", "index", "generation", "built_at", "model"} <= answer.stamp.keys()


@pytest.mark.parametrize(
    ("years", "organisations", "admitted"),
    [
        ((2024,), (), {"havnelauget-2024", "traedestenen-2024"}),
        ((2023, 2025), (), {"brofaeste-2023", "brofaeste-2025", "engholm-2025"}),
        ((), ("Brofæste",), {"brofaeste-2023", "brofaeste-2025"}),
        ((), ("TRÆDESTENEN", " engholm kommune "), {"traedestenen-2024", "engholm-2025"}),
        ((2025,), ("brofæste",), {"brofaeste-2025"}),
    ],
)
def test_only_reports_that_the_filters_admit_are_searched(
    assistant: Assistant, index: Index, years: tuple[int, ...], organisations: tuple[str, ...], admitted: set[str]
) -> None:
    filters = assistant.filters(years, organisations)
    assert (filters.source, filters.year) == ("user", years)
    for question in (*BROAD, *UNRELATED):
        answer = assistant.ask(question, filters=filters)
        check(answer, index)
        assert set(answer.coverage.searched) == admitted
        assert {citation.report for citation in (*answer.citations, *answer.nearest)} <= admitted
        assert answer.filters == filters


def test_filters_that_admit_no_report_find_nothing(assistant: Assistant) -> None:
    for filters in (
        assistant.filters([1999]),
        assistant.filters((), ["Ukendt"]),
        assistant.filters([2023], ["Havnelauget"]),
    ):
        answer = assistant.ask(LOOKUPS[0][0], filters=filters)
        assert (answer.status, answer.confidence) == (Status.NOT_FOUND, 0.0)
        assert answer.coverage.searched == answer.coverage.found == ()
        assert answer.statements == answer.citations == answer.nearest == ()


def test_no_filters_are_nobody_s_filters(assistant: Assistant) -> None:
    assert assistant.filters() == Filters(source="none")


def test_a_follow_up_is_understood_by_the_question_before_it(assistant: Assistant) -> None:
    history = (Turn("user", LOOKUPS[2][0]), Turn("assistant", "Som hovedregel fire uger."))
    assert assistant.ask("Og hos Havnelauget?", history).question == "Og hos Havnelauget?"
    alone, followed = (assistant.search("Og hos Havnelauget?", turns).sentences[:10] for turns in ((), history))
    assert any("13 uger" in hit.sentence.text for hit in followed)
    assert not any("13 uger" in hit.sentence.text for hit in alone)


def test_a_follow_up_is_heard_after_a_very_long_question(assistant: Assistant) -> None:
    history = (Turn("user", "Fortæl mig venligst alt. " * 1000),)
    found = assistant.search(f"Og så: {LOOKUPS[1][0]}", history)
    assert any("månedskort" in hit.sentence.text for hit in found.sentences[:10])


def test_what_the_words_name_is_asked_and_can_be_taken_away(assistant: Assistant, index: Index) -> None:
    question = "Hvad anbefalede Brofæste i 2023 om digitale møder?"
    answer = assistant.ask(question)
    check(answer, index)
    assert answer.filters == Filters(year=(2023,), organisation=("Brofæste",), source="question")
    assert answer.is_narrowed and answer.coverage.searched == ("brofaeste-2023",)
    wide = assistant.ask(question, read_filters=False)
    check(wide, index)
    assert not wide.is_narrowed and wide.coverage.searched == ALL_REPORTS
    without_year = assistant.ask(question, ignored=("2023",))
    check(without_year, index)
    assert without_year.filters == Filters(organisation=("Brofæste",), source="question")
    assert without_year.ignored == ("2023",)
    chosen = assistant.ask(question, filters=Filters(year=(2025,), source="user"))
    assert chosen.coverage.searched == ("brofaeste-2025",)
    assert chosen.chosen.year == (2025,) and chosen.read == Filters(organisation=("Brofæste",), source="question")


def test_who_has_no_report_of_that_year_is_quoted_from_those_who_mention_him(
    assistant: Assistant, index: Index
) -> None:
    answer = assistant.ask("Hvad mener Trædestenen om digitale møder i 2025?")
    check(answer, index)
    assert answer.mentions == ("2025", "Trædestenen") and answer.filters == Filters()
    assert answer.citations and {citation.year for citation in answer.citations} == {2025}
    assert all("Trædestenen" in f"{c.headings} {c.passage}" for c in answer.citations)


def test_a_comparison_names_the_years_of_which_there_is_nothing(assistant: Assistant, index: Index) -> None:
    answer = assistant.ask("Hvordan har synet på digitale møder udviklet sig fra 2022 til 2025?")
    check(answer, index)
    assert answer.status is Status.PARTIAL and answer.gaps[0] == "2022"
    years = [citation.year for citation in answer.citations]
    assert years == sorted(years) and len(set(years)) > 1
    assert "Intet fundet for: 2022" in answer.text


def test_every_supplier_is_asked_who_mentions_something(assistant: Assistant, index: Index) -> None:
    answer = assistant.ask("Hvilke leverandører nævner gæld?")
    check(answer, index)
    assert answer.status is Status.ANSWERED
    organisations = {report.organisation for report in index.reports()}
    assert {citation.organisation for citation in answer.citations} | set(answer.gaps) == organisations
    for citation in answer.citations:
        assert "gæld" in citation.passage.lower()
