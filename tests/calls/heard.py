"""What a page measures of its own calls, by WebRTC's statistics and what it shows: no hook in the product."""

SECONDS = 20
# How often a page looks: where moments are the figures, and where many pages share the machine and only gaps count.
OFTEN_MS, SELDOM_MS = 20, 200
# Both sides' words for a call that has ended as calls do.
ENDED_WORDS = ("Samtalet är avslutat.", "Videosamtalet är avslutat.")


def remember(every_ms: int) -> str:
    """Remembers by itself when this call's first sound and picture were there, when sound was there again, the longest
    time without, and when the page said that the call had ended, so that nobody's asking delays it."""
    return f"""
(() => {{
  window.heardFirst = {{}};
  window.soundMoved = 0;
  window.soundGoal = null;
  window.soundBack = null;
  window.soundAt = Date.now();
  window.longestSilence = 0;
  window.endSeen = null;
  let asked = null, last = null, packets = 0;
  const look = (live, stats) => {{
    const media = stats.kind === 'audio' ? stats.totalAudioEnergy > 0 : stats.framesDecoded > 0;
    if (media) window.heardFirst[stats.kind] ??= Date.now();
    if (stats.kind !== 'audio') return;
    // A connection that was built anew counts from nothing.
    const came = live === last ? stats.packetsReceived - packets : 0;
    last = live;
    packets = stats.packetsReceived;
    if (came > 0) {{
      window.soundMoved += came;
      window.longestSilence = Math.max(window.longestSilence, Date.now() - window.soundAt);
      window.soundAt = Date.now();
    }}
    if (window.soundGoal !== null && window.soundMoved > window.soundGoal) window.soundBack ??= Date.now();
  }};
  setInterval(async () => {{
    const said = document.body?.textContent ?? '';
    if ({list(ENDED_WORDS)}.some((words) => said.includes(words))) window.endSeen ??= Date.now();
    const live = (window.connectionsMade ?? []).filter((one) => one.connectionState !== 'closed').at(-1);
    // Firefox never answers for a connection that was closed meanwhile; the next one is asked all the same.
    if (!live || asked === live) return;
    asked = live;
    try {{
      for (const stats of (await live.getStats()).values()) if (stats.type === 'inbound-rtp') look(live, stats);
    }} finally {{
      if (asked === live) asked = null;
    }}
  }}, {every_ms});
}})();
"""


def until(condition: str, given: str, seconds: float = SECONDS) -> str:
    """A function that waits in the page for `condition`, and then gives `given`, whatever came of it."""
    return f"""
async () => {{
  const until = Date.now() + {seconds * 1000};
  while (Date.now() < until && !({condition})) await new Promise((r) => setTimeout(r, 20));
  return {given};
}}
"""


FORGET = "() => { window.heardFirst = {}; window.endSeen = null }"
FIRST = until("window.heardFirst.audio && window.heardFirst.video", "window.heardFirst")
# Half a second of packets that came, not what was made up in their place, is sound.
EXPECT_SOUND = """
() => {
  window.soundBack = null;
  window.soundGoal = window.soundMoved + 25;
}
"""
SOUND_AGAIN = until("window.soundBack !== null", "window.soundBack")
FROM_NOW = """
() => {
  window.soundAt = Date.now();
  window.longestSilence = 0;
  window.endSeen = null;
}
"""
SILENCE = "() => window.longestSilence"
END_SEEN = until("window.endSeen !== null", "window.endSeen")
