/** The one place where an error code becomes a sentence: what happened, that nothing is lost, what to do. */
import * as m from "../../texts/messages"
import type { Refusal, RefusalCode } from "./refusal"

const SENTENCES: Record<RefusalCode, (params: Refusal["params"]) => string> = {
  not_found: m.error_not_found,
  not_allowed: m.error_not_allowed,
  not_logged_in: m.error_not_logged_in,
  login_refused: m.error_login_refused,
  origin_refused: m.error_origin_refused,
  bad_request: m.error_bad_request,
  unknown_command: m.error_protocol_too_old,
  protocol_too_old: m.error_protocol_too_old,
  too_large: m.error_too_large,
  text_too_long: m.error_text_too_long,
  too_many: (params) => tooMany(params["retry_after"]),
  too_many_open: m.error_too_many_open,
  too_many_tabs: m.connection_too_many,
  illegal_move: m.error_illegal_move,
  choice_needed: m.error_choice_needed,
  offer_over: (params) => (typeof params["holder"] === "string" ? m.error_offer_taken({ holder: params["holder"] }) : m.error_offer_over()),
  claim_lost: (params) => m.error_claim_lost({ holder: String(params["holder"] ?? "") }),
  not_holder: m.error_not_holder,
  custody_changed: m.error_custody_changed,
  room_closed: m.error_room_closed,
  reopen_too_late: m.error_reopen_too_late,
  correct_too_late: m.error_correct_too_late,
  corrected_too_often: m.error_corrected_too_often,
  message_redacted: m.error_message_redacted,
  call_busy: m.error_call_busy,
  call_full: m.error_call_full,
  call_removed: m.error_call_removed,
  call_over: m.error_call_over,
  file_refused: (params) => fileRefusalText(typeof params["refusal"] === "string" ? params["refusal"] : null),
  file_not_ready: m.error_file_not_ready,
  answer_invalid: m.error_answer_invalid,
  intake_closed: m.error_intake_closed,
  unit_required: m.error_unit_required,
  phrase_changed: m.error_phrase_changed,
  abbreviation_taken: m.error_abbreviation_taken,
  library_full: (params) => m.error_library_full({ limit: Number(params["limit"]) }),
  invitation_used: m.error_invitation_used,
  invitation_over: m.error_invitation_over,
  code_locked: m.error_code_locked,
  conflict: m.error_conflict,
  internal: m.error_internal,
  unavailable: m.error_unavailable,
  no_connection: m.error_no_connection,
}

export function errorText(refusal: Refusal): string {
  return SENTENCES[refusal.code](refusal.params)
}

/** With the time to wait, where the server says it. */
function tooMany(seconds: unknown): string {
  return typeof seconds === "number" ? m.error_too_many_seconds({ count: seconds }) : m.error_too_many()
}

/** Why a picture was refused, by the code of `FileView.refusal`. */
export function fileRefusalText(code: string | null): string {
  switch (code) {
    case "not_an_image":
      return m.refusal_not_an_image()
    case "not_a_picture":
      return m.refusal_not_a_picture()
    case "unsupported_format":
      return m.refusal_unsupported_format()
    case "animated":
      return m.refusal_animated()
    case "too_large":
      return m.refusal_too_large()
    case "too_many_pixels":
      return m.refusal_too_many_pixels()
    case "timed_out":
      return m.refusal_timed_out()
    case "infected":
      return m.refusal_infected()
    case "pdf_active":
      return m.refusal_pdf_active()
    case "pdf_locked":
      return m.refusal_pdf_locked()
    case "pdf_unreadable":
      return m.refusal_pdf_unreadable()
    case "pdf_too_many_pages":
      return m.refusal_pdf_too_many_pages()
    case "damaged":
      return m.refusal_damaged()
    default:
      return m.refusal_other()
  }
}
