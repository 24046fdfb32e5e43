"""Openings of sections on the page: as a language model writes them, verified, edited, kept, and as a file."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from assistant.access import Access
from assistant.assistant import Assistant
from assistant.drafting.kept import keep
from assistant.drafting.records import Draft
from assistant.drafting.texts import text
from assistant.ui.drafts.tab import drafts_tab
from assistant.ui.guard import Guard
from assistant.ui.server import build_app
from assistant.writing.texts import text as writing_text
from corpus.sentences import sentence_bounds
from index.settings import IndexSettings
from tests.assistant.ui.drafting import announced, lines, make_draft, opened, opened_again, said
from tests.assistant.ui.scripted import Script, endpoint
from tests.assistant.ui.test_stopping import wait_until
from tests.browsing import CONTRAST, Open, grave_faults, served
from tests.chat_server import Received, Said, chat_server, failure, streamed

INVENTED = "Kommunen købte 999 cykler i Rom."
NUMBER = "010180-1232"


@pytest.fixture(scope="module")
def script(sample_index: IndexSettings) -> Iterator[Script]:
    script = Script()
    with chat_server(lambda received: script.say(received)) as script.server:
        assistant = Assistant(sample_index, endpoint=endpoint(script.server.url, answer_seconds=5.0))
        with served(Guard(build_app(assistant, [drafts_tab(assistant)]), Access())) as script.url:
            yield script
        assistant.close()


@pytest.fixture
def page(open_page: Open, script: Script) -> Page:
    script.server.received.clear()
    page = opened(open_page, script.url)
    make_draft(page)
    return page


def first(received: Received) -> tuple[str, str]:
    """The key of the first statement that the model was given, and its first sentence with a full stop."""
    statement = json.loads(received.prompt.splitlines()[-1])["passages"][0]
    start, end = sentence_bounds(statement["text"])[0]
    return statement["key"], f"{statement['text'][start:end].removesuffix('.')}."


def honest(received: Received, pause: float = 0.05) -> Said:
    key, words = first(received)
    return streamed(f"KILDER: [{key}]\n", f"{words} [{key}] ", f"{INVENTED} [{key}]", pause=pause)


def button(page: Page, key: str = "open") -> Locator:
    return page.get_by_role("button", name=text(key, "da"), exact=True)


def sentences(page: Page) -> Locator:
    return page.locator("#drafting .opening textarea")


def written(page: Page) -> list[str]:
    return sentences(page).evaluate_all("(inputs) => inputs.map((input) => input.value)")


def write(page: Page, script: Script, say: Callable[[Received], Said] = honest) -> int:
    """Have sections opened; returns how many were asked for."""
    script.say = say
    button(page).click()
    expect(button(page)).to_be_visible()
    return len(script.server.received)


def test_openings_are_seen_as_they_come_and_stand_where_the_statements_carry_them(page: Page, script: Script) -> None:
    before = said(page)
    where = text("open_here", "da", model="en-model", host="127.0.0.1")
    expect(page.locator("#drafting .openings .help")).to_have_text(where)
    assert not script.server.received
    script.say = lambda received: honest(received, 0.5)
    button(page).click()
    expect(page.locator("#drafting .coming").first).not_to_be_empty()
    expect(button(page, "open_stop")).to_be_visible()
    expect(page.locator("#drafting .openings .under-way")).to_contain_text("1")
    expect(page.locator("#drafting .chart")).to_be_visible()
    expect(button(page)).to_be_visible()
    asked = len(script.server.received)
    result = text("opened", "da", opened=asked, count=asked)
    expect(page.locator("#drafting .openings .under-way")).to_have_text(result)
    expect(announced(page)).to_have_text(result)
    expect(button(page)).to_be_disabled()
    expect(page.locator("#drafting h2")).to_be_focused()
    assert written(page) == [first(each)[1] for each in script.server.received] and said(page) == before
    expect(page.locator("#drafting .struck s")).to_have_text([INVENTED] * asked)
    expect(page.locator("#drafting .struck").first).to_contain_text(writing_text("fault_number", "da", words="999"))
    expect(page.locator("#drafting .work > .written")).to_have_text(
        writing_text("openings_share", "da", model="en-model", share=50)
    )
    parts = "#drafting :is(.opening textarea, .opening .by, .opening a, .struck s, .struck span, .openings .help)"
    assert [each for each in page.locator(parts).evaluate_all(CONTRAST) if each[0] < 4.5] == []
    assert grave_faults(page) == []
    prompts = "".join(each.prompt.splitlines()[-1] for each in script.server.received)
    assert '"question": "digitale møder"' not in prompts
    page.locator("#drafting .opening a").first.click()
    expect(page.locator("#viewer .view-body")).to_contain_text("Side")


def test_they_are_edited_undone_kept_and_taken_away(page: Page, script: Script) -> None:
    write(page, script)
    statement, *others = before = written(page)
    line = page.locator("#drafting .opening li").first
    expect(line.locator(".by")).to_contain_text(text("carried", "da"))
    sentences(page).first.fill("Min helt egen påstand om 4711 heste.")
    lines(page).first.get_by_role("button", name=text("write", "da")).focus()
    expect(line.locator(".by")).to_contain_text(writing_text("fault_number", "da", words="4711"))
    expect(line.locator("a")).to_have_count(0)
    page.locator("#drafting .struck button").first.click()
    expect(page.locator("#drafting .struck")).to_have_count(len(before) - 1)
    page = opened_again(page)
    expect(sentences(page)).to_have_count(len(before))
    assert written(page) == ["Min helt egen påstand om 4711 heste.", *others]
    expect(page.locator("#drafting .opening li").first.locator(".by")).to_contain_text("4711")
    with page.expect_download() as download:
        page.get_by_role("button", name="Markdown").click()
    file = Path(download.value.path()).read_text(encoding="utf-8").replace("\\", "")
    assert "Egen tekst: Min helt egen påstand om 4711 heste." in file and INVENTED not in file
    assert f"{others[0]} [^" in file.replace(others[0] + "[", others[0] + " [")
    assert "sprogmodellen en-model" in file
    sentences(page).first.fill(statement)
    page.locator("#drafting .opening li").first.get_by_role("button", name=text("remove", "da")).click()
    assert written(page) == others
    page.get_by_role("button", name=text("undo", "da")).click()
    assert written(page) == before
    expect(button(page)).to_be_disabled()


def test_all_of_them_are_undone_at_once_and_only_what_has_none_is_written_again(page: Page, script: Script) -> None:
    asked = write(page, script)
    page.get_by_role("button", name=text("undo", "da")).click()
    expect(sentences(page)).to_have_count(0)
    expect(page.locator("#drafting .work > .written")).to_have_text("")
    page.get_by_role("button", name=text("redo", "da")).click()
    expect(sentences(page)).to_have_count(asked)
    page.locator("#drafting .opening button").last.click()
    assert write(page, script) == asked + 1
    expect(sentences(page)).to_have_count(asked)


@pytest.mark.parametrize(
    ("say", "why"),
    [
        (lambda got: Said("", seconds=20.0), "open_slow"),
        (lambda got: failure(500), "open_failed"),
        (lambda got: streamed(f"{first(got)[1]} [{first(got)[0]}]", end=None), "open_failed"),
        (lambda got: streamed(f"{INVENTED} [{first(got)[0]}]"), "open_unverified"),
        (lambda got: streamed("INTET_SVAR"), "open_nothing"),
    ],
    ids=["slow", "down", "cut off", "not carried", "nothing"],
)
def test_without_openings_the_draft_stays_and_it_is_said_why(
    page: Page, script: Script, say: Callable[[Received], Said], why: str
) -> None:
    before = said(page)
    write(page, script, say)
    sentence = f"{text(why, 'da')} {text('opened_none', 'da')}"
    expect(page.locator("#drafting .openings .under-way")).to_have_text(sentence)
    assert said(page) == before
    expect(page.locator("#drafting :is(.opening, .struck, .coming)")).to_have_count(0)
    expect(button(page)).to_be_enabled()


def test_what_was_verified_before_the_endpoint_was_gone_stays(page: Page, script: Script) -> None:
    def once(received: Received) -> Said:
        return honest(received) if len(script.server.received) == 1 else failure(500)

    write(page, script, once)
    expect(page.locator("#drafting .openings .under-way")).to_contain_text(text("open_failed", "da"))
    expect(sentences(page)).to_have_count(1)


def test_stopping_ends_the_request_and_leaves_the_draft(page: Page, script: Script) -> None:
    script.server.hung_up.clear()
    script.say = lambda received: streamed(*["Der var møder. "] * 400, pause=0.1)
    button(page).click()
    expect(page.locator("#drafting .coming")).to_contain_text("Der var")
    button(page, "open_stop").click()
    expect(page.locator("#drafting .openings .under-way")).to_have_text(text("open_stopped", "da"))
    expect(page.locator("#drafting :is(.opening, .coming)")).to_have_count(0)
    wait_until(lambda: bool(script.server.hung_up))


def test_what_somebody_put_into_the_browser_is_not_taken_for_the_reports(script: Script, drafted: Draft) -> None:
    kept = json.loads(json.dumps(asdict(keep(drafted))))
    section = kept["sections"][0]
    section["opening"] = [{"text": INVENTED, "sources": section["lines"][:1]}]
    file = httpx.post(f"{script.url}draft/file.md", json=kept, timeout=60).text.replace("\\", "")
    assert f"Egen tekst: {INVENTED}" in file
    section["opening"][0]["sources"][0] |= {"text": INVENTED}
    assert httpx.post(f"{script.url}draft/file.md", json=kept, timeout=60).status_code == 409


def test_a_number_in_the_topic_is_masked_where_the_model_is_here(page: Page, script: Script) -> None:
    page.get_by_label(text("topic", "da")).fill(f"digitale møder for {NUMBER}")
    page.get_by_role("button", name=text("make", "da")).click()
    expect(page.locator("#drafting h2")).to_have_text("Digitale møder for ••••••-••••")
    assert NUMBER not in page.evaluate("JSON.stringify(localStorage)")
    page.get_by_label(text("section", "da")).first.fill(f"Om {NUMBER}")
    write(page, script)
    assert NUMBER not in "".join(each.prompt for each in script.server.received)


def test_a_topic_with_personal_data_is_refused_where_the_model_is_elsewhere(
    open_page: Open, sample_index: IndexSettings
) -> None:
    assistant = Assistant(
        sample_index, endpoint=endpoint("https://model.example/v1", answer_seconds=5.0), masks_names=True
    )
    with served(Guard(build_app(assistant, [drafts_tab(assistant)]), Access())) as url:
        page = opened(open_page, url)
        for topic in (f"Forløbet for {NUMBER}", "Forløbet for Mette Sørensen"):
            page.get_by_label(text("topic", "da")).fill(topic)
            page.get_by_role("button", name=text("make", "da")).click()
            expect(page.locator("#drafting .about .told")).to_have_text(text("personal_data", "da"))
            page.get_by_label(text("topic", "da")).fill("")
            page.get_by_role("button", name=text("make", "da")).click()
            expect(page.locator("#drafting .about .told")).to_have_text(text("topic_blank", "da"))
        assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('kildesvar-draft:'))") == []
        make_draft(page)
        where = text("open_away", "da", model="en-model", host="model.example")
        expect(page.locator("#drafting .openings .help")).to_have_text(where)
    assistant.close()


def test_without_a_language_model_there_is_nothing_of_it(open_page: Open, drafts_url: str) -> None:
    page = opened(open_page, drafts_url)
    make_draft(page)
    expect(page.locator("#drafting .openings")).to_have_count(0)
    assert httpx.post(f"{drafts_url}draft/openings", json={}).status_code == 404
