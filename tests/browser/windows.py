"""Browser windows of the four people in the walk, and what a test may look at through WebRTC's own statistics."""

from dataclasses import dataclass, replace
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize

PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1440, "height": 900}

# The page's own connections, gathered from outside so that the product needs no hook for tests.
WATCH_CONNECTIONS = """
(() => {
  const made = [];
  const Original = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Original {
    constructor(...given) { super(...given); made.push(this); }
  };
  window.connectionsMade = made;
})();
"""

MEDIA_FIGURES = """
async () => {
  const live = window.connectionsMade.filter((pc) => pc.connectionState === 'connected').at(-1);
  if (!live) return null;
  const figures = { framesDecoded: 0, framesEncoded: 0, energyIn: 0, packetsOut: 0 };
  for (const report of (await live.getStats()).values()) {
    if (report.type === 'inbound-rtp' && report.kind === 'video') figures.framesDecoded += report.framesDecoded ?? 0;
    if (report.type === 'inbound-rtp' && report.kind === 'audio') figures.energyIn += report.totalAudioEnergy ?? 0;
    if (report.type === 'outbound-rtp' && report.kind === 'video') figures.framesEncoded += report.framesEncoded ?? 0;
    if (report.type === 'outbound-rtp' && report.kind === 'audio') figures.packetsOut += report.packetsSent ?? 0;
  }
  return figures;
}
"""

# Waits inside the page, frame by frame; the page's own policy forbids evaluating strings there.
MEDIA_MOVES = (
    "async (before) => { const read = "
    + MEDIA_FIGURES.strip()
    + """;
  const until = performance.now() + 20000;
  for (;;) {
    const now = await read();
    const moved = now !== null && now.framesDecoded > before.framesDecoded + 10 && now.energyIn > before.energyIn;
    if (moved) return now;
    if (performance.now() > until) return null;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}"""
)
NOTHING_YET = {"framesDecoded": 0, "energyIn": 0}
# What the browser itself says of a server that is away or that refuses; what the page makes of it is tested.
NETWORK = ("Failed to load resource", "WebSocket connection to", "An unknown error occurred when fetching the script")


@dataclass
class Window:
    """One person's browser: a context of its own, so cookies and storage are nobody else's."""

    name: str
    context: BrowserContext
    page: Page
    origin: str
    faults: list[str]

    def go(self, path: str) -> None:
        self.page.goto(self.origin + path)

    def media_after(self, before: dict[str, Any] | None = None) -> dict[str, Any]:
        """WebRTC's figures once pictures have been decoded and sound has been heard since `before`."""
        figures: dict[str, Any] | None = self.page.evaluate(MEDIA_MOVES, before or NOTHING_YET)
        assert figures is not None, f"{self.name}: no picture or no sound within 20 s"
        return figures


def is_fault(said: ConsoleMessage) -> bool:
    return said.type == "error" and not said.text.startswith(NETWORK)


def habits(*, phone: bool = False) -> dict[str, Any]:
    """What a person's browser is like, whatever profile it lives in."""
    return {
        "viewport": PHONE if phone else DESKTOP,
        "has_touch": phone,
        "is_mobile": phone,
        "locale": "sv-SE",
        "timezone_id": "Europe/Stockholm",
        "permissions": ["camera", "microphone"],
        "reduced_motion": "reduce",
    }


def open_window(browser: Browser, name: str, origin: str, *, phone: bool = False, **options: Any) -> Window:
    context = browser.new_context(**habits(phone=phone), **options)
    context.add_init_script(WATCH_CONNECTIONS)
    context.set_default_timeout(20_000)
    return watched(Window(name, context, context.new_page(), origin, []))


def watched(window: Window) -> Window:
    """Console errors and uncaught faults of the page are kept; a test looks at them at its end."""
    name, faults = window.name, window.faults
    window.page.on("pageerror", lambda error: faults.append(f"{name}: {error}"))
    window.page.on("console", lambda said: faults.append(f"{name}: {said.text}") if is_fault(said) else None)
    return window


class Windows:
    """Opens windows and closes them all, and gives back the faults of their pages."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._opened: list[Window] = []

    def open(self, name: str, origin: str, *, phone: bool = False, **options: Any) -> Window:
        window = open_window(self._browser, name, origin, phone=phone, **options)
        self._opened.append(window)
        return window

    def tab(self, window: Window) -> Window:
        """One more tab of the same person's browser."""
        beside = watched(replace(window, page=window.context.new_page()))
        self._opened.append(beside)
        return beside

    def close(self) -> list[str]:
        # Tabs of one browser have their faults together.
        apart = {id(window.faults): window.faults for window in self._opened}
        faults = [fault for found in apart.values() for fault in found]
        for window in self._opened:
            window.context.close()
        return faults
