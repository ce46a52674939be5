"""A browser's recognition of speech on the device, whose microphone is the test. It is the browser's part of captions,
which no browser of the tests has, so pages are given it from outside."""

from playwright.sync_api import Page

# As the Web Speech API has it: `available`, `processLocally`, results that are interim and then final.
RECOGNITION = """
(() => {
  const running = new Set()
  class SpeechRecognition {
    static async available({ langs, processLocally }) {
      return processLocally && langs.length ? "available" : "unavailable"
    }
    static async install() { return true }
    #local = false
    get processLocally() { return this.#local }
    set processLocally(on) { this.#local = on }
    start(track) {
      if (!this.#local || track?.kind !== "audio") throw new DOMException("", "InvalidStateError")
      this.results = []
      running.add(this)
      setTimeout(() => this.onstart?.())
    }
    abort() { if (running.delete(this)) setTimeout(() => this.onend?.()) }
  }
  // As in a whole browser: without it nothing is asked of an engine alone.
  window.chrome ??= {}
  Object.defineProperty(window, "SpeechRecognition", { value: SpeechRecognition, configurable: true })
  window.listensToSpeech = () => running.size
  window.saySomething = (transcript, isFinal) => {
    for (const one of running) {
      const before = one.results.filter((result) => result.isFinal)
      one.results = [...before, Object.assign([{ transcript, confidence: 0.9 }], { isFinal })]
      one.onresult?.({ resultIndex: before.length, results: one.results })
    }
  }
})()
"""


def give_recognition(page: Page) -> None:
    """The page has it from its next load on."""
    page.add_init_script(RECOGNITION)
    page.reload()


def listens(page: Page) -> int:
    """How many recognisers listen."""
    found: int = page.evaluate("() => window.listensToSpeech()")
    return found


def say(page: Page, words: str, *, final: bool = True) -> None:
    page.evaluate("([words, final]) => window.saySomething(words, final)", [words, final])
