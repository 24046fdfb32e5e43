"""Which reports are asked: as the user chooses it, and as the question's words say it."""

from playwright.sync_api import Page, expect

from assistant.assistant import Assistant
from assistant.records import Filters
from assistant.texts import text
from tests.assistant.ui.asking import answered, ask
from tests.browsing import Open

QUESTION = "Hvad siger rapporterne om digitale møder?"
NARROW = "Hvad anbefalede Brofæste i 2023 om digitale møder?"
PHONE = {"width": 390, "height": 844}


def counts(page: Page, name: str) -> dict[str, str]:
    boxes = page.locator(f".scope label:has([name={name}])")
    return dict(line.split("\n") for line in boxes.all_inner_texts())


def tick(page: Page, *values: str) -> None:
    if not page.locator(".scope details[open]").count():
        page.locator(".scope summary").click()
    for value in values:
        page.locator(f'.scope [value="{value}"]').check()


def test_each_box_counts_what_it_would_admit_given_the_others(page: Page) -> None:
    expect(page.locator(".scope .count")).to_have_text(text("scope_all", "da"))
    tick(page, "2025")
    assert counts(page, "year") == {"2025": "2", "2024": "2", "2023": "1"}
    assert counts(page, "organisation") == {
        "Brofæste": "1",
        "Engholm Kommune": "1",
        "Havnelauget": "0",
        "Trædestenen": "0",
    }
    expect(page.locator('.scope [value="Havnelauget"]')).to_be_disabled()
    tick(page, "2023", "Brofæste")
    expect(page.locator(".scope .count")).to_have_text(text("scope_some", "da", count=2, total=5))
    assert counts(page, "report")["Engholm Kommune 2025: Leverandørernes erfaringer 2025 – tværgående opsamling"] == "0"


def test_what_is_chosen_holds_for_the_conversation_and_comes_back_with_it(page: Page, assistant: Assistant) -> None:
    tick(page, "2024", "2025")
    tick(page, "supplier")
    ask(page, QUESTION)
    chosen = assistant.ask(QUESTION, filters=Filters((2025, 2024), kind=("supplier",), source="user"))  # type: ignore[arg-type]
    expect(page.locator("#latest .statement")).to_have_count(len(chosen.statements))
    expect(page.locator("#latest .filters li")).to_have_text(["2025", "2024", text("kind_supplier", "da")])
    page.reload()
    expect(page.locator("#latest .question")).to_contain_text(QUESTION)
    expect(page.locator(".scope .chips li")).to_have_text(["2025", "2024", text("kind_supplier", "da")])
    page.get_by_text("English", exact=True).click()
    expect(page.locator(".scope .chips li")).to_have_text(["2025", "2024", text("kind_supplier", "en")])
    page.get_by_role("button", name=text("scope_remove", "en", name="2024")).click()
    expect(page.locator(".scope .count")).to_have_text(text("scope_some", "en", count=1, total=5))
    page.get_by_role("button", name=text("scope_clear", "en")).click()
    expect(page.locator(".scope .chips li")).to_have_count(0)
    ask(page, "Hvad er fleksjob?")
    expect(page.locator("#latest .filters")).to_have_count(0)
    page.get_by_role("button", name=text("new_conversation", "en")).click()
    expect(page.locator(".scope .count")).to_have_text(text("scope_all", "en"))


def test_what_was_read_from_the_question_is_taken_away_piece_by_piece(page: Page, assistant: Assistant) -> None:
    ask(page, NARROW)
    chips = page.locator("#latest .filters button[data-ignore]")
    expect(chips).to_have_count(3)
    chips.filter(has_text="2023").click()
    expect(page.locator("#latest .filters button")).to_have_count(1)
    answered(page, NARROW)
    expect(page.locator("#latest .filters")).to_contain_text("Brofæste")
    without = assistant.ask(NARROW, ignored=("2023",))
    assert without.coverage.searched == ("brofaeste-2023", "brofaeste-2025")
    expect(page.locator("#latest .statement")).to_have_count(len(without.statements))
    chips.filter(has_text="Brofæste").click()
    expect(page.locator("#latest .filters")).to_have_count(0)
    expect(page.locator("#latest .coverage")).to_contain_text("af 5 rapporter")
    expect(page.locator(".turn .question")).to_have_count(1)


def test_the_choice_is_made_with_the_keyboard_and_on_a_phone(open_page: Open, page_url: str) -> None:
    page = open_page(page_url, viewport=PHONE)
    page.locator(".scope summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator(".scope .chips li")).to_have_text(["2025"])
    heights = page.locator(".scope :is(label, summary, .chips button)").evaluate_all(
        "(all) => all.map((each) => each.getBoundingClientRect().height)"
    )
    assert min(heights) >= 44
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    page.locator(".scope .chips button").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".scope summary")).to_be_focused()


def test_a_choice_that_cannot_be_read_is_said(page: Page) -> None:
    page.evaluate("scope.chosen = () => ({ year: ['in the year of <b>'] })")
    page.locator("#question textarea").fill(QUESTION)
    page.locator("#question textarea").press("Enter")
    expect(page.locator("#note")).to_have_text(text("scope_wrong", "da"))
    expect(page.locator("#question textarea")).to_have_value(QUESTION)
