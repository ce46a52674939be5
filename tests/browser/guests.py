"""Guests of the walks: invited at the desk, coming in on a telephone, and what their own session can try."""

from typing import Any
from uuid import uuid4

from playwright.sync_api import Page, expect

from tests.browser.conftest import House
from tests.browser.database import connect
from tests.browser.people import Nurse
from tests.browser.windows import Window

AMIRA = "Amira Said"
INVITE = "Bjud in tolk eller närstående"
GO_IN = "Det är jag – gå in"
# All at once over a socket of the page's own, with the cookies that this browser has; the answers by their codes.
COMMANDED = """
([audience, frames]) => new Promise((resolve) => {
  const socket = new WebSocket(location.origin.replace('http', 'ws') + '/ws/' + audience)
  const asked = frames.map((frame) => ({ id: crypto.randomUUID(), ...frame }))
  const told = new Map()
  // Whoever is no such person is closed out before they have said anything.
  socket.onopen = () => {
    const hello = { type: 'hello', protocol: 1, peer_id: crypto.randomUUID() }
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(hello))
  }
  socket.onclose = ({ code }) => resolve([code])
  socket.onmessage = ({ data }) => {
    const frame = JSON.parse(data)
    if (frame.type === 'welcome') for (const command of asked) socket.send(JSON.stringify(command))
    if (frame.type === 'ack' || frame.type === 'error') told.set(frame.id, frame.code ?? 'ack')
    if (told.size < asked.length) return
    resolve(asked.map(({ id }) => told.get(id)))
    socket.close()
  }
})
"""
ASKED = "(paths) => Promise.all(paths.map((path) => fetch(path).then((answer) => answer.status)))"


def invite(sara: Nurse, resident: str, name: str = AMIRA) -> tuple[str, str]:
    """At the desk; gives the path of the link, and the code."""
    sara.press(INVITE, sara.pane(resident))
    dialog = sara.page.get_by_role("dialog")
    dialog.get_by_label("Namn").fill(name)
    dialog.get_by_label("Språk", exact=True).fill("arabiska")
    sara.press("Skapa inbjudan", dialog)
    link = sara.page.get_by_role("dialog").locator(".guests__link").inner_text()
    code = sara.page.get_by_role("dialog").locator(".guests__code").inner_text()
    sara.press("Klar")
    return link[link.index("/guest#") :], code


def invited(
    sara: Nurse, room_id: str, name: str, *, role: str = "relative", may_write: bool = True, may_call: bool = False
) -> dict[str, Any]:
    """Without the dialog, where it is not what is looked at."""
    language = "arabiska" if role == "interpreter" else ""
    body = {"id": str(uuid4()), "name": name, "role": role, "language": language, "may_write": may_write}
    answer = sara.page.request.post(
        f"{sara.window.origin}/api/staff/rooms/{room_id}/guests",
        headers={"Origin": sara.window.origin},
        data={**body, "may_call": may_call},
    )
    assert answer.ok, answer.text()
    made: dict[str, Any] = answer.json()
    return made


def come(house: House, path: str, name: str = AMIRA) -> Window:
    window = house.windows.open(name, house.origin, phone=True)
    window.go(path)
    return window


def go_in(page: Page) -> None:
    page.get_by_label("Jag lovar att inte berätta").check()
    page.get_by_role("button", name=GO_IN).click()
    expect(page.get_by_role("heading", name="Vänta här")).to_be_visible()


def let_in(sara: Nurse, resident: str, page: Page, name: str = AMIRA) -> None:
    sara.press(f"Släpp in {name}", sara.pane(resident))
    expect(page.get_by_role("log")).to_be_visible()


def time_is_over(house: House, name: str) -> None:
    """The clock has come to the end of the invitation of whoever is called so."""
    with connect(house.deployment) as connection:
        connection.execute(f"UPDATE rooms_invitation SET expires_at = changed_at WHERE name = '{name}'")  # noqa: S608 a name of the tests' own
        connection.commit()


def commanded(page: Page, audience: str, *frames: dict[str, Any]) -> list[Any]:
    told: list[Any] = page.evaluate(COMMANDED, [audience, list(frames)])
    return told


def asked(page: Page, *paths: str) -> list[int]:
    statuses: list[int] = page.evaluate(ASKED, list(paths))
    return statuses
