"""What a case carries from triage."""

from typing import Literal
from uuid import UUID

from chatserver.core.wire import Localized, Wire


class SummaryAnswer(Wire):
    """One answer of the form as staff read it. `role` is the question's role in triage.

    `value` is the answer to a yes/no question as triage judged it, also where it was changed afterwards; null for other
    questions and in summaries kept from before it was told.
    """

    question_id: str
    question: Localized
    answer: Localized
    unknown: bool
    role: Literal["red_flag", "risk", "severity", "context", "after_triage", "contact"]
    value: Literal["yes", "no", "unknown"] | None = None
    # Of a question that is asked again: what was answered before, where that is something else.
    before: Localized | None = None


class SummaryRule(Wire):
    """A rule that fired, in order of weight; the first one decided."""

    rule_id: str
    why: Localized
    decided: bool


# As triage names it among the languages of a summary.
SIGN_LANGUAGE = "swl"


class CaseSummary(Wire):
    """The hand-off's word to staff: how to reach the resident, why this priority, what nobody has read yet.

    `place` is what the resident wrote of where they are, `where` what they chose; summaries kept from before the
    choice was told have it in Swedish as their place. `explanation_points` are the sentences of `explanation` one
    by one, the weightiest first; empty in summaries kept from before they were told apart. `may_call` is null
    where nobody asked, as on the way past the emergency page; summaries kept from before that was told apart say
    false. `prefers_video` goes with a true one.
    """

    place: str
    where: Localized | None = None
    country: str
    phone: str
    may_call: bool | None
    prefers_video: bool = False
    language: str
    interpreter: bool
    hopes: str
    free_text: list[str]
    red_flags: list[SummaryAnswer]
    answers: list[SummaryAnswer]
    measurements: list[SummaryAnswer]
    pictures: list[UUID]
    rules: list[SummaryRule]
    explanation: Localized
    explanation_points: list[Localized] = []
    release: str
    demonstration: bool
    answered_wrong: bool

    @property
    def may_be_rung(self) -> bool:
        """Not whoever asked to be written to, or signs."""
        return self.may_call is not False and self.language != SIGN_LANGUAGE
