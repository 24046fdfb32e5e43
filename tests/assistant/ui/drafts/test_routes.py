"""What the routes of the tab answer, and to whom."""

import json
from dataclasses import asdict
from io import BytesIO
from typing import Any

import httpx
import pytest
from docx import Document as open_document

from assistant.drafting.kept import keep
from assistant.drafting.records import Draft
from assistant.drafting.texts import text

PATHS = ("new", "open", "chart", "find", "file.docx", "file.md", "file.html")


@pytest.fixture
def kept(drafted: Draft) -> dict[str, Any]:
    return json.loads(json.dumps(asdict(keep(drafted))))


def sections_of(answer: httpx.Response) -> list[dict[str, Any]]:
    told = map(json.loads, answer.text.splitlines())
    return [line["section"] for line in told if "section" in line]


def test_a_new_draft_tells_its_stages_and_then_comes_whole(drafts_url: str, kept: dict[str, Any]) -> None:
    answer = httpx.post(f"{drafts_url}draft/new?language=en", json={"words": "digitale møder"}, timeout=60)
    told = list(map(json.loads, answer.text.splitlines()))
    stages = [{"stage": text(f"stage_{name}", "en")} for name in ("searching", "reading", "writing")]
    assert [told[:3], told[3]["draft"]["about"], told[-1]] == [stages, ["Found in 5 of 5 reports."], {"done": True}]
    lines = [line for section in sections_of(answer) for line in section["lines"]]
    assert [line["kept"]["text"] for line in lines] == [
        line["text"] for section in kept["sections"] for line in section["lines"]
    ]
    assert all(line["shown"]["citations"] and "fault" not in line["shown"] for line in lines)
    assert httpx.get(drafts_url + lines[0]["shown"]["citations"][0]["address"][1:]).status_code == 200


def test_the_reports_that_were_chosen_are_gone_through(drafts_url: str) -> None:
    asked = {"words": "digitale møder", "filters": {"year": [2025]}, "shape": "supplier"}
    answer = httpx.post(f"{drafts_url}draft/new", json=asked, timeout=60)
    made = next(json.loads(line)["draft"] for line in answer.text.splitlines() if '"draft"' in line)
    assert made["about"][-1] == "Valgt af dig: 2025."
    assert {section["heading"] for section in sections_of(answer)} <= {"Brofæste", "Engholm Kommune"}
    assert made["head"]["filters"]["source"] == "user"


def test_words_that_no_report_has_are_told_with_what_was_searched_for_instead(drafts_url: str) -> None:
    asked = {"words": "borgere der ikke dukker op"}
    answer = httpx.post(f"{drafts_url}draft/new", json=asked, timeout=60)
    made = next(json.loads(line)["draft"] for line in answer.text.splitlines() if '"draft"' in line)
    assert "dukker" in made["about"][-1] and "manglende fremmøde" in made["about"][-1]
    shown = httpx.post(f"{drafts_url}draft/open", json=made["head"] | {"sections": []}).json()
    assert shown["about"] == made["about"]


def test_what_does_not_stand_in_the_reports_is_marked_and_becomes_no_file(
    drafts_url: str, kept: dict[str, Any]
) -> None:
    kept["sections"][0]["lines"][0]["text"] += " Det virker altid."
    shown = httpx.post(f"{drafts_url}draft/open", json=kept).json()
    first, *others = [line["shown"] for section in shown["sections"] for line in section["lines"]]
    assert first == {"fault": text("gone", "da")}
    assert not any("fault" in other for other in others)
    for path in PATHS[4:]:
        refused = httpx.post(f"{drafts_url}draft/{path}", json=kept)
        assert (refused.status_code, refused.json()["sentence"]) == (409, text("dropped_one", "da"))
    kept["sections"] = []
    empty = httpx.post(f"{drafts_url}draft/file.docx", json=kept)
    assert (empty.status_code, empty.json()["sentence"]) == (409, text("nothing", "da"))


def test_a_word_file_holds_what_stands_on_the_page(drafts_url: str, kept: dict[str, Any]) -> None:
    kept["sections"] = kept["sections"][:1]
    kept["sections"][0]["heading"] = "Mit <afsnit>"
    kept["sections"][0]["lines"].insert(1, {"own": "Min egen tekst"})
    answer = httpx.post(f"{drafts_url}draft/file.docx", json=kept)
    assert answer.headers["content-disposition"] == 'attachment; filename="udkast.docx"'
    word = open_document(BytesIO(answer.content))
    said = [paragraph.text for paragraph in word.paragraphs]
    assert said.index("Mit <afsnit>") < said.index("Egen tekst: Min egen tekst")
    assert kept["sections"][0]["lines"][0]["text"] in " ".join(said)


def test_sentences_are_found_with_their_sources(drafts_url: str) -> None:
    asked = {"words": "kontaktperson", "filters": {"organisation": ["Brofæste"]}}
    found = httpx.post(f"{drafts_url}draft/find", json=asked).json()["found"]
    assert 0 < len(found) <= 10
    assert all(line["shown"]["by"].startswith("Brofæste") for line in found)


@pytest.mark.parametrize("path", PATHS)
def test_what_is_malformed_or_from_another_site_is_refused(drafts_url: str, path: str) -> None:
    for body in (b"", b"[]", b"{", b'{"words": ""}', b"x" * 4_000_001):
        refused = httpx.post(f"{drafts_url}draft/{path}", content=body)
        assert (refused.status_code, list(refused.json())) == (422, ["sentence"])
    foreign = httpx.post(f"{drafts_url}draft/{path}", content=b"{}", headers={"Origin": "https://elsewhere.example"})
    assert foreign.status_code == 403
