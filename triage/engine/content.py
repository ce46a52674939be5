"""The content model: what a release is made of, one class for each part. The loader fills it, checks bind it together.

Only what can be seen from one part alone is checked here; see docs/triage.md for the meaning of every field.
"""

import datetime as dt
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, PlainValidator, StringConstraints, model_validator

from triage.engine.bilingual import Bilingual, Part, is_well_voiced
from triage.engine.condition_parser import parse
from triage.engine.conditions import Condition

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Version = Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]


def _well_voiced(text: Bilingual) -> Bilingual:
    for language in (text.sv, text.en):
        if not is_well_voiced(language):
            raise ValueError("braces must read {to the person|to the guardian}")
    return text


def _condition(raw: object) -> Condition:
    return parse(raw)


Words = Annotated[Bilingual, AfterValidator(_well_voiced)]
ConditionField = Annotated[Condition, PlainValidator(_condition)]


class ReleaseState(StrEnum):
    DRAFT = "draft"
    APPROVED = "approved"
    RETIRED = "retired"


class ReasonKind(StrEnum):
    CLINICAL = "clinical"
    ADMINISTRATIVE = "administrative"


class QuestionType(StrEnum):
    YES_NO = "yes_no"
    ONE_OF = "one_of"
    MANY_OF = "many_of"
    NUMBER = "number"
    DURATION = "duration"
    SCALE = "scale"
    TEXT = "text"
    IMAGE = "image"


class Role(StrEnum):
    """What a question is for. A register question is never asked: what the person's records say answers it."""

    RED_FLAG = "red_flag"
    RISK = "risk"
    SEVERITY = "severity"
    CONTEXT = "context"
    AFTER_TRIAGE = "after_triage"
    CONTACT = "contact"
    REGISTER = "register"


class Block(StrEnum):
    """Under which heading the answer stands when the resident checks what was answered."""

    DANGER = "danger"
    SYMPTOMS = "symptoms"
    BACKGROUND = "background"
    PICTURE = "picture"
    CONTACT = "contact"


class OutcomeId(StrEnum):
    """The outcomes, the most urgent first."""

    EMERGENCY = "emergency"
    URGENT_CARE = "urgent_care"
    SAME_DAY_CHAT = "same_day_chat"
    ROUTINE_CHAT = "routine_chat"
    SELF_CARE = "self_care"
    ADMINISTRATIVE = "administrative"


class RuleClass(StrEnum):
    RED_FLAG = "red_flag"
    COMBINATION = "combination"
    RISK = "risk"
    DURATION = "duration"
    SELF_CARE_ALLOW = "self_care_allow"
    ADMINISTRATIVE = "administrative"


class ContactForm(StrEnum):
    CHAT = "chat"
    VIDEO = "video"
    TELEPHONE = "telephone"
    PHYSICAL = "physical"


class Profession(StrEnum):
    NURSE = "nurse"
    PHYSICIAN = "physician"
    PHYSIOTHERAPIST = "physiotherapist"
    COUNSELLOR = "counsellor"
    MEDICAL_SECRETARY = "medical_secretary"


# The priorities a rule with this outcome may give; None is a case without one.
PRIORITIES: dict[OutcomeId, frozenset[int | None]] = {
    OutcomeId.EMERGENCY: frozenset({1}),
    OutcomeId.URGENT_CARE: frozenset({1, 2}),
    OutcomeId.SAME_DAY_CHAT: frozenset({1, 2, 3}),
    OutcomeId.ROUTINE_CHAT: frozenset({4}),
    OutcomeId.SELF_CARE: frozenset({5}),
    OutcomeId.ADMINISTRATIVE: frozenset({None}),
}
# The outcomes a rule of this class may give.
OUTCOMES: dict[RuleClass, frozenset[OutcomeId]] = {
    RuleClass.RED_FLAG: frozenset({OutcomeId.EMERGENCY, OutcomeId.URGENT_CARE}),
    RuleClass.COMBINATION: frozenset(OutcomeId) - {OutcomeId.SELF_CARE, OutcomeId.ADMINISTRATIVE},
    RuleClass.RISK: frozenset(OutcomeId) - {OutcomeId.SELF_CARE, OutcomeId.ADMINISTRATIVE},
    RuleClass.DURATION: frozenset(OutcomeId) - {OutcomeId.SELF_CARE, OutcomeId.ADMINISTRATIVE},
    RuleClass.SELF_CARE_ALLOW: frozenset({OutcomeId.SELF_CARE}),
    RuleClass.ADMINISTRATIVE: frozenset({OutcomeId.ADMINISTRATIVE}),
}


class Source(Part):
    """`verified` says whether somebody has seen the source; None in a release from before that was asked.

    `date` is the source's own, `accessed` the day its page was read. Neither is known of a source that nobody has seen.
    """

    id: Identifier
    title: Annotated[str, Field(min_length=1)]
    publisher: Annotated[str, Field(min_length=1)]
    url: Annotated[str, StringConstraints(pattern=r"^https://")]
    date: dt.date | None = None
    accessed: dt.date | None = None
    verified: bool | None = None

    @model_validator(mode="after")
    def _unseen_has_no_dates(self) -> Self:
        if self.verified is False and (self.date is not None or self.accessed is not None):
            raise ValueError("a source that nobody has seen has no date, and no day it was read")
        return self


class Synonyms(Part):
    sv: tuple[str, ...]
    en: tuple[str, ...]


class Ages(Part):
    """In months, the first included and the last not."""

    from_months: int = 0
    to_months: int | None = None


class Reason(Part):
    id: Identifier
    title: Words
    synonyms: Synonyms
    kind: ReasonKind
    ages: Ages = Ages()
    sex: Literal["female", "male"] | None = None
    questions: tuple[Identifier, ...]
    profession: Profession
    contact_form: ContactForm = ContactForm.CHAT


class Option(Part):
    id: Identifier
    text: Words
    when: ConditionField | None = None


class Question(Part):
    id: Identifier
    type: QuestionType
    label: Words
    text: Words
    help: Words | None = None
    why: Words | None = None
    role: Role
    block: Block
    when: ConditionField | None = None
    options: tuple[Option, ...] = ()
    none: Words | None = None
    unit: Literal["celsius", "months", "per_minute", "days"] | None = None
    minimum: float | None = None
    maximum: float | None = None
    low: Words | None = None
    high: Words | None = None
    format: Literal["line", "long", "phone"] | None = None
    can_be_unknown: bool = True
    unknown_priority: Literal[1, 2, 3] | None = None

    @model_validator(mode="after")
    def _of_one_piece(self) -> Self:
        choosing = self.type in (QuestionType.ONE_OF, QuestionType.MANY_OF)
        measured = self.type in (QuestionType.NUMBER, QuestionType.SCALE)
        scaled = self.type is QuestionType.SCALE
        needs: list[tuple[str, bool, bool]] = [
            ("options", bool(self.options), choosing),
            ("none", self.none is not None, self.type is QuestionType.MANY_OF),
            ("unit", self.unit is not None, self.type is QuestionType.NUMBER),
            ("minimum", self.minimum is not None, measured),
            ("maximum", self.maximum is not None, measured),
            ("low", self.low is not None, scaled),
            ("high", self.high is not None, scaled),
            ("format", self.format is not None, self.type is QuestionType.TEXT),
            ("unknown_priority", self.unknown_priority is not None, self.role is Role.RED_FLAG),
        ]
        for name, given, needed in needs:
            if given != needed:
                raise ValueError(f"{name} is {'needed' if needed else 'not used'} here")
        if self.role is Role.RED_FLAG and not (self.type is QuestionType.YES_NO and self.can_be_unknown):
            raise ValueError("a red flag is asked as yes, no or don't know")
        return self


class Fact(Part):
    """A derived input: the measured value of a question, or whether a condition holds."""

    id: Identifier
    title: Words
    question: Identifier | None = None
    condition: ConditionField | None = None

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        if (self.question is None) == (self.condition is None):
            raise ValueError("a fact has a question or a condition")
        return self


class Why(Part):
    patient: Words
    staff: Words


class Case(Part):
    """A rule's own test: with these answers and nothing else it fires, or it does not."""

    name: Annotated[str, Field(min_length=1)]
    reason: Identifier | None = None
    answers: dict[str, Any]
    fires: bool


class Rule(Part):
    id: Identifier
    scope: Literal["global"] | tuple[Identifier, ...]
    condition: ConditionField
    outcome: OutcomeId
    priority: Literal[1, 2, 3, 4, 5] | None = None
    contact_form: ContactForm = ContactForm.CHAT
    profession: Profession = Profession.NURSE
    rule_class: Annotated[RuleClass, Field(alias="class")]
    why: Why
    advice: Identifier | None = None
    sources: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    author: Annotated[str, Field(min_length=1)]
    reviewed: dt.date
    cases: tuple[Case, ...]

    @model_validator(mode="after")
    def _of_one_piece(self) -> Self:
        if self.outcome not in OUTCOMES[self.rule_class]:
            raise ValueError(f"a rule of class {self.rule_class} may not give the outcome {self.outcome}")
        if self.priority not in PRIORITIES[self.outcome]:
            raise ValueError(f"the outcome {self.outcome} does not go with priority {self.priority}")
        explained = self.outcome in (OutcomeId.EMERGENCY, OutcomeId.URGENT_CARE, OutcomeId.SELF_CARE)
        if explained and self.advice is None:
            raise ValueError(f"a rule with the outcome {self.outcome} needs advice")
        if not {True, False} <= {case.fires for case in self.cases}:
            raise ValueError("a rule needs a case for it and one against it")
        return self


class Outcome(Part):
    """`then` is what the page says after its first sentence: what to have at hand, or what happens next."""

    id: OutcomeId
    name: Words
    title: Words
    lead: Words
    then: Annotated[tuple[Words, ...], Field(min_length=1)]


class Advice(Part):
    id: Identifier
    title: Words
    do: Annotated[tuple[Words, ...], Field(min_length=1)]
    seek_care: tuple[Words, ...]
    call_112: Annotated[tuple[Words, ...], Field(min_length=1)]
    look_again_days: int | None = None
    sources: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    reviewed: dt.date


class Always(Part):
    """Questions that every reason of a kind asks: before its own, and after them."""

    before: tuple[Identifier, ...]
    after: tuple[Identifier, ...]


class Phrases(Part):
    """What is said where no single rule speaks. `[label]` is replaced by what is not excluded."""

    abroad: Words
    not_excluded: Why
    nothing_fired: Why
    not_assessed: Why


class Approval(Part):
    name: Annotated[str, Field(min_length=1)]
    title: Annotated[str, Field(min_length=1)]
    on: dt.date
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Package(Part):
    id: Identifier
    version: Version
    state: ReleaseState
    author: Annotated[str, Field(min_length=1)]
    approvals: tuple[Approval, ...] = ()
    clinical: Always
    administrative: Always
    phrases: Phrases

    @model_validator(mode="after")
    def _approved_by_someone(self) -> Self:
        if self.state is ReleaseState.APPROVED and not self.approvals:
            raise ValueError("an approved release names who approved it and when")
        return self


class Content(Part):
    """All parts of a release, as the files hold them together."""

    package: Package
    sources: tuple[Source, ...]
    reasons: tuple[Reason, ...]
    questions: tuple[Question, ...]
    facts: tuple[Fact, ...]
    rules: tuple[Rule, ...]
    outcomes: tuple[Outcome, ...]
    advice: tuple[Advice, ...]
