"""What an evaluation gives: the outcome, what decided it, and everything somebody needs to understand or check it."""

from typing import Any, Literal

from chatserver.core.canonical import canonical
from triage.engine.bilingual import Bilingual, Part
from triage.engine.content import ContactForm, OutcomeId, Profession, RuleClass, Why

DecisionKind = Literal["rule", "not_excluded", "nothing_fired", "not_assessed"]


class Fired(Part):
    rule_id: str
    rule_class: RuleClass
    outcome: OutcomeId
    priority: int | None
    why: Why


class Decision(Part):
    """`id` is a rule's, or that of the red flag that is not excluded."""

    kind: DecisionKind
    id: str | None


class Result(Part):
    """`undecided` are rules that a missing answer keeps open; like `not_excluded` red flags they bar a calm outcome.
    `overruled` are calm rules whose condition holds but whose words ("no red flags") must not be repeated.
    `staff_points` are the sentences of the explanation to staff, one by one; a result kept from before has none."""

    release_version: str
    release_sha256: str
    reason: str
    answers: dict[str, Any]
    fired: tuple[Fired, ...]
    overruled: tuple[str, ...]
    deciding: Decision
    not_excluded: tuple[str, ...]
    undecided: tuple[str, ...]
    unanswered: tuple[str, ...]
    unread_texts: tuple[str, ...]
    unread_pictures: tuple[str, ...]
    outcome: OutcomeId
    priority: int | None
    contact_form: ContactForm
    profession: Profession
    advice: str | None
    explanation: Why
    staff_points: tuple[Bilingual, ...] = ()

    @property
    def stops_the_form(self) -> bool:
        """A red flag was hit, or it is an emergency already: nothing more is asked."""
        hit = any(fired.rule_class is RuleClass.RED_FLAG for fired in self.fired)
        return hit or self.outcome is OutcomeId.EMERGENCY

    def canonical(self) -> str:
        """The same answers and the same release give these same bytes."""
        return canonical(self.model_dump(mode="json"))
