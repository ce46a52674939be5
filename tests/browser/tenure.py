"""A case that its nurse loses and has anew, while her own screen does not hear of it."""

from playwright.sync_api import expect

from tests.browser.conftest import House


def have_again(house: House, name: str) -> None:
    """At another screen Sara hands the case back, and takes it again."""
    elsewhere = house.nurse("sara.holm")
    elsewhere.open(name)
    dialog = elsewhere.choose_of_menu(name, "Lämna tillbaka till kön")
    dialog.get_by_role("button", name="Lämna tillbaka").click()
    elsewhere.claim(name)
    expect(elsewhere.composer(name)).to_be_focused()
    elsewhere.page.close()
