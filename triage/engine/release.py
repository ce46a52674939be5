"""A release ready for use: the parts by id, and for each reason its form and the rules in its scope."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from triage.engine.content import (
    Advice,
    Content,
    Fact,
    Outcome,
    OutcomeId,
    Package,
    Question,
    Reason,
    ReasonKind,
    ReleaseState,
    Role,
    Rule,
)

URGENCY: dict[OutcomeId, int] = {outcome: place for place, outcome in enumerate(OutcomeId)}
# Outcomes that nobody may get because something is missing: they need a rule of their own and all else excluded.
CALM = frozenset({OutcomeId.SELF_CARE, OutcomeId.ADMINISTRATIVE})
_NO_PRIORITY = 9


def urgency(outcome: OutcomeId, priority: int | None) -> tuple[int, int]:
    """Sorts the most urgent first."""
    return URGENCY[outcome], _NO_PRIORITY if priority is None else priority


@dataclass(frozen=True, slots=True)
class Form:
    """What one reason asks, in order (register questions, red flags, then the rest), and what judges the answers."""

    reason: Reason
    questions: tuple[Question, ...]
    rules: tuple[Rule, ...]

    @property
    def red_flags(self) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.role is Role.RED_FLAG)

    def concerns(self, age_months: int, sex: str) -> bool:
        """Whether a person of this age and sex is offered the reason."""
        ages = self.reason.ages
        if self.reason.sex not in (None, sex) or age_months < ages.from_months:
            return False
        return ages.to_months is None or age_months < ages.to_months

    def question(self, question_id: str) -> Question | None:
        return next((question for question in self.questions if question.id == question_id), None)


@dataclass(frozen=True, slots=True)
class Release:
    """`data` is the content as it was read, from which the same release can be made again."""

    package: Package
    sha256: str
    data: dict[str, Any]
    content: Content
    questions: Mapping[str, Question]
    facts: Mapping[str, Fact]
    outcomes: Mapping[OutcomeId, Outcome]
    advice: Mapping[str, Advice]
    forms: Mapping[str, Form]

    @property
    def version(self) -> str:
        return self.package.version

    @property
    def is_approved(self) -> bool:
        return self.package.state is ReleaseState.APPROVED

    def source_lines(self, ids: tuple[str, ...]) -> list[tuple[str, str, str]]:
        """Title, publisher and address of each source."""
        return [(one.title, one.publisher, one.url) for one in self.content.sources if one.id in ids]


def assemble(content: Content, sha256: str, data: dict[str, Any]) -> Release:
    questions = {question.id: question for question in content.questions}
    return Release(
        package=content.package,
        sha256=sha256,
        data=data,
        content=content,
        questions=questions,
        facts={fact.id: fact for fact in content.facts},
        outcomes={outcome.id: outcome for outcome in content.outcomes},
        advice={advice.id: advice for advice in content.advice},
        forms={reason.id: _form(content, reason, questions) for reason in content.reasons},
    )


def question_ids(content: Content, reason: Reason) -> tuple[str, ...]:
    """The questions of a reason in the order of its form, before red flags are moved to the front."""
    clinical = reason.kind is ReasonKind.CLINICAL
    always = content.package.clinical if clinical else content.package.administrative
    register = [question.id for question in content.questions if question.role is Role.REGISTER]
    return tuple(dict.fromkeys([*register, *always.before, *reason.questions, *always.after]))


def in_scope(rule: Rule, reason: Reason) -> bool:
    """Whether the rule judges this reason; a global rule judges every clinical one."""
    if rule.scope == "global":
        return reason.kind is ReasonKind.CLINICAL
    return reason.id in rule.scope


def _form(content: Content, reason: Reason, questions: Mapping[str, Question]) -> Form:
    asked = [questions[question_id] for question_id in question_ids(content, reason)]
    front = {Role.REGISTER: 0, Role.RED_FLAG: 1}
    rules = [rule for rule in content.rules if in_scope(rule, reason)]
    return Form(
        reason=reason,
        questions=tuple(sorted(asked, key=lambda question: front.get(question.role, 2))),
        rules=tuple(sorted(rules, key=lambda rule: (urgency(rule.outcome, rule.priority), rule.id))),
    )
