"""A browser for the tests that look at pages; they are skipped where there is none."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
OPEN = """figure => {
    for (let at = figure; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
}"""
"""Opens whatever a figure is folded into."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless Chromium."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed")
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


class Opened:
    """A page in the browser, with everything it asked for and complained of."""

    def __init__(self, browser: Any, address: str, **options: Any) -> None:
        self.context = browser.new_context(**options)
        self.tab = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.tab.on("request", lambda request: self.requests.append(request.url))
        self.tab.on("console", lambda message: self.complaints.append(message.text))
        self.tab.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        self.tab.on("dialog", lambda dialog: (self.complaints.append(dialog.message), dialog.dismiss()))
        self.tab.goto(address)

    @property
    def asked(self) -> list[str]:
        """What was requested beyond the page itself, the pictures inside it and the script it runs aside."""
        return [url for url in self.requests[1:] if not url.startswith(("data:", "blob:"))]


@pytest.fixture
def opened(browser: Any) -> Iterator[Any]:
    """Return a function that opens an address; what it opened is closed after the test."""
    made: list[Opened] = []

    def open_address(address: str, **options: Any) -> Opened:
        made.append(Opened(browser, address, **options))
        return made[-1]

    yield open_address
    for page in made:
        page.context.close()


@pytest.fixture(scope="module")
def standing(browser: Any, address: str) -> Iterator[Opened]:
    """One page of the module's report, for tests that leave nothing behind on it but a query."""
    page = Opened(browser, address)
    yield page
    page.context.close()


@pytest.fixture
def chart(opened: Any, address: str) -> Any:
    """Return a function that opens the page and scrolls to a chart."""

    def show(name: str, **options: Any) -> tuple[Opened, Any]:
        page = opened(address, **options)
        figure = page.tab.locator(f"#fig-{name}")
        figure.evaluate(OPEN)
        figure.scroll_into_view_if_needed()
        figure.locator(".mark").first.wait_for()
        return page, figure

    return show
