"""Runs every rule's own cases. A rule without a case that makes it fire cannot be reached."""

from collections.abc import Iterator

from triage.engine.answers import AnswerInvalid, Answers, normalized
from triage.engine.conditions import Path, decide
from triage.engine.content import Case, Rule
from triage.engine.release import Form, Release, in_scope
from triage.engine.values import known


def case_findings(release: Release) -> Iterator[tuple[Path, str]]:
    for index, rule in enumerate(release.content.rules):
        reached = False
        for place, case in enumerate(rule.cases):
            path: Path = ("rules", index, "cases", place)
            form = form_of(release, rule, case)
            if form is None:
                yield (*path, "reason"), f"the rule '{rule.id}' does not judge the reason of the case '{case.name}'"
                continue
            try:
                fires = fires_in(release, form, rule, case)
            except AnswerInvalid as wrong:
                yield (
                    (*path, "answers", wrong.question_id),
                    f"'{wrong.question_id}' is not asked here or cannot be answered so",
                )
                continue
            reached = reached or fires
            if fires != case.fires:
                yield path, f"the case '{case.name}' {'makes' if fires else 'does not make'} the rule '{rule.id}' fire"
        if not reached:
            yield ("rules", index, "id"), f"the rule '{rule.id}' cannot be reached: no case makes it fire"


def form_of(release: Release, rule: Rule, case: Case) -> Form | None:
    """The form a case is run in: of its reason, or of the first reason that the rule judges."""
    judged = [form for form in release.forms.values() if in_scope(rule, form.reason)]
    return next((form for form in judged if case.reason in (None, form.reason.id)), None)


def fires_in(release: Release, form: Form, rule: Rule, case: Case) -> bool:
    answers: Answers = {}
    for question_id, raw in case.answers.items():
        question = form.question(question_id)
        if question is None:
            raise AnswerInvalid(question_id)
        answers[question_id] = normalized(question, raw)
    return decide(rule.condition, known(release, form, answers).values) is True
