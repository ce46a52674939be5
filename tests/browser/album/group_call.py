"""A call that a guest joins: asked, looked at before, with three, and taken out of it."""

from playwright.sync_api import expect

from tests.browser.album.album import Album
from tests.browser.conftest import House
from tests.browser.forms import ask_urgently
from tests.browser.group_calls import PATIENCE_MS, SAMIRA, SMALL_CAMERA, guest_in, in_call_with
from tests.browser.guests import AMIRA, invite


def joined(house: House, album: Album) -> None:
    samira = house.resident(SAMIRA)
    ask_urgently(samira)
    sara = house.nurse("sara.holm")
    sara.claim(SAMIRA)
    path, _code = invite(sara, SAMIRA)
    amira = guest_in(house, sara, path, AMIRA)
    for page in (samira.page, sara.page, amira):
        page.evaluate(SMALL_CAMERA)
    sara.ring(SAMIRA)
    samira.press("Svara med video", samira.ringing)
    expect(sara.page.get_by_text("I samtal med Samira")).to_be_visible(timeout=PATIENCE_MS)
    expect(amira.get_by_text("I videosamtalet: Sara Holm, Samira Haddad")).to_be_visible()
    album.keep(amira, "guest-call-going")
    amira.get_by_role("button", name="Gå med", exact=True).click()
    expect(amira.get_by_role("button", name="Gå med med video")).to_be_visible()
    album.keep(amira, "guest-call-before")
    amira.get_by_role("button", name="Gå med med video").click()
    in_call_with(samira.page, "Sara Holm", AMIRA)
    in_call_with(amira, "Sara Holm", SAMIRA)
    in_call_with(sara.page, SAMIRA, AMIRA)
    album.keep(samira.page, "call-of-three")
    album.keep(amira, "guest-call-of-three")
    album.keep(sara.page, "desk-call-of-three", surface="staff")
    sara.press(f"Ta bort ur videosamtalet: {AMIRA}", sara.page.get_by_role("list", name="De som är med"))
    expect(amira.get_by_text("Mottagningen har tagit dig ur videosamtalet.")).to_be_visible()
    album.keep(amira, "guest-call-removed")
