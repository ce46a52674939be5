"""The page of all shared components: axe has nothing against it, whoever draws it, in either language and theme."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.windows import Windows
from tests.support.servers import Deployment

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]


@pytest.mark.parametrize(("path", "framework"), [("/formsprak", "Preact"), ("/formsprak/react", "React")])
def test_the_showcase(windows: Windows, clinic: Deployment, path: str, framework: str) -> None:
    window = windows.open(framework, clinic.server(0).url)
    page = window.page
    window.go(path)
    expect(page.get_by_role("link", name=framework, exact=True)).to_have_attribute("aria-current", "page")
    expect(page.get_by_text("Det tar längre tid än vanligt.")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vårdrum, design language")
    page.get_by_role("button", name="Dark", exact=True).click()
    page.get_by_role("button", name="Open the dialog").click()
    dialog = page.get_by_role("dialog", name="Conclude the case?")
    expect(dialog.get_by_role("button", name="Close")).to_be_focused()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("button", name="Open the dialog")).to_be_focused()
