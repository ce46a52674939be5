"""The checkers of the day find what they are there for, and nothing in a day that was kept."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from uuid import UUID

import pytest

from tests.day import checker, checker_order
from tests.day.checker import FENCE, LOST, OWNER, PRIORITY, TOLD, TWICE
from tests.day.checker_order import IDLE, ORDER
from tests.day.journal import Free, Gone, Journal, Shown, Told
from tests.day.ledger import Asked, CaseRow, Ledger, Place, StaffRow, Step

URGENT, CALM = (str(UUID(int=number)) for number in (1, 2))
SARA, OMAR = (str(UUID(int=number)) for number in (11, 12))
NOON = 1_800_000_000.0
END = NOON + 3_600


@dataclass
class Day:
    journal: Journal = field(default_factory=Journal)
    ledger: Ledger = field(default_factory=lambda: Ledger({}))
    closed_at: float | None = END

    def change(self, room: str, **changes: object) -> None:
        cases = self.ledger.cases
        cases[room] = replace(cases[room], **changes)  # type: ignore[arg-type]  # a test names the fields it changes

    def rules(self) -> set[str]:
        found = checker.findings(self.journal, self.ledger, self.closed_at)
        found += checker_order.findings(self.journal, self.ledger, END)
        return {one.rule for one in found}


def way(*steps: tuple[str, float, str | None]) -> tuple[Step, ...]:
    return tuple(Step(move, NOON + at, holder) for move, at, holder in steps)


def case(room: str, priority: int, arrived: float, steps: tuple[Step, ...], asked: tuple[Asked, ...]) -> CaseRow:
    return CaseRow(
        room=room,
        number=UUID(room).int,
        priority=priority,
        profession="nurse",
        language="sv",
        arrived_at=NOON + arrived,
        open_by=NOON + arrived + 900,
        state="concluded",
        holder=None,
        next_owner=None,
        steps=steps,
        asked=asked,
        log=(Place(2, "case.claimed", SARA), Place(3, "message", SARA), Place(4, "case.concluded", None)),
    )


@pytest.fixture
def day() -> Day:
    """Sara dies with the urgent case, Omar ends it; then Sara is back and has the calm one."""
    first = way(
        ("queued", 0, None), ("offered", 1, None), ("accepted", 6, SARA), ("released", 100, None),
        ("offered", 101, None), ("accepted", 106, OMAR), ("concluded", 300, OMAR),
    )  # fmt: skip
    then = way(("queued", 10, None), ("offered", 310, None), ("accepted", 315, SARA), ("concluded", 600, SARA))
    urgent = case(URGENT, 1, 0, first, (Asked(SARA, NOON + 1, "released", NOON + 100),))
    urgent = replace(
        urgent,
        asked=(*urgent.asked, Asked(OMAR, NOON + 101, "accepted", None)),
        log=(
            Place(2, "case.claimed", SARA), Place(3, "message", SARA), Place(4, "case.released", None),
            Place(5, "case.claimed", OMAR), Place(6, "message", OMAR), Place(7, "case.concluded", None),
        ),
    )  # fmt: skip
    calm = case(CALM, 4, 10, then, (Asked(SARA, NOON + 310, "accepted", None),))
    journal = Journal(
        shown=[Shown(URGENT, NOON + 101, "case.released", None)],
        gone=[Gone(SARA, NOON + 60, (URGENT,))],
        free=[Free(OMAR, NOON, NOON + 1), Free(SARA, NOON + 308, NOON + 311)],
        cases={URGENT: Told(URGENT, 1), CALM: Told(CALM, 4)},
        acked={"m1": URGENT},
        seen={URGENT: {"m1"}},
        watching=frozenset({URGENT}),
    )
    staff = {name: StaffRow(name, "nurse", frozenset({"sv"}), 3) for name in (SARA, OMAR)}
    return Day(journal, Ledger({URGENT: urgent, CALM: calm}, staff, {"m1": (URGENT, 1)}, frozenset({SARA, OMAR})))


def test_of_a_day_that_was_kept_nothing_is_found(day: Day) -> None:
    assert day.rules() == set()
    assert checker_order.compared(day.ledger) == 3
    [back] = checker.hand_backs(day.journal, day.ledger)
    assert (back.back_after, back.told_after) == (40, 41)


def lose_the_case(day: Day) -> None:
    del day.ledger.cases[CALM]


def lose_a_message(day: Day) -> None:
    day.ledger.messages.clear()


def show_it_to_nobody(day: Day) -> None:
    day.journal.seen[URGENT].clear()


def double_a_message(day: Day) -> None:
    day.ledger.messages["m1"] = (URGENT, 2)


def leave_it_with_nobody_after_closing(day: Day) -> None:
    day.change(CALM, state="waiting", steps=way(("queued", 10, None)), asked=(), log=())


def leave_it_with_somebody_who_went(day: Day) -> None:
    day.change(CALM, state="active", holder=str(UUID(int=13)))


def leave_it_off_its_holders_screen(day: Day) -> None:
    day.change(CALM, state="active", holder=SARA)
    day.journal.at_the_end[SARA] = frozenset()


def give_it_to_two(day: Day) -> None:
    steps = list(day.ledger.cases[CALM].steps)
    day.change(CALM, steps=(*steps[:-1], Step("accepted", NOON + 320, OMAR), steps[-1]))


def show_it_on_two_screens(day: Day) -> None:
    day.journal.at_the_end.update({SARA: frozenset({CALM}), OMAR: frozenset({CALM})})


def write_without_having_it(day: Day) -> None:
    log = day.ledger.cases[URGENT].log
    day.change(URGENT, log=(*log[:3], Place(5, "message", SARA), *log[3:]))


def forget_the_owner(day: Day) -> None:
    """Nobody takes it back from the dead console."""
    day.change(URGENT, steps=day.ledger.cases[URGENT].steps[:3], state="active", holder=SARA)


def take_it_back_late(day: Day) -> None:
    day.journal.gone[0] = Gone(SARA, NOON + 9, (URGENT,))


def tell_the_resident_late(day: Day) -> None:
    day.journal.shown[0] = Shown(URGENT, NOON + 151, "case.released", None)


def lower_it(day: Day) -> None:
    day.change(URGENT, priority=2)


def let_it_arrive_anew(day: Day) -> None:
    day.change(URGENT, arrived_at=NOON + 100)


def pass_the_urgent_one(day: Day) -> None:
    """Omar is asked about the calm case while the urgent one has waited for half a minute."""
    day.change(CALM, asked=(Asked(OMAR, NOON + 131, "accepted", None),))
    steps = list(day.ledger.cases[URGENT].steps)
    steps[4:6] = way(("offered", 140, None), ("accepted", 145, OMAR))
    day.change(URGENT, steps=tuple(steps))


def stand_idle_beside_it(day: Day) -> None:
    day.journal.free.append(Free(OMAR, NOON + 20, NOON + 290))


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (lose_the_case, LOST),
        (lose_a_message, LOST),
        (show_it_to_nobody, LOST),
        (double_a_message, TWICE),
        (leave_it_with_nobody_after_closing, OWNER),
        (leave_it_with_somebody_who_went, OWNER),
        (leave_it_off_its_holders_screen, OWNER),
        (give_it_to_two, TWICE),
        (show_it_on_two_screens, TWICE),
        (write_without_having_it, FENCE),
        (forget_the_owner, TOLD),
        (take_it_back_late, TOLD),
        (tell_the_resident_late, TOLD),
        (lower_it, PRIORITY),
        (let_it_arrive_anew, PRIORITY),
        (pass_the_urgent_one, ORDER),
        (stand_idle_beside_it, IDLE),
    ],
)
def test_what_is_planted_is_found(day: Day, spoil: Callable[[Day], None], rule: str) -> None:
    spoil(day)
    assert rule in day.rules()


def test_whoever_declined_or_does_not_speak_it_passes_nobody(day: Day) -> None:
    pass_the_urgent_one(day)
    asked = day.ledger.cases[URGENT].asked
    day.change(URGENT, asked=(*asked, Asked(OMAR, NOON + 102, "declined", NOON + 110)))
    assert ORDER not in day.rules()
    day.change(URGENT, asked=asked, language="fi")
    assert ORDER not in day.rules()


def test_what_waits_for_the_next_day_with_a_next_owner_is_kept(day: Day) -> None:
    leave_it_with_nobody_after_closing(day)
    day.change(CALM, next_owner={"who": "unit"})
    assert OWNER not in day.rules()


def test_before_closing_the_unit_itself_is_next(day: Day) -> None:
    leave_it_with_nobody_after_closing(day)
    day.closed_at = None
    assert OWNER not in day.rules()


def test_what_came_after_closing_and_can_wait_is_the_units_when_it_opens(day: Day) -> None:
    leave_it_with_nobody_after_closing(day)
    day.closed_at = NOON + 5
    assert OWNER not in day.rules()
    day.journal.cases[CALM] = Told(CALM, 2)
    day.change(CALM, priority=2)
    assert OWNER in day.rules()
