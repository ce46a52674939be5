"""What a call says of a bad line, on both sides: sound alone, the telephone, the picture back, text, no microphone."""

from playwright.sync_api import Page, expect

from tests.browser.album.album import Album
from tests.browser.conftest import House
from tests.browser.database import let_nobody_ring
from tests.browser.forms import ask_urgently
from tests.browser.people import Nurse, Resident

SAMIRA = "Samira Haddad"
# A pair of browsers that share a machine with other tests; the steps of the ladder take half a minute.
PATIENCE_MS = 90_000
# The browser's own counters, with as many of our packets lost as `lineLoses` says: the page judges the line by them.
LOSING = """() => {
  const read = RTCPeerConnection.prototype.getStats;
  window.lineLoses = 0;
  RTCPeerConnection.prototype.getStats = async function (...given) {
    const found = new Map();
    for (const [id, stats] of await read.apply(this, given)) {
      found.set(id, stats.type === 'remote-inbound-rtp' ? { ...stats, fractionLost: window.lineLoses } : stats);
    }
    return found;
  };
}"""
GOOD, UNEVEN, POOR = 0, 0.05, 0.4
# As an operating system does it that gives the microphone to another call.
MICROPHONE_GOES = """() => {
  const live = window.connectionsMade.filter((pc) => pc.connectionState === 'connected').at(-1);
  const sound = live.getSenders().map((one) => one.track).find((track) => track?.kind === 'audio');
  sound.dispatchEvent(new Event('mute'));
}"""


def told(house: House, album: Album) -> None:
    samira = house.resident(SAMIRA)
    ask_urgently(samira)
    sara = house.nurse("sara.holm")
    sara.claim(SAMIRA)
    talk(samira, sara)
    steps(samira, sara, album)
    microphone(samira, sara, album)
    samira.press("Avsluta videosamtalet")
    let_nobody_ring(house.deployment)
    for page in (samira.page, sara.page):
        page.reload()
    talk(samira, sara)
    lose(samira, sara, POOR)
    both_see(samira, sara, "Text går fram ändå.")
    keep_both(samira, sara, album, "line-write")


def talk(samira: Resident, sara: Nurse) -> None:
    sara.ring(SAMIRA)
    samira.press("Svara med video", samira.ringing)
    expect(sara.page.get_by_text("I samtal med Samira")).to_be_visible(timeout=PATIENCE_MS)
    samira.figures_of_call()
    for page in (samira.page, sara.page):
        page.evaluate(LOSING)


def steps(samira: Resident, sara: Nurse, album: Album) -> None:
    lose(samira, sara, POOR)
    both_see(samira, sara, "Vi stängde av din bild")
    # Neither better nor worse, so that it stays for as long as it is photographed.
    lose(samira, sara, UNEVEN)
    keep_both(samira, sara, album, "line-sound")
    lose(samira, sara, POOR)
    both_see(samira, sara, "Ljudet går inte fram.")
    lose(samira, sara, UNEVEN)
    keep_both(samira, sara, album, "line-telephone")
    lose(samira, sara, GOOD)
    both_see(samira, sara, "Nätet är bättre nu.")
    keep_both(samira, sara, album, "line-better")


def microphone(samira: Resident, sara: Nurse, album: Album) -> None:
    for page in (samira.page, sara.page):
        page.evaluate(MICROPHONE_GOES)
    both_see(samira, sara, "Du hörs inte nu.")
    keep_both(samira, sara, album, "line-microphone")


def lose(samira: Resident, sara: Nurse, share: float) -> None:
    for page in (samira.page, sara.page):
        page.evaluate("(share) => { window.lineLoses = share }", share)


def both_see(samira: Resident, sara: Nurse, words: str) -> None:
    for page in (samira.page, sara.page):
        sees(page, words)


def sees(page: Page, words: str) -> None:
    expect(page.get_by_text(words)).to_be_visible(timeout=PATIENCE_MS)


def keep_both(samira: Resident, sara: Nurse, album: Album, state: str) -> None:
    album.keep(samira.page, state)
    album.keep(sara.page, f"desk-{state}", surface="staff")
