from pathlib import Path

import pytest

from corpus.catalogue import NO_ENTRY, Entry
from corpus.folder import Reading, find_files, read_report
from corpus.metadata import infer
from corpus.readers.assembly import PageAssembler
from corpus.records import BlockRole, Document, Kind, Properties, Report
from corpus.settings import ReadingSettings

TEXT = (
    "Vi møder borgeren med ro, og det er vigtigt for Nordlyset. Når Nordlyset og virksomheden taler sammen, virker det."
)


def document(
    *cover: str, text: str = TEXT, title: str = "", author: str = "", year: int | None = None, running: str = ""
) -> Document:
    assembler = PageAssembler()
    for line in cover:
        assembler.add(line, BlockRole.HEADING, level=1)
    assembler.break_page()
    assembler.add(text, BlockRole.PARAGRAPH)
    return Document(assembler.pages(), Properties(title, author, year), (running,) if running else ())


def describe(read: Document, file: str = "rapport.pdf", entry: Entry = NO_ENTRY) -> Report:
    return infer(read, "rapport", file, "0" * 64, entry)


def test_metadata_is_believed_first() -> None:
    report = describe(document("Forord", title="Erfaringsopsamling 2023", author="Fjordjob ApS", year=2024))
    assert (report.title, report.organisation, report.year) == ("Erfaringsopsamling 2023", "Fjordjob", 2023)
    assert (report.kind, report.language, report.page_count) == (Kind.SUPPLIER, "da", 2)
    assert report.inferred == ("kind", "language", "organisation", "title", "year")


def test_what_the_catalogue_gives_is_not_inferred() -> None:
    entry = Entry(title="Titel", organisation="Engby Kommune", year=2020)
    report = describe(document("Forord", author="Fjordjob"), entry=entry)
    assert (report.title, report.organisation, report.year) == ("Titel", "Engby Kommune", 2020)
    assert report.kind is Kind.CROSS_CUTTING
    assert report.inferred == ("kind", "language")


@pytest.mark.parametrize(
    ("author", "organisation", "kind"),
    [
        ("Engby Kommune, Social- og Arbejdsforvaltningen", "Engby Kommune", Kind.CROSS_CUTTING),
        ("Region Nordkyst", "Region Nordkyst", Kind.CROSS_CUTTING),
        ("Arbejdsstyrelsen", "Arbejdsstyrelsen", Kind.CROSS_CUTTING),
        ("Beskæftigelsesministeriet", "Beskæftigelsesministeriet", Kind.CROSS_CUTTING),
        ("Beskæftigelses- og Erhvervsforvaltningen", "Beskæftigelses- og Erhvervsforvaltningen", Kind.CROSS_CUTTING),
        ("Foreningens bestyrelse", "Foreningens bestyrelse", Kind.SUPPLIER),
        ("Fjordjob A/S", "Fjordjob", Kind.SUPPLIER),
        ("Fonden Ny Vej", "Fonden Ny Vej", Kind.SUPPLIER),
    ],
)
def test_the_author_tells_organisation_and_kind(author: str, organisation: str, kind: Kind) -> None:
    report = describe(document("Erfaringer", author=author))
    assert (report.organisation, report.kind) == (organisation, kind)


@pytest.mark.parametrize("author", ["", "Mette Hansen", "mha", "Microsoft Office User", "mha@nordlyset.dk", "Bruger"])
@pytest.mark.parametrize(
    ("read", "file"),
    [
        ({"running": "Nordlyset | Erfaringsopsamling 2024 | Side 4 af 9"}, "leverandoer-2024.pdf"),
        ({"running": "Årsrapport 2024 · Nordlyset 7"}, "leverandoer.pdf"),
        ({}, "nordlyset-2024.pdf"),
        ({}, "Erfaringsopsamling_NORDLYSET_2024_endelig.pdf"),
        ({"cover": "NORDLYSET®"}, "leverandoer-2024.pdf"),
        ({"cover": "Leverandør: Nordlyset"}, "leverandoer-2024.pdf"),
        ({"title": "Erfaringer fra Nordlyset"}, "leverandoer-2024.pdf"),
    ],
)
def test_without_an_author_the_outside_tells(author: str, read: dict[str, str], file: str) -> None:
    cover = ("Erfaringsopsamling", *([read["cover"]] if "cover" in read else []))
    made = document(*cover, author=author, title=read.get("title", ""), running=read.get("running", ""))
    assert describe(made, file).organisation == "Nordlyset"


def test_danish_letters_of_a_file_name_are_read_from_the_text() -> None:
    text = "Vi bor i Sønderå, og ledige i Sønderå Kommune kender os."
    report = describe(document("Erfaringer", text=text), "soenderaa-2024.pdf")
    assert (report.organisation, report.kind) == ("Sønderå Kommune", Kind.CROSS_CUTTING)


def test_a_report_to_a_municipality_is_not_from_it() -> None:
    report = describe(
        document("Erfaringsopsamling", "Rammeaftale med Engby Kommune", "Til Engby Kommune"), "nordlyset.pdf"
    )
    assert (report.organisation, report.kind) == ("Nordlyset", Kind.SUPPLIER)


def test_the_catalogue_is_believed_over_an_author_who_is_an_authority() -> None:
    read = document("Erfaringer", author="Engby Kommune")
    assert describe(read, entry=Entry(organisation="Nordlyset")).kind is Kind.SUPPLIER


def test_the_running_head_tells_which_name_an_author_goes_by() -> None:
    read = document("Erfaringer", author="Foreningen Nordlyset", running="Nordlyset | 4")
    assert describe(read).organisation == "Nordlyset"


def test_a_chapter_in_the_running_head_is_no_organisation() -> None:
    assembler = PageAssembler()
    assembler.add("Rapport 2024", BlockRole.HEADING, level=1)
    assembler.break_page()
    assembler.add("Kapitel 1: Nye veje", BlockRole.HEADING, level=1)
    assembler.add("Vi ser det.", BlockRole.PARAGRAPH)
    read = Document(assembler.pages(), running_lines=("Nye veje",))
    assert describe(read, "fjordjob.pdf").organisation == "Fjordjob"


def test_a_cover_that_speaks_of_suppliers_is_cross_cutting() -> None:
    read = document("Erfaringer 2024", "Fra kommunens eksterne leverandører")
    assert describe(read, "erfaringer.pdf").kind is Kind.CROSS_CUTTING
    assert describe(document("Erfaringer 2024", "Vi er en af leverandørerne."), "a.pdf").kind is Kind.SUPPLIER


def test_where_nothing_tells_the_file_name_must_do() -> None:
    report = describe(document("Erfaringer", text="Vi ser det hver dag."), "under/ny_vej-rapport.pdf")
    assert (report.organisation, report.year) == ("Ny vej", None)
    assert describe(document("Erfaringer", text="Vi ser det."), "leverandoer-2024.pdf").organisation == "Leverandoer"


@pytest.mark.parametrize(
    ("read", "file", "year"),
    [
        ({"title": "Erfaringsopsamling 2023", "year": 2024}, "a.pdf", 2023),
        ({"title": "Erfaringer", "year": 2025}, "leverandoer-2024.pdf", 2024),
        ({"title": "Erfaringer", "running": "Nordlyset 2022 | 4", "year": 2025}, "a.pdf", 2022),
        ({"title": "Udbud 2019: Erfaringsopsamling 2024"}, "a.pdf", 2024),
        ({"title": "Plan 2030", "running": "Rapport 2024"}, "a-2024.pdf", 2024),
        ({"title": "Erfaringer 2023/24"}, "a.pdf", 2024),
        ({"title": "Erfaringer 2022-2023"}, "a.pdf", 2023),
        ({"title": "Erfaringer", "year": 2025}, "a.pdf", 2025),
        ({"title": "Erfaringer"}, "sag-12024551.pdf", None),
    ],
)
def test_the_year_is_the_one_that_the_report_is_about(read: dict[str, object], file: str, year: int | None) -> None:
    assert describe(document("Forord", **read), file).year == year  # type: ignore[arg-type]


@pytest.mark.parametrize("title", ["", "Microsoft Word - a.docx", "Untitled", "rapport_endelig.docx", "Dokument1"])
def test_a_title_that_is_none_is_taken_from_the_cover(title: str) -> None:
    assert describe(document("NORDLYSET", "Erfaringsopsamling 2024", title=title)).title == "Erfaringsopsamling 2024"


def test_the_language_is_the_one_whose_small_words_are_used() -> None:
    english = "We meet the citizens where they are, and that is the reason for our results with this group."
    assert describe(document("Report", text=english)).language == "en"
    assert describe(document("Rapport", text="1 2 3")).language == "da"


def test_the_real_reports_come_out_right(real_reports: Path, settings: ReadingSettings) -> None:
    readings = [read_report(source, settings) for source in find_files([real_reports]).sources]
    reports = [reading.report for reading in readings if isinstance(reading, Reading)]
    copenhagen = "Københavns Kommune"
    assert [(report.id, report.organisation, report.year, report.kind, report.language) for report in reports] == [
        ("concere-2023", "Concere", 2023, Kind.SUPPLIER, "da"),
        ("concere-2024", "Concere", 2024, Kind.SUPPLIER, "da"),
        ("koebenhavn-2024", copenhagen, 2024, Kind.CROSS_CUTTING, "da"),
        ("koebenhavn-2025", copenhagen, 2025, Kind.CROSS_CUTTING, "da"),
        ("sydhavnscompagniet-2024", "SydhavnsCompagniet", 2024, Kind.SUPPLIER, "da"),
    ]
    assert all("opsamling" in report.title for report in reports)


def test_civil_registration_numbers_are_counted_and_not_kept() -> None:
    read = document(
        "Rapport", text="Ring til 010180-1232, ikke 020280-1231; 0101801232 er den samme. Sag 2024-0012345."
    )
    report = describe(read)
    assert report.cpr_numbers == 2 and "0180" not in repr(report)
    assert describe(document("Rapport")).cpr_numbers == 0
