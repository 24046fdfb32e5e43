"""The login against guessing and forging, and as somebody uses it in a real browser."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.access import Access
from assistant.assistant import Assistant
from assistant.texts import text
from assistant.ui.guard import Guard
from assistant.ui.login import PATHS
from assistant.ui.login_page import login_style
from assistant.ui.server import build_app
from assistant.ui.throttle import Throttle
from assistant.users_file import Users, add_user
from tests.assistant.conftest import Run
from tests.assistant.ui.guarding import CHEAP, PASSWORD, Behind, Client, Clock
from tests.browsing import CHROMIUM, CONTRAST, QUIET, grave_faults, served

WRONG = "forkert kodeord"


def test_guessing_takes_ever_longer_for_one_name(guard: Guard, clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    waits = []
    for number in range(40):
        client = Client(guard, address=f"192.0.2.{number}")  # whatever address it comes from
        answer = client.log_in(password=WRONG)
        if answer.status_code == 429:
            waits.append(int(answer.headers["retry-after"]))
            assert answer.text == text("login_wait", "da", seconds=waits[-1])
            assert client.log_in().status_code == 429  # not with the right one either
            clock.now += waits[-1]
    assert waits[:8] == [2, 4, 8, 16, 32, 60, 60, 60]
    assert Client(guard, address="198.51.100.1").log_in("bo").status_code == 303  # others go on
    said = [record.getMessage() for record in caplog.records if record.name == "assistant.ui.login"]
    assert said and said[0] == "A login from 192.0.2.0 failed (known user)."
    assert not any(word in caplog.text for word in (PASSWORD, WRONG, "anna"))


def test_guessing_takes_ever_longer_from_one_address(guard: Guard, caplog: pytest.LogCaptureFixture) -> None:
    client = Client(guard)
    statuses = [client.log_in(f"navn{number}", WRONG).status_code for number in range(22)]
    assert statuses == [401] * 20 + [429] * 2
    assert "navn" not in caplog.text and "unknown user" in caplog.text
    assert client.log_in().status_code == 429
    assert Client(guard, address="198.51.100.1").log_in().status_code == 303


def test_a_stranger_does_not_keep_the_owner_of_a_name_out(guard: Guard) -> None:
    desk, stranger = Client(guard, address="10.0.0.7"), Client(guard, address="198.51.100.1")
    assert desk.log_in().status_code == 303
    assert [stranger.log_in(password=WRONG).status_code for _ in range(6)] == [401] * 4 + [429] * 2
    assert stranger.log_in().status_code == 429
    assert desk.log_in().status_code == 303


def test_many_at_once_are_as_slow_as_one_after_the_other(clock: Clock) -> None:
    throttle = Throttle(clock)
    assert [throttle.begin("anna", f"192.0.2.{number}") > 0 for number in range(8)] == [False] * 4 + [True] * 4


def test_what_is_remembered_of_failures_is_bounded_and_passes(clock: Clock) -> None:
    throttle = Throttle(clock)
    for number in range(30_000):
        throttle.begin(f"navn{number}", f"2001:db8:{number % 65536:x}::{number:x}")
        throttle.succeed(f"ven{number}", f"10.{number % 256}.{number // 256}.1")
    assert len(throttle) == 20_000
    for _ in range(4):
        assert throttle.begin("anna", "10.0.0.1") == 0
    assert throttle.begin("ANNA", "10.0.0.2") > 0
    clock.now += 3600
    assert throttle.begin("anna", "10.0.0.1") == 0


def test_addresses_of_one_customer_are_one(clock: Clock) -> None:
    throttle = Throttle(clock)
    for number in range(20):
        assert throttle.begin(f"navn{number}", f"2001:db8:1:2::{number:x}") == 0
    assert throttle.begin("andet", "2001:db8:1:2:ffff::1") > 0
    assert throttle.begin("andet", "2001:db8:1:3::1") == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "http://kildesvar.test:8080"},
        {"origin": "http://kildesvar.test.evil.example"},
        {"origin": "null"},
        {"origin": ""},
        {"origin": "http://kildesvar.test", "sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "accept": "text/html"},
    ],
    ids=str,
)
@pytest.mark.parametrize("asks", [True, False])
def test_what_another_site_sends_is_refused(guard: Guard, behind: Behind, headers: dict[str, str], asks: bool) -> None:
    guard = guard if asks else Guard(behind, Access(is_proxied=True))
    client = Client(guard)
    if asks:
        client.log_in()
    for method, path in [("POST", "/x"), ("PUT", "/x"), ("DELETE", "/x"), ("POST", "/login"), ("POST", "/logout")]:
        refused = client(method, path, headers=headers, data={"name": "bo", "password": PASSWORD})
        assert (refused.status_code, refused.text) == (403, text("refused_foreign", "da"))
        assert "set-cookie" not in refused.headers
    preflight = client("OPTIONS", "/x", headers=headers | {"access-control-request-method": "POST"})
    assert preflight.status_code == 403 and not [name for name in preflight.headers if name.startswith("access-")]
    if "sec-fetch-mode" not in headers:
        assert client("GET", "/x", headers=headers).status_code == 403  # nor may its scripts read
    assert behind.seen == []


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "http://kildesvar.test"},
        {"sec-fetch-site": "same-origin", "origin": "null"},
        {"sec-fetch-site": "none"},
        {"origin": "https://ude.kk.dk", "x-forwarded-host": "ude.kk.dk"},
    ],
    ids=str,
)
def test_what_our_own_page_or_a_program_sends_is_let_in(guard: Guard, headers: dict[str, str]) -> None:
    client = Client(guard)
    assert client.log_in(headers=headers).status_code == 303
    assert client("POST", "/x", headers=headers).text == "anna/reader"


def test_a_form_that_is_no_login_is_refused(guard: Guard) -> None:
    client = Client(guard)
    assert client("POST", "/login", content=b"x" * 10_000).status_code == 413
    assert client("POST", "/login", content=b"\xff%ff=&name=&&&=").status_code == 400
    assert client("POST", "/login", data={"name": "anna"}).status_code == 400
    assert client("POST", "/login", data={"name": "a" * 5000, "password": "\0"}).status_code == 401
    assert client("POST", "/login", data={"name": "anna\ud800".encode("utf-8", "surrogatepass"), "password": "x"})
    assert client("GET", f"/login?name=anna&password={PASSWORD}").status_code == 200
    assert client("GET", "/x").status_code == 401  # a password in an address is not read


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "kildesvar.kk.dk"])
def test_the_command_does_not_serve_others_without_a_login(run: Run, host: str) -> None:
    done = run("serve", "--host", host, "--port", "0")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"The page is not served on {host} without a login") and done.stderr.count("\n") == 1


def test_the_command_does_not_serve_what_nobody_can_log_in_to(run: Run, tmp_path: Path) -> None:
    users = {"KILDESVAR_SERVE__USERS": "users.txt"}
    assert "There is no users file users.txt" in run("serve", **users).stderr
    (tmp_path / "users.txt").write_text("# nobody\n")
    done = run("serve", "--host", "0.0.0.0", **users)
    assert (done.returncode, "The users file users.txt names no user" in done.stderr) == (1, True)
    (tmp_path / "users.txt").write_text("hemmeligt\n")
    done = run("serve", **users)
    assert (done.returncode, "damaged in line 1" in done.stderr, "hemmeligt" in done.stderr) == (1, True, False)


def test_the_documented_script_works(login_url: str, tmp_path: Path) -> None:
    words = (Path(__file__).parents[3] / "docs" / "login.md").read_text(encoding="utf-8")
    script = words.split("```python\n", 1)[1].split("```", 1)[0]
    script = script.replace("http://127.0.0.1:7860/", login_url).replace("Et langt kodeord", PASSWORD)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("answered")


@pytest.fixture(scope="module")
def login_url(assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the page with a login."""
    path = tmp_path_factory.mktemp("users") / "users.txt"
    add_user(path, "anna", "reader", PASSWORD, cost=CHEAP)
    add_user(path, "bo", "editor", PASSWORD, cost=CHEAP)
    with served(Guard(build_app(assistant), Access(Users(path)))) as url:
        yield url


def log_in(page: Page, name: str, password: str) -> None:
    page.locator("#name").fill(name)
    page.locator("#password").fill(password)
    page.locator("#password").press("Enter")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_somebody_logs_in_is_refused_and_logs_out(browser: Browser, login_url: str, scheme: str, width: int) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 844})
    page = context.new_page()
    page.goto(login_url)
    expect(page).to_have_title("Log ind – Kildesvar")
    expect(page.get_by_label("Brugernavn")).to_be_focused()
    expect(page.locator("#password")).to_have_attribute("autocomplete", "current-password")
    log_in(page, "anna", WRONG)
    expect(page.get_by_role("alert")).to_have_text(text("login_wrong", "da"))
    expect(page).to_have_title("Fejl: Log ind – Kildesvar")
    expect(page.get_by_label("Adgangskode")).to_be_focused()
    expect(page.get_by_label("Adgangskode")).to_have_value("")
    assert grave_faults(page) == []
    measured = page.locator("p, label, a, button, h1").evaluate_all(CONTRAST)
    assert len(measured) >= 8 and [each for each in measured if each[0] < 4.5] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    log_in(page, "anna", PASSWORD)
    expect(page.locator("#account b")).to_have_text("anna")
    expect(page.get_by_role("button", name="Log ud")).to_be_visible()
    page.locator("#header h1").wait_for()
    measured = page.locator("#account :is(b, button, .role span)").evaluate_all(CONTRAST)
    assert len(measured) == 3 and [each for each in measured if each[0] < 4.5] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.get_by_text("English", exact=True).click()
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("status")).to_have_text(text("login_left", "da"))
    page.go_back()
    expect(page.get_by_label("Brugernavn")).to_be_visible()  # nothing of the page comes back
    context.close()


def test_the_login_speaks_english_by_a_click_and_needs_no_script(browser: Browser, login_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{login_url}?x=1")
    page.get_by_text("English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_label("User name").fill("anna")
    page.get_by_label("Password").fill(WRONG)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_have_text(text("login_wrong", "en"))
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"{login_url}?x=1")
    context.close()


def test_a_session_that_ends_while_the_page_is_open_is_told(browser: Browser, login_url: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(login_url)
    log_in(page, "anna", PASSWORD)
    page.locator("#header h1").wait_for()
    expect(page.locator("#session-over")).to_be_hidden()
    context.clear_cookies()
    stream = "fetch('gradio_api/queue/data?session_hash=x').then(({ status }) => status)"
    page.evaluate(f"() => {{ window.opened = {stream}; }}")
    page.locator("#question textarea").fill("Hvad er fleksjob?")
    page.locator("#question textarea").press("Enter")
    expect(page.get_by_role("alert").filter(visible=True)).to_have_text(
        f"{text('account_over', 'da')} {text('account_again', 'da')}", use_inner_text=True
    )
    with context.expect_page() as opened:
        page.get_by_role("link", name=text("account_again", "da")).click()
    log_in(opened.value, "anna", PASSWORD)
    expect(opened.value.locator("#account b")).to_have_text("anna")
    page.bring_to_front()  # what lies behind another tab is drawn when the browser likes to
    page.locator("#question textarea").fill("Hvad er fleksjob?")
    page.locator("#question textarea").press("Enter")
    page.locator("#latest .answer").wait_for()
    assert page.evaluate("() => window.opened") != 401  # a stream of answers waits, for Gradio opens one once
    expect(page.locator("#session-over")).to_be_hidden()
    context.close()


def test_over_plain_http_browsers_say_less_and_it_works_still(login_url: str, browser: Browser) -> None:
    """Sec-Fetch-Site is for secure connections alone; elsewhere Origin must do."""
    own = browser.browser_type.launch(
        executable_path=CHROMIUM, args=[*QUIET, "--host-resolver-rules=MAP kildesvar.test 127.0.0.1"]
    )
    page = own.new_page()
    sent: list[dict[str, str]] = []
    page.on("request", lambda request: sent.append(request.all_headers()) if request.method == "POST" else None)
    page.goto(login_url.replace("127.0.0.1", "kildesvar.test"))
    log_in(page, "bo", PASSWORD)
    page.locator("#header h1").wait_for()
    page.locator("#question textarea").fill("Hvad er fleksjob?")
    page.locator("#question textarea").press("Enter")
    page.locator("#latest .answer").wait_for()
    page.get_by_role("button", name="Log ud").click()
    expect(page.get_by_role("status")).to_have_text(text("login_left", "da"))
    assert page.evaluate("isSecureContext") is False
    own.close()


def test_the_login_has_the_colours_of_the_page() -> None:
    style = login_style()
    assert "--paper: #fbfaf6" in style and "prefers-color-scheme: dark) { :root {  --paper: #15181a" in style


def test_the_open_addresses_are_these() -> None:
    assert PATHS == ("/login", "/logout", "/login.css")
    assert httpx.URL(PATHS[0]).path == "/login"
