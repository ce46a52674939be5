"""Every release in the tree: each rule's own cases, texts for everything, and what a package must promise."""

import time
from pathlib import Path

import pytest

from tests.triage.sheets import CHEST, RELEASE
from triage import library
from triage.engine.cases import fires_in, form_of
from triage.engine.content import Advice, Case, OutcomeId, ReleaseState, Role, Rule
from triage.engine.evaluate import evaluate
from triage.engine.loader import load_release, release_from
from triage.engine.release import CALM, Release, urgency

RELEASES = [load_release(folder) for folder in library.folders()]
CASES = [
    pytest.param(release, rule, case, id=f"{release.package.id}-{rule.id}-{case.name}")
    for release in RELEASES
    for rule in release.content.rules
    for case in rule.cases
]


@pytest.mark.parametrize(("release", "rule", "case"), CASES)
def test_a_rule_does_what_its_case_says(release: Release, rule: Rule, case: Case) -> None:
    form = form_of(release, rule, case)
    assert form is not None
    assert fires_in(release, form, rule, case) is case.fires
    result = evaluate(release, form.reason.id, case.answers)
    assert (rule.id in {*(fired.rule_id for fired in result.fired), *result.overruled}) is case.fires
    if case.fires and rule.outcome not in CALM:
        assert urgency(result.outcome, result.priority) <= urgency(rule.outcome, rule.priority)


@pytest.mark.parametrize("release", RELEASES, ids=lambda one: f"{one.package.id}-{one.version}")
def test_every_outcome_has_its_texts(release: Release) -> None:
    assert set(release.outcomes) == set(OutcomeId)


@pytest.mark.parametrize("release", RELEASES, ids=lambda one: f"{one.package.id}-{one.version}")
def test_risks_are_asked_for_in_every_clinical_form(release: Release) -> None:
    for form in release.forms.values():
        if form.reason.kind.value == "clinical":
            assert any(question.role is Role.RISK for question in form.questions)
            assert len(form.red_flags) >= 2


@pytest.mark.parametrize("release", RELEASES, ids=lambda one: f"{one.package.id}-{one.version}")
def test_where_and_how_to_reach_is_always_asked(release: Release) -> None:
    always = {"where_now", "place_now", "country_now", "phone_today", "contact_way", "language"}
    for form in release.forms.values():
        assert always <= {question.id for question in form.questions if question.role is Role.CONTACT}


@pytest.mark.parametrize("release", RELEASES, ids=lambda one: f"{one.package.id}-{one.version}")
def test_a_release_can_be_made_again_from_what_is_kept_of_it(release: Release) -> None:
    assert release_from(release.data).sha256 == release.sha256


def test_the_shipped_release_is_a_draft_that_nobody_has_signed() -> None:
    assert RELEASE.package.state is ReleaseState.DRAFT
    assert RELEASE.package.approvals == ()
    assert not RELEASE.is_approved


def _not_verified() -> set[str]:
    return {source.id for source in RELEASE.content.sources if not source.verified}


def test_every_shipped_source_says_whether_it_was_seen() -> None:
    assert [source.id for source in RELEASE.content.sources if source.verified is None] == []


def test_a_release_from_before_sources_were_verified_is_still_read() -> None:
    older = [{key: value for key, value in source.items() if key != "verified"} for source in RELEASE.data["sources"]]
    assert {source.verified for source in release_from({**RELEASE.data, "sources": older}).content.sources} == {None}


def test_what_rests_on_unseen_sources_alone_is_listed_for_sign_off() -> None:
    unseen = _not_verified()
    parts: tuple[Rule | Advice, ...] = (*RELEASE.content.rules, *RELEASE.content.advice)
    resting = {part.id for part in parts if unseen.issuperset(part.sources)}
    rows = _table("## Sources not yet verified", library.FOLDER.parents[1] / "docs" / "triage.md")
    assert {source for source, _ in rows} == unseen
    assert {part for _, alone in rows for part in alone.split(", ")} == resting


def _table(heading: str, file: Path) -> list[tuple[str, str]]:
    """The first and the last cell of each row under a heading, without the marks of code."""
    section = file.read_text(encoding="utf-8").split(heading, 1)[1].split("\n## ", 1)[0]
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("| `")]
    return [(row[0].strip("`"), row[-1].replace("`", "")) for row in rows]


def test_an_evaluation_takes_less_than_a_millisecond() -> None:
    timings = []
    for _ in range(200):
        begun = time.perf_counter()
        evaluate(RELEASE, "chest_pain", CHEST)
        timings.append(time.perf_counter() - begun)
    assert sorted(timings)[100] < 0.001
