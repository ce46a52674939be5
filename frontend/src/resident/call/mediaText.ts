/** Why there is no picture or sound, and how good a connection is, in words. */
import { language } from "../../core/language"
import type { MediaProblem, Quality } from "../../call"
import * as m from "../../texts/messages"

export function mediaText(problem: MediaProblem): string {
  switch (problem) {
    case "denied":
      return m.media_denied()
    case "missing":
      return m.media_missing()
    case "busy":
      return m.media_busy()
    case "unsupported":
      return m.media_unsupported()
  }
}

export function qualityText(quality: Quality): string {
  switch (quality) {
    case "good":
      return m.quality_good()
    case "uneven":
      return m.quality_uneven()
    case "poor":
      return m.quality_poor()
  }
}

/** "Annas", "Lars": a name that something belongs to. */
export function whose(name: string): string {
  if (language.get() === "en") return `${name}'s`
  return /[sxz]$/i.test(name) ? name : `${name}s`
}
