from dataclasses import replace

import pytest

from assistant.composing import Extract
from assistant.drafting.naming import name_groups
from corpus.records import BlockRole
from index.records import Hit
from index.search import Index


@pytest.fixture(scope="module")
def hit(index: Index) -> Hit:
    """A passage under no heading."""
    found = index.search("digitale møder").hits[0]
    return replace(found, passage=replace(found.passage, headings=()))


def saying(hit: Hit, *statements: str) -> list[Extract]:
    """Statements as if the passage made them, the best first."""
    (first, *_) = hit.passage.sentences
    sentences = (replace(first, text=words, role=BlockRole.PARAGRAPH) for words in statements)
    return [Extract(hit, (sentence,), 1 - place / 10) for place, sentence in enumerate(sentences)]


def test_a_group_is_named_by_what_most_of_it_says_and_others_do_not(hit: Hit) -> None:
    groups = [
        saying(hit, "De kommer i gang gennem praktik i butikker.", "Uden praktik er der intet job."),
        saying(hit, "Vi taler om økonomi, når der er tid.", "Mange er bange for økonomi, som gør dem syge."),
        saying(hit, "De spørger om søvnløshed.", "De siger, at praktik hjælper mod søvnløshed."),
    ]
    assert name_groups(groups, "vejen til job") == ["Praktik", "Økonomi", "Søvnløshed"]


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("De skal fungere i det samlede samfund.", "Det samlede samfund"),
        ("De begynder med ordinære timer i en butik.", "Ordinære timer"),
        ("Vi arbejder med selvstændighed og trivsel.", "Selvstændighed og trivsel"),
        ("De tager kontakt til jobcenteret og afsluttes.", ""),
        ("Det opleves som svært, og det betyder noget.", ""),
        ("Vi hjalp dem fra Søborg.", ""),
    ],
)
def test_a_phrase_stands_as_it_is_written_and_whole(hit: Hit, statement: str, name: str) -> None:
    assert name_groups([saying(hit, statement)], "job") == [name]


def test_the_topic_names_nothing_and_no_two_groups_are_named_alike(hit: Hit) -> None:
    groups = [saying(hit, "Vi taler med dem om økonomi."), saying(hit, "Mange er bange for økonomien.")]
    assert name_groups(groups, "økonomi") == ["", ""]
    assert name_groups(groups, "hjælp") == ["Økonomi", ""]


def test_the_heading_that_the_statements_share_comes_first(hit: Hit) -> None:
    under = replace(hit, passage=replace(hit.passage, headings=("Gæld og økonomi:",)))
    group = saying(under, "Vi taler med dem om gæld.", "Gæld tynger dem i hverdagen.")
    assert name_groups([group], "hjælp") == ["Gæld og økonomi"]


def test_what_one_statement_of_several_says_names_no_group_but_its_heading_may(hit: Hit) -> None:
    group = saying(hit, "Vi taler med dem om gæld.", "De møder op hver dag.")
    assert name_groups([group], "hjælp") == [""]
    under = replace(hit, passage=replace(hit.passage, headings=("Når gæld tynger",)))
    assert name_groups([[*saying(under, "Vi taler med dem om gæld."), group[1]]], "hjælp") == ["Når gæld tynger"]
    asked = replace(hit, passage=replace(hit.passage, headings=("Hvad gør gæld?",)))
    assert name_groups([[*saying(asked, "Vi taler med dem om gæld."), group[1]]], "hjælp") == [""]


def test_an_organisation_names_nothing(hit: Hit) -> None:
    name = f"Sådan er {hit.report.organisation}"
    under = replace(hit, passage=replace(hit.passage, headings=(name,)))
    assert name_groups([saying(under, f"{name}.", f"{name} også.")], "hjælp") == [""]
