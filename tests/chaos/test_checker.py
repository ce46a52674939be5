"""Each thing that the checker must find, and a run in which there is nothing to find, written by hand."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.chaos.checker import Checker
from tests.chaos.checker_database import Case, Ledger, Row
from tests.chaos.checker_journal import of_entries
from tests.chaos.checker_verdict import Verdict

ROOM, OTHER = "00000000-0000-7000-8000-00000000000a", "00000000-0000-7000-8000-00000000000b"
ANNA, SARA, UNIT = "anna", "sara", "unit"
Entry = dict[str, Any]


def message(number: int) -> Entry:
    return {"client_message_id": f"m{number}", "sequence": number, "text": text(number)}


def text(number: int) -> str:
    return f"Hej chaos:{number:012x}"


def row(number: int, **changes: Any) -> Row:
    made = Row(f"r{number}", ROOM, number, f"m{number}", ANNA, text(number), float(number) + 0.1)
    return replace(made, **changes)


def case(room: str, resident: str) -> Case:
    return Case(room, resident, None, UNIT, 3, 1.0, "active", SARA, 1, 1)


def ledger(*rows: Row, note: str = "") -> Ledger:
    return Ledger(
        rows=rows,
        notes=((ROOM, note),) if note else (),
        cases={ROOM: case(ROOM, ANNA), OTHER: case(OTHER, "berit")},
        employed=frozenset({(SARA, UNIT)}),
        traces={one.id: 1 for one in rows},
    )


def entry(at: float, tab: str, kind: str, **more: Any) -> Entry:
    return {"at": at, "tab": tab, "kind": kind, **more}


def seats() -> list[Entry]:
    return [
        entry(0, "phone", "seat", audience="resident", account=ANNA, rooms=[ROOM]),
        entry(0, "desk", "seat", audience="staff", account=SARA, rooms=[ROOM]),
    ]


def sent(number: int) -> list[Entry]:
    """Written, committed a tenth later, shown on both sides, opened."""
    identity = f"m{number}"
    return [
        entry(number, "phone", "written", client_message_id=identity, room=ROOM, text=text(number)),
        entry(number + 0.2, "phone", "acked", client_message_id=identity),
        *[
            entry(
                number + 0.3, tab, "shown", room=ROOM, looking=True, messages=[message(number)], **{"from": number - 1}
            )
            for tab in ("phone", "desk")
        ],
        entry(number + 0.4, "phone", "delivery", client_message_id=identity, state="opened"),
    ]


def clean() -> list[Entry]:
    return [*seats(), *sent(1), *sent(2), *sent(3)]


def without(entries: list[Entry], leave: Callable[[Entry], bool]) -> list[Entry]:
    return [one for one in entries if not leave(one)]


def shows(tab: str, number: int) -> Callable[[Entry], bool]:
    return lambda one: one["tab"] == tab and one["kind"] == "shown" and one["messages"] == [message(number)]


def judged(entries: list[Entry], *rows: Row, note: str = "") -> Verdict:
    return Checker(of_entries(entries), ledger(*(rows or (row(1), row(2), row(3))), note=note)).verdict()


def kinds(verdict: Verdict) -> set[tuple[str, str]]:
    return {(finding.kind, finding.rule) for finding in verdict.findings}


def test_a_run_without_a_fault_has_no_finding() -> None:
    verdict = judged(clean())
    assert verdict.findings == []
    assert verdict.sent == 3
    assert verdict.p95 == pytest.approx(0.3)


def test_an_acked_message_without_a_row_is_lost_and_the_ack_was_untrue() -> None:
    verdict = judged(clean(), row(1), row(2))
    assert {("lost", "I1"), ("violation", "I4")} <= kinds(verdict)


def test_a_message_that_was_never_acked_and_never_stored_is_lost() -> None:
    entries = [*seats(), entry(1, "phone", "written", client_message_id="m1", room=ROOM, text=text(1))]
    assert ("lost", "I1") in kinds(Checker(of_entries(entries), ledger()).verdict())


def test_a_refused_message_is_not_lost_but_must_not_be_stored() -> None:
    entries = [
        *seats(),
        entry(1, "phone", "written", client_message_id="m1", room=ROOM, text=text(1)),
        entry(2, "phone", "delivery", client_message_id="m1", state="refused"),
    ]
    assert kinds(Checker(of_entries(entries), ledger()).verdict()) == set()
    assert ("violation", "I4") in kinds(Checker(of_entries(entries), ledger(row(1))).verdict())


def test_a_message_that_one_screen_lacks_is_lost() -> None:
    assert kinds(judged(without(clean(), shows("desk", 3)))) >= {("lost", "I1")}


def test_other_words_than_were_stored_are_a_loss() -> None:
    assert ("lost", "I1") in kinds(judged(clean(), row(1), row(2), row(3, text="Hej chaos:00000000ffff")))


def test_a_screen_that_was_closed_or_let_go_need_not_have_all() -> None:
    gone = [*without(clean(), shows("desk", 3)), entry(9, "desk", "closed")]
    assert kinds(judged(gone)) <= {("violation", "I4")}
    let_go = [*without(clean(), shows("desk", 3)), entry(9, "desk", "phase", room=ROOM, phase="ended")]
    assert ("lost", "I1") not in kinds(judged(let_go))


def test_two_rows_of_one_message_are_found() -> None:
    assert ("duplicated", "I2") in kinds(judged(clean(), row(1), row(2), row(3), row(4, client_message_id="m3")))


def test_a_message_that_stands_there_twice_is_found() -> None:
    again = entry(5, "desk", "shown", room=ROOM, looking=True, messages=[{**message(3), "sequence": 4}], **{"from": 3})
    assert ("duplicated", "I2") in kinds(judged([*clean(), again]))


def test_a_list_that_is_drawn_anew_is_no_repetition() -> None:
    whole = entry(5, "desk", "shown", room=ROOM, looking=True, messages=[message(n) for n in (1, 2, 3)], **{"from": 0})
    assert judged([*clean(), whole]).findings == []


def test_another_order_than_the_database_has_is_found() -> None:
    swapped = [{**message(3), "sequence": 2}, {**message(2), "sequence": 3}]
    drawn = entry(5, "desk", "shown", room=ROOM, looking=True, messages=swapped, **{"from": 1})
    assert ("reordered", "I3") in kinds(judged([*clean(), drawn]))


def test_a_hole_is_found_even_if_it_is_filled_later() -> None:
    early = entry(1.5, "desk", "shown", room=ROOM, looking=True, messages=[message(3)], **{"from": 1})
    assert ("violation", "I3") in kinds(judged([*clean(), early]))


def test_what_one_person_wrote_keeps_its_order() -> None:
    verdict = judged(clean(), row(1, sequence=2), row(2, sequence=1), row(3))
    assert ("reordered", "I3") in kinds(verdict)


def test_an_ack_before_the_commit_is_found() -> None:
    assert ("violation", "I4") in kinds(judged(clean(), row(1), row(2), row(3, committed=3.25)))


def test_opened_before_anybody_saw_it_is_found() -> None:
    early = entry(3.25, "phone", "delivery", client_message_id="m3", state="opened")
    assert ("violation", "I4") in kinds(judged([*clean(), early]))


def test_a_screen_that_nobody_looks_at_opens_nothing() -> None:
    away = [{**one, "looking": False} if one["tab"] == "desk" and one["kind"] == "shown" else one for one in clean()]
    assert ("violation", "I4") in kinds(judged(away))


def test_a_message_that_is_unsent_for_long_has_to_say_so() -> None:
    written = entry(1, "phone", "written", client_message_id="m1", room=ROOM, text=text(1))
    shown = [
        entry(40, tab, "shown", room=ROOM, looking=True, messages=[message(1)], **{"from": 0})
        for tab in ("phone", "desk")
    ]
    acked = entry(40, "phone", "acked", client_message_id="m1")
    late = entry(16, "phone", "delivery", client_message_id="m1", state="late")
    quiet, told = [*seats(), written, acked, *shown], [*seats(), written, late, acked, *shown]
    assert ("violation", "I4") in kinds(judged(quiet, row(1, committed=39.0)))
    assert judged(told, row(1, committed=39.0)).findings == []


@pytest.mark.parametrize("change", [{"holder": None}, {"assignments": 2}, {"responsible": 0}, {"state": "waiting"}])
def test_a_case_without_exactly_one_holder_is_found(change: Entry) -> None:
    held = ledger(row(1), row(2), row(3))
    spoiled = replace(held, cases={**held.cases, ROOM: replace(held.cases[ROOM], **change)})
    assert ("violation", "I5") in kinds(Checker(of_entries(clean()), spoiled).verdict())


@pytest.mark.parametrize("change", [{"priority": 4}, {"arrived": 2.0}])
def test_a_case_that_lost_its_place_is_found(change: Entry) -> None:
    before = ledger(row(1), row(2), row(3))
    after = replace(before, cases={**before.cases, OTHER: replace(before.cases[OTHER], **change)})
    assert ("violation", "I6") in kinds(Checker(of_entries(clean()), after, before).verdict())


@pytest.mark.parametrize("heard", [f'{{"stream":"room:{OTHER}"}}', "Anteckning chaos:00000000aaaa"])
def test_bytes_that_a_resident_may_not_have_are_found(heard: str) -> None:
    received = entry(5, "phone", "received", text=heard)
    assert ("violation", "I7") in kinds(judged([*clean(), received], note="Anteckning chaos:00000000aaaa"))


def test_staff_may_have_the_notes_of_their_unit() -> None:
    received = entry(5, "desk", "received", text="Anteckning chaos:00000000aaaa")
    assert judged([*clean(), received], note="Anteckning chaos:00000000aaaa").findings == []


@pytest.mark.parametrize(("excused", "waited"), [(True, 1.0), (False, 9.0)])
def test_waiting_counts_from_the_end_of_an_excused_fault(excused: bool, waited: float) -> None:
    window = {**entry(0, "campaign", "window"), "start": 0.5, "end": 9.0, "excused": excused}
    entries = [
        *seats(),
        window,
        entry(1, "phone", "written", client_message_id="m1", room=ROOM, text=text(1)),
        entry(10, "desk", "shown", room=ROOM, looking=True, messages=[message(1)], **{"from": 0}),
    ]
    assert judged(entries, row(1)).p95 == pytest.approx(waited)


@pytest.mark.parametrize(
    "traces", [{"r1": 1, "r2": 1}, {"r1": 1, "r2": 2, "r3": 1}, {"r1": 1, "r2": 1, "r3": 1, "r4": 1}]
)
def test_a_message_without_its_one_audit_row_is_found(traces: dict[str, int]) -> None:
    kept = replace(ledger(row(1), row(2), row(3)), traces=traces)
    assert kinds(Checker(of_entries(clean()), kept).verdict()) == {("violation", "I8")}


def test_a_chat_that_keeps_no_audit_is_not_asked_for_it() -> None:
    kept = replace(ledger(row(1), row(2), row(3)), traces=None)
    assert kinds(Checker(of_entries(clean()), kept).verdict()) == set()
