"""Every refusal a client can meet: a closed list of codes. Words for people are in the front end's catalogues.

`params` name what was wrong (a field, a limit, a holder's name); they never carry clinical content.
"""

from enum import StrEnum


class ErrorCode(StrEnum):
    NOT_FOUND = "not_found"
    NOT_ALLOWED = "not_allowed"
    NOT_LOGGED_IN = "not_logged_in"
    LOGIN_REFUSED = "login_refused"
    ORIGIN_REFUSED = "origin_refused"
    BAD_REQUEST = "bad_request"
    UNKNOWN_COMMAND = "unknown_command"
    PROTOCOL_TOO_OLD = "protocol_too_old"
    TOO_LARGE = "too_large"
    TEXT_TOO_LONG = "text_too_long"
    TOO_MANY = "too_many"
    TOO_MANY_OPEN = "too_many_open"
    TOO_MANY_TABS = "too_many_tabs"
    ILLEGAL_MOVE = "illegal_move"
    CHOICE_NEEDED = "choice_needed"
    CLAIM_LOST = "claim_lost"
    OFFER_OVER = "offer_over"
    NOT_HOLDER = "not_holder"
    CUSTODY_CHANGED = "custody_changed"
    ROOM_CLOSED = "room_closed"
    REOPEN_TOO_LATE = "reopen_too_late"
    CORRECT_TOO_LATE = "correct_too_late"
    CORRECTED_TOO_OFTEN = "corrected_too_often"
    MESSAGE_REDACTED = "message_redacted"
    CALL_BUSY = "call_busy"
    CALL_OVER = "call_over"
    CALL_FULL = "call_full"
    CALL_REMOVED = "call_removed"
    FILE_REFUSED = "file_refused"
    FILE_NOT_READY = "file_not_ready"
    ANSWER_INVALID = "answer_invalid"
    INTAKE_CLOSED = "intake_closed"
    UNIT_REQUIRED = "unit_required"
    PHRASE_CHANGED = "phrase_changed"
    ABBREVIATION_TAKEN = "abbreviation_taken"
    LIBRARY_FULL = "library_full"
    INVITATION_USED = "invitation_used"
    INVITATION_OVER = "invitation_over"
    CODE_LOCKED = "code_locked"
    CONFLICT = "conflict"
    INTERNAL = "internal"
    UNAVAILABLE = "unavailable"


HTTP_STATUS: dict[ErrorCode, int] = {
    ErrorCode.NOT_FOUND: 404,
    ErrorCode.NOT_ALLOWED: 403,
    ErrorCode.CHOICE_NEEDED: 403,
    ErrorCode.NOT_LOGGED_IN: 401,
    ErrorCode.LOGIN_REFUSED: 401,
    ErrorCode.ORIGIN_REFUSED: 403,
    ErrorCode.BAD_REQUEST: 422,
    ErrorCode.UNKNOWN_COMMAND: 422,
    ErrorCode.PROTOCOL_TOO_OLD: 426,
    ErrorCode.TOO_LARGE: 413,
    ErrorCode.TEXT_TOO_LONG: 422,
    ErrorCode.TOO_MANY: 429,
    ErrorCode.TOO_MANY_TABS: 429,
    ErrorCode.FILE_REFUSED: 422,
    ErrorCode.ANSWER_INVALID: 422,
    ErrorCode.UNIT_REQUIRED: 422,
    ErrorCode.INTERNAL: 500,
    ErrorCode.UNAVAILABLE: 503,
}
RETRYABLE = frozenset(
    {
        ErrorCode.TOO_MANY,
        ErrorCode.TOO_MANY_TABS,
        ErrorCode.UNAVAILABLE,
        ErrorCode.INTERNAL,
        ErrorCode.FILE_NOT_READY,
    }
)

Param = str | int | float | bool | None


class DomainError(Exception):
    """A refusal with a code. What the actor may not see is refused as NOT_FOUND, as if it did not exist."""

    def __init__(self, code: ErrorCode, **params: Param) -> None:
        super().__init__(code.value)
        self.code = code
        self.params = params

    @property
    def http_status(self) -> int:
        return HTTP_STATUS.get(self.code, 409)

    @property
    def retryable(self) -> bool:
        return self.code in RETRYABLE


def not_found() -> DomainError:
    return DomainError(ErrorCode.NOT_FOUND)
