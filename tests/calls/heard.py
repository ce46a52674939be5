"""What a page measures of its own calls, by WebRTC's statistics: no hook in the product."""

SECONDS = 20
# Remembers by itself when this call's first sound and picture were there, and when sound was there again, so that
# nobody's asking delays it.
REMEMBER = """
(() => {
  window.heardFirst = {};
  window.soundMoved = 0;
  window.soundGoal = null;
  window.soundBack = null;
  let asked = null, last = null, packets = 0;
  const look = (live, stats) => {
    const media = stats.kind === 'audio' ? stats.totalAudioEnergy > 0 : stats.framesDecoded > 0;
    if (media) window.heardFirst[stats.kind] ??= Date.now();
    if (stats.kind !== 'audio') return;
    // A connection that was built anew counts from nothing.
    if (live === last) window.soundMoved += stats.packetsReceived - packets;
    last = live;
    packets = stats.packetsReceived;
    if (window.soundGoal !== null && window.soundMoved > window.soundGoal) window.soundBack ??= Date.now();
  };
  setInterval(async () => {
    const live = (window.connectionsMade ?? []).filter((one) => one.connectionState !== 'closed').at(-1);
    // Firefox never answers for a connection that was closed meanwhile; the next one is asked all the same.
    if (!live || asked === live) return;
    asked = live;
    try {
      for (const stats of (await live.getStats()).values()) if (stats.type === 'inbound-rtp') look(live, stats);
    } finally {
      if (asked === live) asked = null;
    }
  }, 20);
})();
"""
FORGET = "() => { window.heardFirst = {} }"
FIRST = f"""
async () => {{
  const until = Date.now() + {SECONDS * 1000};
  const both = () => window.heardFirst.audio && window.heardFirst.video;
  while (Date.now() < until && !both()) await new Promise((r) => setTimeout(r, 20));
  return window.heardFirst;
}}
"""
# Half a second of packets that came, not what was made up in their place, is sound.
EXPECT_SOUND = """
() => {
  window.soundBack = null;
  window.soundGoal = window.soundMoved + 25;
}
"""
SOUND_AGAIN = f"""
async () => {{
  const until = Date.now() + {SECONDS * 1000};
  while (Date.now() < until && window.soundBack === null) await new Promise((r) => setTimeout(r, 20));
  window.soundGoal = null;
  return window.soundBack;
}}
"""
