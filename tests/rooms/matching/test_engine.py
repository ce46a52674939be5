"""The engine beside its plain specification, and what both promise: order, capacity, no choice left to chance."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from rooms.matching.eligibility import Eligible, eligibility, of_time
from rooms.matching.engine import Matcher, match
from rooms.matching.parties import HALVES, STAFF_TURN, Clinician, Need
from tests.rooms.matching.crowd import NOON, STAFF, UNITS, clinicians, crowds, minutes, needs
from tests.rooms.matching.naive import hold, naive_match, would_fit

Crowd = tuple[list[Need], list[Clinician]]


def pairs(crowd: Crowd) -> list[tuple[object, object]]:
    return [(one.case_id, one.person_id) for one in match(*crowd, NOON)]


@settings(max_examples=80)
@given(crowds())
def test_gives_what_the_plain_specification_gives(crowd: Crowd) -> None:
    assert pairs(crowd) == naive_match(*crowd, NOON)


@settings(max_examples=40)
@given(crowds())
def test_nobody_passes_a_fitting_case_that_ranks_above(crowd: Crowd) -> None:
    cases, people = crowd
    given_to = {one.case_id: one.person_id for one in match(cases, people, NOON)}
    crew = {person.id: person for person in people}
    lowest = {
        person: max((case.rank for case in cases if given_to.get(case.id) == person), default=None) for person in crew
    }
    for case in cases:
        if case.id in given_to:
            continue
        for person in crew.values():
            if would_fit(case, person, NOON):
                passed_by = lowest[person.id]
                assert passed_by is None or passed_by < case.rank


@settings(max_examples=40)
@given(crowds())
def test_no_hand_is_free_that_somebody_who_waits_would_fit_and_none_is_used_twice(crowd: Crowd) -> None:
    cases, people = crowd
    answer = match(cases, people, NOON)
    crew = {person.id: person for person in people}
    for one in answer:
        crew[one.person_id] = hold(crew[one.person_id], STAFF_TURN)
    assert all(crew[person.id].load <= max(person.capacity * HALVES, person.load) for person in people)
    waiting = [case for case in cases if case.id not in {one.case_id for one in answer}]
    assert not any(
        isinstance(eligibility(case, person, NOON), Eligible) for case in waiting for person in crew.values()
    )


@settings(max_examples=30)
@given(crowds(), st.randoms(use_true_random=False))
def test_the_same_whatever_the_order_of_what_is_handed_in(crowd: Crowd, chance: Random) -> None:
    cases, people = crowd
    expected = pairs(crowd)
    chance.shuffle(cases)
    chance.shuffle(people)
    assert pairs((cases, people)) == expected


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_event_by_event_it_is_what_the_specification_says_of_the_moment(data: st.DataObject) -> None:
    """Cases come, go and rise, people come, go and finish; after each the kept matcher gives what a look at everybody
    and everything would have given."""
    matcher, waiting, crew = Matcher(), dict[object, Need](), dict[object, Clinician]()
    for number in range(1, data.draw(st.integers(1, 20)) + 1):
        event = data.draw(st.sampled_from(["case", "case", "person", "person", "finish", "leave", "claimed", "raised"]))
        if event == "case":
            # Who is to be called later is put there when it is time.
            case = data.draw(needs(number).filter(lambda one: not of_time(one, NOON)))
            waiting[case.id] = case
            matcher.put_case(case)
        elif event == "person":
            person = data.draw(clinicians(data.draw(st.sampled_from(STAFF))))
            crew[person.id] = person
            matcher.put_person(person, NOON)
        elif event == "finish" and crew:
            person = crew[data.draw(st.sampled_from(sorted(crew, key=str)))]
            crew[person.id] = replace(person, load=max(person.load - data.draw(st.integers(1, 2)), 0))
            matcher.put_person(crew[person.id], NOON)
        elif event == "leave" and crew:
            gone = data.draw(st.sampled_from(sorted(crew, key=str)))
            matcher.take_person(crew.pop(gone).id)
        elif waiting and event in ("claimed", "raised"):
            case = waiting.pop(data.draw(st.sampled_from(sorted(waiting, key=str))))
            matcher.take_case(case.id)
            if event == "raised":
                waiting[case.id] = replace(case, priority=1)
                matcher.put_case(waiting[case.id])
        expected = naive_match(waiting.values(), crew.values(), NOON)
        assert [(one.case_id, one.person_id) for one in matcher.settle()] == expected
        for case_id, person_id in expected:
            del waiting[case_id]
            crew[person_id] = hold(crew[person_id], STAFF_TURN)
        assert {case.id for case in matcher.waiting()} == set(waiting)
        assert all(matcher.person(person.id) == person for person in crew.values())


def case_of(number: int, **values: object) -> Need:
    plain = Need(
        id=STAFF[0].__class__(int=500 + number),
        number=number,
        unit_id=UNITS[0],
        priority=3,
        alarm_rank=2,
        open_by=minutes(number),
        arrived_at=NOON,
        professions=frozenset({"nurse"}),
    )
    return replace(plain, **values)  # type: ignore[arg-type]  # the fields are of several kinds


def nurse(number: int, **values: object) -> Clinician:
    plain = Clinician(id=STAFF[number], units=frozenset(UNITS[:1]), profession="nurse", capacity=1)
    return replace(plain, **values)  # type: ignore[arg-type]  # the fields are of several kinds


def test_a_known_clinician_is_given_where_a_hand_is_free_or_in_exchange_and_never_at_anothers_cost() -> None:
    known = case_of(2, known=(STAFF[1],))
    assert pairs(([known], [nurse(0), nurse(1)])) == [(known.id, STAFF[1])]
    first = case_of(1)
    assert pairs(([first, known], [nurse(0), nurse(1, given=-1)])) == [(first.id, STAFF[0]), (known.id, STAFF[1])]
    # Nurse 1 alone speaks Finnish: the first case needs her now, so the second meets nurse 0.
    finnish = case_of(1, language="fi")
    people = [nurse(0), nurse(1, languages=frozenset({"sv", "fi"}))]
    assert pairs(([finnish, known], people)) == [(finnish.id, STAFF[1]), (known.id, STAFF[0])]
    # With one hand only the order decides, known or not.
    assert pairs(([first, known], [nurse(1)])) == [(first.id, STAFF[1])]


def test_the_permanent_contact_comes_before_others_whom_the_resident_knows() -> None:
    case = case_of(1, known=(STAFF[0],), permanent=STAFF[2])
    assert pairs(([case], [nurse(0), nurse(1), nurse(2)])) == [(case.id, STAFF[2])]


def test_rare_skills_stay_free_and_turns_go_round() -> None:
    both = nurse(0, languages=frozenset({"sv", "fi"}))
    assert pairs(([case_of(1)], [both, nurse(1)])) == [(case_of(1).id, STAFF[1])]
    assert pairs(([case_of(1)], [nurse(0, given=4), nurse(1, given=3)])) == [(case_of(1).id, STAFF[1])]
