import pytest

from assistant.years import years_named

KNOWN = (2023, 2024, 2025)


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("Hvad anbefalede de i 2024?", (2024,)),
        ("Hvad står der i 2024-rapporten?", (2024,)),
        ("Hvad står der i leverandørernes opsamling fra 2019?", (2019,)),
        ("What does the 2025 report say?", (2025,)),
        ("Hvad siger de om frikort i 2023 og 2025?", (2023, 2025)),
        ("Hvordan har det udviklet sig fra 2022 til 2025?", (2022, 2023, 2024, 2025)),
        ("Hvordan gik det mellem 2023 og 2025?", (2023, 2024, 2025)),
        ("Frivillige 2023-2024", (2023, 2024)),
        ("Hvad er nyt siden 2024?", (2024, 2025)),
        ("What has changed since 2024?", (2024, 2025)),
        ("Hvad skrev de før 2025?", (2023, 2024)),
        ("Hvad skrev de efter 2023?", (2024, 2025)),
        ("Hvad anbefaler de i år?", (2025,)),
        ("Hvad anbefalede de sidste år?", (2024,)),
        ("What do they recommend this year?", (2025,)),
        ("Hvad siger de i 2024 sammenlignet med året før?", (2023, 2024)),
        ("Hvordan adskiller 2024 sig fra året efter?", (2024, 2025)),
        # When something happened is not which report is meant.
        ("Hvad skete der den 1. februar 2024?", ()),
        ("Hvorfor lukkede værkstedet i foråret 2023?", ()),
        ("Hvad viste undersøgelsen fra 2023?", ()),
        ("What happened in March 2024?", ()),
        ("Hvor mange borgere fik et fleksjob?", ()),
        ("Ring på 2024 2025 20", (2024, 2025)),
        ("Hvad koster 12024 kroner?", ()),
    ],
)
def test_the_years_of_reports_that_a_question_names(question: str, years: tuple[int, ...]) -> None:
    assert years_named(question, KNOWN) == years


def test_the_year_before_counts_from_the_question_before() -> None:
    assert years_named("Hvad foreslog de året før?", KNOWN, ("Hvad anbefalede de i 2024?",)) == (2023,)
    assert years_named("And the year after?", KNOWN, ("Hvorfor?", "Hvad stod der i 2024?", "Og i 2020?")) == (2025,)
    assert years_named("Hvad foreslog de året før?", KNOWN) == ()


def test_without_dated_reports_there_is_no_this_year() -> None:
    assert years_named("Hvad anbefaler de i år?", ()) == ()
    assert years_named("Hvad anbefalede de sidste år?", (2024,)) == (2023,)
