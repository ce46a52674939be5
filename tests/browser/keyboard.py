"""Somebody who has a keyboard and no pointer, and who must see where they are at every stop (WCAG 2.2: 2.1.1, 2.1.2,
2.4.7, 2.4.11).

What has the focus is named as the browser's own accessibility tree names it, never by a selector.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

# Longer than the way round any page of ours: whoever has pressed so often does not get there.
MANY_STOPS = 70

# While `quiet` is on no listener of the page hears that the focus went away and came back.
HOLD_STILL = """
(() => {
  const quiet = { on: false };
  for (const name of ['focus', 'blur', 'focusin', 'focusout', 'change', 'selectionchange']) {
    window.addEventListener(name, (event) => { if (quiet.on) event.stopImmediatePropagation() }, true);
  }
  window.whileQuiet = (act) => { quiet.on = true; try { return act() } finally { quiet.on = false } };
})();
"""

# Null when the focus can be seen, otherwise what is wrong with it. Tried for two seconds: a picture may be on its way.
WRONG_WITH_FOCUS = """
async () => {
  const CLEAR = /^rgba\\(.*, 0\\)$|^transparent$/;
  const FOCUSABLE = 'a[href], button, input, select, textarea, summary, [tabindex]';
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  const seat = (here.matches('input') && here.closest('label')) || here;
  // The mark may be drawn by what lies around this control and no other.
  const marked = [here];
  for (let around = here.parentElement; around && marked.length < 4; around = around.parentElement) {
    if (around.querySelectorAll(FOCUSABLE).length > 1) break;
    marked.push(around);
  }
  const looks = () => marked.map((element) => {
    const style = getComputedStyle(element);
    const outline = style.outlineStyle === 'none' || CLEAR.test(style.outlineColor) ? '' : style.outline;
    return outline + ' ' + style.boxShadow;
  }).join();
  const withFocus = looks();
  const without = window.whileQuiet(() => {
    const drawn = here.hasAttribute('data-focus-visible');
    here.blur();
    here.removeAttribute('data-focus-visible');
    const seen = looks();
    if (drawn) here.setAttribute('data-focus-visible', 'true');
    here.focus({ preventScroll: true });
    return seen;
  });
  if (document.activeElement !== here) return 'could not have the focus twice';
  if (withFocus === without) return `looks the same with and without the focus, class="${here.className}"`;
  const place = () => {
    const whole = seat.getClientRects()[0];
    if (!whole) return 'takes no room';
    let [left, top, right, bottom] = [whole.left, whole.top, whole.right, whole.bottom];
    const clip = (box) => {
      left = Math.max(left, box.left); right = Math.min(right, box.right);
      top = Math.max(top, box.top); bottom = Math.min(bottom, box.bottom);
    };
    clip({ left: 0, top: 0, right: innerWidth, bottom: innerHeight });
    // What is larger than its own scrolled box or the window is seen in part.
    for (let around = seat.parentElement; around; around = around.parentElement) {
      const box = around.getBoundingClientRect();
      if (getComputedStyle(around).overflowY !== 'visible' && box.height < whole.height) clip(box);
    }
    const [width, height] = [right - left, bottom - top];
    if (width < Math.min(8, whole.width / 2) || height < Math.min(8, whole.height / 2)) return 'is off the screen';
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    if (!hit) return 'is off the screen';
    if (seat.contains(hit) || (hit.contains(seat) && hit.closest('label') === seat)) return null;
    return `lies under <${hit.tagName.toLowerCase()} class="${hit.className}">`;
  };
  let wrong = place();
  for (let frame = 0; wrong !== null && frame < 120; frame += 1) {
    await new Promise((done) => requestAnimationFrame(done));
    wrong = place();
  }
  return wrong;
}
"""


@dataclass(frozen=True)
class Stop:
    """Where the focus is: what a screen reader would say, and which node it is."""

    role: str
    name: str
    node: int

    def __str__(self) -> str:
        return f"{self.role} “{self.name}”"

    def fits(self, role: str, name: str | re.Pattern[str]) -> bool:
        if self.role != role:
            return False
        return name.search(self.name) is not None if isinstance(name, re.Pattern) else name == self.name


# Nothing on the page: before its first stop, or after its last.
OUTSIDE = Stop("outside", "", 0)


class Keyboard:
    """Presses keys and nothing else. Made before the first page of its window is opened."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.context.add_init_script(HOLD_STILL)
        self._tools = page.context.new_cdp_session(page)
        self._tools.send("Accessibility.enable")
        # Asked for from the start: the browser would open its own window for a key that comes before it knows.
        page.on("filechooser", lambda _chosen: None)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def stop(self) -> Stop:
        """What has the focus now."""
        focused = self._tools.send("Runtime.evaluate", {"expression": "document.activeElement"})
        if focused["result"].get("className") == "HTMLBodyElement":
            return OUTSIDE
        asked = {"objectId": focused["result"]["objectId"], "fetchRelatives": False}
        node: dict[str, Any] = self._tools.send("Accessibility.getPartialAXTree", asked)["nodes"][0]
        role, name = (node.get(part, {}).get("value", "") for part in ("role", "name"))
        # The browser says of a file field what is chosen; we look for what it is called.
        return Stop(role, " ".join(name.removesuffix(": Ingen fil har valts").split()), node.get("backendDOMNodeId", 0))

    def see(self) -> Stop:
        """The same, once it is certain that it can be seen."""
        stop = self.stop()
        wrong = self.page.evaluate(WRONG_WITH_FOCUS)
        assert wrong is None, f"{stop} {wrong} ({self.page.title()})"
        return stop

    def step(self, key: str = "Tab") -> Stop:
        self.press(key)
        return self.see()

    def to(self, role: str, name: str | re.Pattern[str], key: str = "Tab", bound: int = MANY_STOPS) -> Stop:
        """Presses `key` until something of this role and name has the focus."""
        passed: list[Stop] = []
        for _ in range(bound):
            stop = self.step(key)
            if stop.fits(role, name):
                return stop
            passed.append(stop)
        listed = "\n  ".join(str(stop) for stop in dict.fromkeys(passed))
        raise AssertionError(f"no {role} “{name}” in {bound} × {key}; passed:\n  {listed}")

    def back_to(self, role: str, name: str | re.Pattern[str], bound: int = MANY_STOPS) -> Stop:
        return self.to(role, name, "Shift+Tab", bound)

    def push(self, name: str | re.Pattern[str], role: str = "button", key: str = "Enter") -> None:
        """To a button or a link, and onto it."""
        self.to(role, name)
        self.press(key)

    def is_at(self, role: str, name: str | re.Pattern[str]) -> None:
        """The page itself has put the focus here, and it can be seen."""
        # Playwright lists the roles one by one; ours come as text.
        place = self.page.get_by_role(role, name=name, exact=isinstance(name, str))  # type: ignore[arg-type]  # roles come as text
        expect(place).to_be_focused()
        self.see()

    def choose_of_menu(self, menu: str, line: str, key: str = "Tab") -> None:
        """To a menu's button, and down to a line of it. No menu of ours is longer than a dozen."""
        self.to("button", menu, key)
        self.press("Enter")
        self.to("menuitem", line, "ArrowDown", bound=12)
        self.press("Enter")

    def heard(self, heading: str | re.Pattern[str]) -> None:
        """A new page begins at its heading, which is read out; a heading wears no mark."""
        exact = isinstance(heading, str)
        expect(self.page.get_by_role("heading", name=heading, level=1, exact=exact)).to_be_focused()

    def choose(self, label: str) -> None:
        """One of several: Tab comes to the group, arrows walk it and choose."""
        stop = self.to("radio", re.compile(""))
        while stop.name != label:
            stop = self.step("ArrowDown")
        self.press("Space")
        expect(self.page.get_by_role("radio", name=label, exact=True)).to_be_checked()

    def tick(self, label: str) -> None:
        self.to("checkbox", label)
        self.press("Space")
        expect(self.page.get_by_role("checkbox", name=label, exact=True)).to_be_checked()

    def fill(self, label: str | re.Pattern[str], text: str) -> None:
        """What stands there is replaced."""
        self.to("textbox", label)
        self.press("Control+a")
        self.type(text)

    def choose_file(self, role: str, name: str | re.Pattern[str], file: Path) -> None:
        """The file window is the browser's own; what is ours is that a key opens it."""
        self.to(role, name)
        with self.page.expect_file_chooser() as chosen:
            self.press("Space")
        chosen.value.set_files(file)

    def round(self) -> list[Stop]:
        """All stops from here until the way comes back to where it began, or out of the page. A trap never ends."""
        stops: list[Stop] = []
        while len(stops) < MANY_STOPS:
            stop = self.step()
            if stop == OUTSIDE or (stops and stop.node == stops[0].node):
                return stops
            assert stop.node not in {passed.node for passed in stops}, f"{stop} a second time in {[*map(str, stops)]}"
            stops.append(stop)
        raise AssertionError(f"no end of it: {[*map(str, stops)]}")

    def escapes(self, opened: Locator, opener: str | re.Pattern[str], role: str = "button") -> None:
        """Escape closes what lies on top and leaves the focus on what opened it."""
        expect(opened).to_be_visible()
        self.press("Escape")
        expect(opened).to_have_count(0)
        self.is_at(role, opener)
