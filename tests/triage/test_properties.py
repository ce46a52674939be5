"""What holds for every set of answers, in every release in the tree."""

from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.triage.sheets import RELEASE, SHEETS, neighbours, sheets
from triage import library
from triage.engine.answers import NO, UNKNOWN, YES, Answers
from triage.engine.content import OutcomeId, Role, RuleClass
from triage.engine.evaluate import evaluate
from triage.engine.flow import asked_questions, next_question
from triage.engine.loader import load_release
from triage.engine.release import CALM, Release, assemble, urgency

RELEASES = [load_release(folder) for folder in library.folders()]
every_release = pytest.mark.parametrize("release", RELEASES, ids=lambda one: f"{one.package.id}-{one.version}")
thorough = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


AT_LEAST = urgency(OutcomeId.SAME_DAY_CHAT, 3)


def urgency_of(release: Release, reason: str, answers: Answers) -> tuple[int, int]:
    result = evaluate(release, reason, answers)
    return urgency(result.outcome, result.priority)


def concerns(release: Release, reason: str, answers: Answers, question_id: str) -> bool:
    """Whether the question is asked of this person, by age and sex."""
    asked = asked_questions(release, release.forms[reason], answers)
    return question_id in {question.id for question in asked}


@every_release
@thorough
@given(data=st.data())
def test_a_red_flag_never_lowers_urgency(release: Release, data: st.DataObject) -> None:
    reason, answers = data.draw(sheets(release))
    flags = [question.id for question in release.forms[reason].red_flags]
    assume(flags)
    flag = data.draw(st.sampled_from(flags))
    denied = urgency_of(release, reason, {**answers, flag: NO})
    unknown = urgency_of(release, reason, {**answers, flag: UNKNOWN})
    unanswered = urgency_of(release, reason, {key: one for key, one in answers.items() if key != flag})
    hit = urgency_of(release, reason, {**answers, flag: YES})
    if not concerns(release, reason, answers, flag):
        assert hit == unknown == denied
        return
    assert hit <= unknown <= denied
    assert unknown <= urgency(OutcomeId.SAME_DAY_CHAT, release.questions[flag].unknown_priority) <= AT_LEAST
    assert unknown == unanswered


@every_release
@thorough
@given(data=st.data())
def test_deleting_an_answer_never_calms(release: Release, data: st.DataObject) -> None:
    reason, answers = data.draw(sheets(release))
    assume(answers)
    deleted = data.draw(st.sampled_from(sorted(answers)))
    before = evaluate(release, reason, answers)
    after = evaluate(release, reason, {key: one for key, one in answers.items() if key != deleted})
    if after.outcome in CALM:
        assert before.outcome in CALM


@every_release
@pytest.mark.parametrize("reason", sorted(SHEETS))
def test_no_answer_that_is_missing_calms(release: Release, reason: str) -> None:
    """Around the calm sheet, where it matters, not by sample: two answers changed in every way, either one missing."""
    for answers, keys in neighbours(release, reason):
        if evaluate(release, reason, answers).outcome in CALM:
            continue
        for key in keys:
            fewer = {one: answer for one, answer in answers.items() if one != key}
            assert evaluate(release, reason, fewer).outcome not in CALM, (keys, key)


@every_release
@thorough
@given(data=st.data())
def test_the_order_of_answers_does_not_matter(release: Release, data: st.DataObject) -> None:
    reason, answers = data.draw(sheets(release))
    shuffled = dict(data.draw(st.permutations(list(answers.items()))))
    assert evaluate(release, reason, answers).canonical() == evaluate(release, reason, shuffled).canonical()


@every_release
@thorough
@given(data=st.data())
def test_the_same_answers_give_the_same_bytes(release: Release, data: st.DataObject) -> None:
    """Also in a release whose files were read in another order."""
    reason, answers = data.draw(sheets(release))
    content = release.content
    turned = content.model_copy(
        update={kind: tuple(reversed(getattr(content, kind))) for kind in ("rules", "facts", "advice", "outcomes")}
    )
    again = assemble(turned, release.sha256, release.data)
    assert evaluate(release, reason, answers).canonical() == evaluate(again, reason, answers).canonical()


@every_release
@thorough
@given(data=st.data())
def test_self_care_has_every_red_flag_denied_and_its_own_rule(release: Release, data: st.DataObject) -> None:
    reason, answers = data.draw(sheets(release))
    result = evaluate(release, reason, answers)
    if result.outcome is not OutcomeId.SELF_CARE:
        return
    flags = [question.id for question in release.forms[reason].red_flags]
    assert all(answers[flag] == NO for flag in flags if concerns(release, reason, answers, flag))
    assert {fired.rule_class for fired in result.fired} == {RuleClass.SELF_CARE_ALLOW}


@every_release
@thorough
@given(data=st.data())
def test_risk_only_raises(release: Release, data: st.DataObject) -> None:
    """Taking a release's risk rules away never makes a result more urgent."""
    reason, answers = data.draw(sheets(release))
    content = release.content
    kept = tuple(rule for rule in content.rules if rule.rule_class is not RuleClass.RISK)
    without = assemble(content.model_copy(update={"rules": kept}), release.sha256, release.data)
    assert urgency_of(release, reason, answers) <= urgency_of(without, reason, answers)


@every_release
@thorough
@given(data=st.data())
def test_free_text_and_pictures_never_change_the_outcome(release: Release, data: st.DataObject) -> None:
    reason, answers = data.draw(sheets(release))
    unread = {question.id for question in release.forms[reason].questions if question.type.value in ("text", "image")}
    silent: Mapping[str, object] = {key: one for key, one in answers.items() if key not in unread}
    told, untold = evaluate(release, reason, answers), evaluate(release, reason, dict(silent))  # type: ignore[arg-type]  # answers are of several kinds
    assert (told.outcome, told.priority, told.fired) == (untold.outcome, untold.priority, untold.fired)


@every_release
@thorough
@given(data=st.data())
def test_a_form_always_ends(release: Release, data: st.DataObject) -> None:
    """Answering what is asked, with anything, leads to a complete form; no question is asked twice."""
    reason, answers = data.draw(sheets(release))
    fallback = SHEETS.get(reason, {})
    given_answers = {key: one for key, one in answers.items() if release.questions[key].role is Role.REGISTER}
    seen: set[str] = set()
    while (question := next_question(release, reason, given_answers)) is not None:
        assert question.id not in seen
        seen.add(question.id)
        given_answers[question.id] = answers.get(question.id) or fallback.get(question.id) or ""
    unanswered = evaluate(release, reason, given_answers).unanswered
    assert {release.questions[one].role for one in unanswered} <= {Role.REGISTER}


def test_the_current_release_is_in_the_tree() -> None:
    assert RELEASE.sha256 in {release.sha256 for release in RELEASES}
