"""Random days at a unit over the real database: cases arrive, are offered, accepted, declined, left alone, claimed,
handed back, handed over to a person, a profession or another unit, taken by a unit that helps, called back, raised,
merged, withdrawn and concluded; consoles fall silent and come back; clocks step both ways; the unit closes and opens;
residents write and nobody opens it.
After every step each open case is somebody's or in the queue, nobody has passed a fitting case that ranks above, no
priority has fallen, what is handed over stays with whoever has it until somebody else does, who has a case is of the
unit that has it, and what another unit may take waits where it was; at closing time every open case has a next owner;
what lies unopened is told before its deadline.
A fault of each kind that is put in on purpose is found (`custody_faults.py`)."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import initialize, run_state_machine_as_test
from pytest_django import Settings

from rooms.actions.custody import claim_case
from rooms.actions.transfers import offer_transfer
from rooms.models import Lease
from tests.rooms import custody_faults as faults
from tests.rooms import transfers
from tests.rooms import world as rooms
from tests.rooms.custody_days import Day

pytestmark = pytest.mark.django_db(transaction=True)

DAY = settings(
    max_examples=5,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
    report_multiple_bugs=False,
)
# Until the fault is found, which ends the run.
HUNT = settings(DAY, max_examples=400)


# --- how a day begins: of days that begin with nothing, few come to what ends one of these --------------------------
def with_nothing(_day: Day) -> None:
    return None


def with_somebody_asked(day: Day) -> None:
    day.arrive(priority=3)
    day.sweep()


def with_the_urgent_one_last(day: Day) -> None:
    day.arrive(priority=5)
    day.arrive(priority=1)
    day.sweep()


def with_one_held(day: Day) -> None:
    day.arrive(priority=3)
    claim_case(day.staff[0], rooms.claim(day.world.cases[0]))


def with_one_handed_over(day: Day) -> None:
    with_one_held(day)
    offer_transfer(day.staff[0], transfers.offering(day.world.cases[0], day.staff[1]))


def with_the_giver_gone(day: Day) -> None:
    with_one_handed_over(day)
    day.crash(who=0)


def with_one_handed_to_a_unit(day: Day) -> None:
    with_one_held(day)
    offer_transfer(day.staff[0], transfers.offering(day.world.cases[0], unit=day.other))


def with_one_lent(day: Day) -> None:
    day.arrive(priority=3)
    Lease.objects.all().delete()
    day.help(which=0, takes=False)


def with_two_of_one_person(day: Day) -> None:
    """The one of before, which is more urgent, waits."""
    for priority in (2, 3):
        day.arrive(priority=priority)
    claim_case(day.staff[0], rooms.claim(day.world.cases[1]))


def with_a_closing_time(day: Day) -> None:
    day.arrive(priority=1)
    day.closing_time(names=True)


Beginning = Callable[[Day], None]


def begun(beginning: Beginning) -> type[Day]:
    class Begun(Day):
        @initialize()
        def begin(self) -> None:
            beginning(self)

    return Begun


@pytest.fixture(autouse=True)
def cheap(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["tests.people.hashers.CheapArgon2"]


@pytest.mark.parametrize(
    "beginning",
    [
        with_nothing,
        with_one_handed_over,
        with_the_giver_gone,
        with_one_handed_to_a_unit,
        with_one_lent,
        with_two_of_one_person,
    ],
)
def test_no_day_breaks_custody_order_or_priority(beginning: Beginning) -> None:
    run_state_machine_as_test(begun(beginning), settings=DAY)


FAULTS: dict[faults.Fault, Beginning] = {
    faults.leaves_the_offer_standing: with_somebody_asked,
    faults.loses_the_holder: with_one_held,
    faults.asks_about_the_last_first: with_the_urgent_one_last,
    faults.lowers_what_nobody_took: with_somebody_asked,
    faults.lets_what_is_urgent_lie: with_a_closing_time,
    faults.tells_nobody_of_what_lies_unopened: with_one_held,
    faults.takes_it_back_unwarned: with_one_held,
    faults.gives_it_away_unasked: with_one_handed_over,
    faults.outlasts_its_holder: with_the_giver_gone,
    faults.loses_what_was_written: with_one_handed_over,
    faults.goes_to_the_unit_unasked: with_one_handed_to_a_unit,
    faults.stays_at_the_first_unit: with_one_handed_to_a_unit,
    faults.is_shown_elsewhere_for_good: with_one_lent,
    faults.forgets_who_came_first: with_two_of_one_person,
    faults.leaves_the_other_open: with_two_of_one_person,
}


@pytest.mark.postgres_only
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_fault_of_each_kind_is_found(monkeypatch: pytest.MonkeyPatch, fault: faults.Fault) -> None:
    fault(monkeypatch)
    with pytest.raises(Exception) as found:  # noqa: PT011 - the invariant or the database's own constraint
        run_state_machine_as_test(begun(FAULTS[fault]), settings=HUNT)
    assert type(found.value).__name__ in {"AssertionError", "IntegrityError"}
