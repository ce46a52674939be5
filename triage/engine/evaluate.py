"""The assessment. All rules are decided; the most urgent outcome wins. See docs/triage.md, 'Semantics'.

Self-care and an administrative outcome are calm: they need a rule of their own that fires, every red flag answered no
and every other rule known not to fire. So a missing answer can never lead to them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from triage.engine.answers import Answers
from triage.engine.bilingual import Bilingual, joined, voiced
from triage.engine.conditions import decide
from triage.engine.content import ContactForm, OutcomeId, Profession, Question, QuestionType, Role, Rule, Why
from triage.engine.release import CALM, Form, Release, urgency
from triage.engine.result import Decision, DecisionKind, Fired, Result
from triage.engine.values import Known, known

ANSWERED_BY, GUARDIAN = "answered_by", "guardian"


@dataclass(frozen=True, slots=True)
class _Verdict:
    """One thing that asks for an outcome; the most urgent is followed."""

    decision: Decision
    outcome: OutcomeId
    priority: int | None
    contact_form: ContactForm
    profession: Profession
    why: Why
    advice: str | None = None


@dataclass(frozen=True, slots=True)
class _Judged:
    """The rules of the form decided, and the red flags that nobody has said no to."""

    fired: list[Rule]
    undecided: list[Rule]
    not_excluded: list[Question]


def evaluate(release: Release, reason_id: str, answers: Answers, *, assess: bool = True) -> Result:
    """The result for normalized answers. Without `assess` the release is only a form: every case goes to a nurse."""
    form = release.forms[reason_id]
    seen = known(release, form, answers)
    judged = _judge(form, seen) if assess else _Judged([], [], [])
    verdicts = _verdicts(release, form, judged) if assess else [_not_assessed(release, form)]
    leading, told = verdicts[0], [one for one in verdicts if one.outcome is verdicts[0].outcome]
    proxy = answers.get(ANSWERED_BY) == GUARDIAN
    # To the patient what led to this outcome; to staff everything that asked for attention.
    to_patient = _sentences((verdict.why.patient for verdict in told), proxy=proxy)
    to_staff = _sentences((verdict.why.staff for verdict in verdicts), proxy=proxy)
    calm = leading.outcome in CALM
    asked = [question for question in form.questions if seen.concerns[question.id] is not False]
    given = {question.id: answers[question.id] for question in form.questions if question.id in answers}
    return Result(
        release_version=release.version,
        release_sha256=release.sha256,
        reason=reason_id,
        answers=given,
        fired=tuple(_fired(rule, proxy=proxy) for rule in judged.fired if (rule.outcome in CALM) is calm),
        overruled=tuple(rule.id for rule in judged.fired if rule.outcome in CALM and not calm),
        deciding=leading.decision,
        not_excluded=tuple(question.id for question in judged.not_excluded),
        undecided=tuple(rule.id for rule in judged.undecided),
        unanswered=tuple(question.id for question in asked if question.id not in answers),
        unread_texts=_unread(form, given, QuestionType.TEXT),
        unread_pictures=_unread(form, given, QuestionType.IMAGE),
        outcome=leading.outcome,
        priority=leading.priority,
        contact_form=leading.contact_form,
        profession=leading.profession,
        advice=leading.advice,
        explanation=Why(patient=joined(to_patient), staff=joined(to_staff)),
        staff_points=to_staff,
    )


def _judge(form: Form, seen: Known) -> _Judged:
    judged = _Judged([], [], [])
    for rule in form.rules:
        truth = decide(rule.condition, seen.values)
        if truth is True:
            judged.fired.append(rule)
        elif truth is None and rule.outcome not in CALM:
            judged.undecided.append(rule)
    for question in form.red_flags:
        if seen.concerns[question.id] is not False and seen.values[f"question:{question.id}"] is None:
            judged.not_excluded.append(question)
    return judged


def _verdicts(release: Release, form: Form, judged: _Judged) -> list[_Verdict]:
    """Everything that asks for an outcome, the most urgent first; never empty."""
    pressing = [_of_rule(rule) for rule in judged.fired if rule.outcome not in CALM]
    pressing += [_of_red_flag(release, question) for question in judged.not_excluded]
    if pressing:
        return sorted(pressing, key=lambda verdict: urgency(verdict.outcome, verdict.priority))
    calm = [_of_rule(rule) for rule in judged.fired]
    if calm and not judged.undecided:
        return calm
    return [_default(form, release.package.phrases.nothing_fired, "nothing_fired")]


def _of_rule(rule: Rule) -> _Verdict:
    return _Verdict(
        decision=Decision(kind="rule", id=rule.id),
        outcome=rule.outcome,
        priority=rule.priority,
        contact_form=rule.contact_form,
        profession=rule.profession,
        why=rule.why,
        advice=rule.advice,
    )


def _of_red_flag(release: Release, question: Question) -> _Verdict:
    """A red flag that is unanswered or answered "don't know" asks for at least its own stated priority."""
    phrase = release.package.phrases.not_excluded
    return _Verdict(
        decision=Decision(kind="not_excluded", id=question.id),
        outcome=OutcomeId.SAME_DAY_CHAT,
        priority=question.unknown_priority,
        contact_form=ContactForm.CHAT,
        profession=Profession.NURSE,
        why=Why(patient=_named(phrase.patient, question.label), staff=_named(phrase.staff, question.label)),
    )


def _named(phrase: Bilingual, label: Bilingual) -> Bilingual:
    return Bilingual(sv=phrase.sv.replace("[label]", label.sv), en=phrase.en.replace("[label]", label.en))


def _default(form: Form, why: Why, kind: DecisionKind) -> _Verdict:
    return _Verdict(
        decision=Decision(kind=kind, id=None),
        outcome=OutcomeId.ROUTINE_CHAT,
        priority=4,
        contact_form=form.reason.contact_form,
        profession=Profession.NURSE,
        why=why,
    )


def _not_assessed(release: Release, form: Form) -> _Verdict:
    """Nothing has been excluded, so the case gets what the form's red flags ask for while they are unknown."""
    verdict = _default(form, release.package.phrases.not_assessed, "not_assessed")
    priorities = [question.unknown_priority for question in form.red_flags if question.unknown_priority is not None]
    if not priorities:
        return verdict
    return _Verdict(
        decision=verdict.decision,
        outcome=OutcomeId.SAME_DAY_CHAT,
        priority=min(priorities),
        contact_form=verdict.contact_form,
        profession=verdict.profession,
        why=verdict.why,
    )


def _fired(rule: Rule, *, proxy: bool) -> Fired:
    return Fired(
        rule_id=rule.id,
        rule_class=rule.rule_class,
        outcome=rule.outcome,
        priority=rule.priority,
        why=_voiced(rule.why, proxy=proxy),
    )


def _voiced(why: Why, *, proxy: bool) -> Why:
    return Why(patient=voiced(why.patient, proxy=proxy), staff=voiced(why.staff, proxy=proxy))


def _sentences(whys: Iterable[Bilingual], *, proxy: bool) -> tuple[Bilingual, ...]:
    """Each said once, in the voice of whom it is said to."""
    return tuple(voiced(why, proxy=proxy) for why in dict.fromkeys(whys))


def _unread(form: Form, given: Answers, kind: QuestionType) -> tuple[str, ...]:
    """Free text and pictures that nobody has read; a telephone number or a place is not one of them."""
    told = [question for question in form.questions if question.type is kind and question.role is not Role.CONTACT]
    return tuple(question.id for question in told if given.get(question.id))
