"""Each thing about custody that the checker must find, and a run in which there is nothing to find, written by hand."""

from dataclasses import replace
from typing import Any

import pytest

from tests.chaos.checker import Checker
from tests.chaos.checker_custody import CLAIM, CLOCK, FENCE, RETURN, SHOWN, STEADY, TENURE, TOLD
from tests.chaos.checker_database import Case, Ledger, Move, Row
from tests.chaos.checker_journal import of_entries
from tests.chaos.checker_verdict import Verdict

ROOM, UNIT = "00000000-0000-7000-8000-00000000000a", "unit"
ANNA, SARA, JOHAN = "anna", "sara", "johan"
Entry = dict[str, Any]

# Sara claims the case at 1, is gone from 10 on, and at 40 it goes back; Johan claims it at 50.
GIVEN = Move(1, "case.claimed", SARA, 1.0, 1.0)
BACK = Move(3, "case.released", None, 40.0, 40.0)
TAKEN = Move(4, "case.claimed", JOHAN, 50.0, 50.0)


def entry(at: float, tab: str, kind: str, **more: Any) -> Entry:
    return {"at": at, "tab": tab, "kind": kind, **more}


def row(number: int, sender: str, at: float) -> Row:
    return Row(f"r{number}", ROOM, number, f"m{number}", sender, f"Hej chaos:{number:012x}", at, at)


def ledger(*moves: Move, rows: tuple[Row, ...] = (), state: str = "active", holder: str | None = JOHAN) -> Ledger:
    held = int(state == "active")
    return Ledger(
        rows=rows,
        notes=(),
        cases={ROOM: Case(ROOM, ANNA, None, UNIT, 3, 1.0, state, holder, held, held)},
        employed=frozenset({(SARA, UNIT), (JOHAN, UNIT)}),
        traces=None,
        moves={ROOM: moves},
    )


WHOLE = ledger(GIVEN, BACK, TAKEN, rows=(row(2, SARA, 5.0), row(5, JOHAN, 60.0)))
WAITED = ledger(state="waiting", holder=None)


def seat(tab: str, audience: str, account: str) -> Entry:
    return entry(0, tab, "seat", audience=audience, account=account, rooms=[ROOM], tells_states=False)


def shows(at: float, tab: str, holder: str | None) -> Entry:
    return entry(at, tab, "custody", room=ROOM, state="active" if holder else "waiting", holder=holder)


def clean() -> list[Entry]:
    listed = [{"client_message_id": f"m{number}", "text": f"Hej chaos:{number:012x}"} for number in (2, 5)]
    return [
        seat("phone", "resident", ANNA),
        shows(2, "phone", SARA),
        entry(10, "campaign", "gone", account=SARA),
        shows(41, "phone", None),
        shows(51, "phone", JOHAN),
        entry(60.5, "phone", "shown", room=ROOM, looking=True, messages=listed, **{"from": 0}),
        entry(90, "phone", "phase", room=ROOM, phase="open"),
    ]


def judged(entries: list[Entry], after: Ledger = WHOLE, before: Ledger | None = None) -> Verdict:
    return Checker(of_entries(entries), after, before).verdict()


def rules(verdict: Verdict) -> set[str]:
    return {finding.rule for finding in verdict.findings}


def test_a_run_without_a_fault_has_no_finding() -> None:
    verdict = judged(clean())
    assert verdict.findings == []
    assert (verdict.returned, verdict.told) == ([30.0], [31.0])


@pytest.mark.parametrize("late", [row(6, SARA, 61.0), row(3, SARA, 41.0)])
def test_what_an_earlier_owner_wrote_is_found(late: Row) -> None:
    """After somebody else took the case, and while nobody had it."""
    moves = (GIVEN, replace(BACK, sequence=2), TAKEN)
    assert FENCE in rules(judged(clean(), ledger(*moves, rows=(late,))))


def test_what_an_owner_wrote_who_has_the_case_again_is_theirs() -> None:
    again = Move(7, "case.reassigned", SARA, 70.0, 70.0)
    kept = ledger(GIVEN, BACK, TAKEN, again, rows=(row(8, SARA, 71.0),), holder=SARA)
    assert FENCE not in rules(judged(clean(), kept))


@pytest.mark.parametrize(("epoch", "finds"), [(1, True), (4, False), (None, False)])
def test_what_an_owner_wrote_before_they_had_it_again_is_found(epoch: int | None, finds: bool) -> None:
    """It stands where its writer has the case, and was written when they had it before."""
    again = Move(7, "case.reassigned", SARA, 70.0, 70.0)
    sent = ledger(GIVEN, BACK, TAKEN, again, rows=(row(8, SARA, 71.0),), holder=SARA)
    wrote = entry(5, "desk", "written", room=ROOM, client_message_id="m8", text=sent.rows[0].text, epoch=epoch)
    found = rules(judged([seat("desk", "staff", SARA), *clean(), wrote], sent))
    assert (TENURE in found, FENCE in found) == (finds, False)


def test_a_case_that_stays_with_somebody_who_is_gone_is_found() -> None:
    assert RETURN in rules(judged(clean(), ledger(GIVEN, holder=SARA)))


def test_a_case_that_comes_back_late_is_found() -> None:
    late = ledger(GIVEN, replace(BACK, committed=71.0), replace(TAKEN, committed=72.0))
    assert RETURN in rules(judged(clean(), late))


def test_a_case_that_the_one_who_is_gone_did_not_have_need_not_come_back() -> None:
    elsewhere = [*clean(), entry(10, "campaign", "gone", account=JOHAN)]
    assert judged(elsewhere).findings == []


@pytest.mark.parametrize("told", [[], [shows(101, "phone", None)]])
def test_a_resident_who_is_not_told_or_late_is_found(told: list[Entry]) -> None:
    quiet = [one for one in clean() if one["kind"] != "custody" or one["at"] < 10]
    verdict = judged([*quiet, *told], ledger(GIVEN, BACK, state="waiting", holder=None))
    assert TOLD in rules(verdict)


@pytest.mark.parametrize(("says", "finds"), [(SARA, True), (None, True), (JOHAN, False)])
def test_a_screen_that_names_another_owner_in_the_end_is_found(says: str | None, finds: bool) -> None:
    assert (SHOWN in rules(judged([*clean(), shows(70, "phone", says)]))) == finds


def test_a_change_that_is_on_its_way_need_not_be_shown_yet() -> None:
    coming = ledger(GIVEN, BACK, replace(TAKEN, committed=89.0), rows=WHOLE.rows)
    assert SHOWN not in rules(judged([*clean(), shows(70, "phone", None)], coming))


def claims(*answers: tuple[str, str | None, str | None]) -> list[Entry]:
    """By whom, the code of the answer and who was named in it."""
    told = []
    for number, (account, code, holder) in enumerate(answers):
        about = {"command": "case.claim", "room": ROOM, "id": f"c{number}"}
        told += [
            entry(0, account, "seat", audience="staff", account=account, rooms=[]),
            entry(1, account, "asked", **about),
        ]
        if code != "silence":
            told.append(entry(1.5, account, "answered", **about, code=code, holder=holder))
    return [seat("phone", "resident", ANNA), *told]


WON = ledger(Move(1, "case.claimed", SARA, 1.2, 1.2), holder=SARA)
LOST = ("claim_lost", "Sara Holm")


def test_of_two_claims_one_wins_and_the_other_is_told_who() -> None:
    verdict = judged(claims((SARA, None, None), (JOHAN, *LOST)), WON, WAITED)
    assert verdict.findings == []
    assert verdict.answers == [0.5, 0.5]


@pytest.mark.parametrize(
    "answers",
    [
        [(SARA, None, None), (JOHAN, None, None)],
        [(SARA, *LOST), (JOHAN, *LOST)],
        [(SARA, *LOST), (JOHAN, None, None)],
        [(SARA, None, None), (JOHAN, "silence", None)],
        [(SARA, None, None), (JOHAN, "no_connection", None)],
        [(SARA, None, None), (JOHAN, "claim_lost", None)],
    ],
)
def test_two_winners_none_the_wrong_one_or_no_clear_answer_are_found(
    answers: list[tuple[str, str | None, str | None]],
) -> None:
    assert rules(judged(claims(*answers), WON, WAITED)) == {CLAIM}


def test_a_case_that_was_given_twice_is_found() -> None:
    first = Move(1, "case.claimed", JOHAN, 1.1, 1.1)
    twice = ledger(first, Move(2, "case.claimed", SARA, 1.2, 1.2), holder=SARA)
    assert CLAIM in rules(judged(claims((SARA, None, None), (JOHAN, *LOST)), twice, WAITED))


def test_a_case_that_changes_hands_while_everybody_is_there_is_found() -> None:
    steady = entry(20, "campaign", "steady")
    assert STEADY in rules(judged([*clean(), steady]))
    assert STEADY not in rules(judged([*clean(), {**steady, "at": 55.0}]))


def test_a_message_that_is_refused_while_everybody_is_there_is_found() -> None:
    steady = [entry(55, "campaign", "steady")]
    refused = [
        entry(61, "phone", "written", client_message_id="m9", room=ROOM, text="Hej chaos:00000000ffff"),
        entry(62, "phone", "delivery", client_message_id="m9", state="refused"),
    ]
    assert rules(judged([*clean(), *refused])) == set()
    assert rules(judged([*clean(), *steady, *refused])) == {STEADY}


@pytest.mark.parametrize("wrong", [3_600.0, -3_600.0])
def test_another_clock_than_the_database_s_is_found(wrong: float) -> None:
    late = row(5, JOHAN, 60.0)
    by_own_clock = ledger(GIVEN, BACK, TAKEN, rows=(row(2, SARA, 5.0), replace(late, at=60.0 + wrong)))
    assert rules(judged(clean(), by_own_clock)) == {CLOCK}
    assert CLOCK in rules(judged(clean(), ledger(GIVEN, BACK, replace(TAKEN, at=50.0 + wrong))))
