"""What looking for overflow costs, and what leads of both units are shown of it."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from chatserver.core.errors import ErrorCode
from rooms.queries.overflow import overflow_view, to_settle
from tests.rooms.overflows import helped, lent
from tests.rooms.refusals import refused
from tests.rooms.world import World


def test_looking_asks_the_same_however_many_wait(world: World) -> None:
    helped(world)
    counts = []
    for _ in range(2):
        for _ in range(6):
            world.case()
        with CaptureQueriesContext(connection) as asked:
            to_settle()
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 45


def test_leads_of_both_units_see_what_is_agreed_and_whether_it_holds(world: World) -> None:
    lent(world)
    own = overflow_view(world.helena)
    assert own.helping == []
    assert own.helped_by is not None
    assert (own.helped_by.unit, own.helped_by.state, own.helped_by.after, own.helped_by.waiting) == (
        "Rehab Norr",
        "now",
        50,
        1,
    )
    theirs = overflow_view(world.omar)
    assert theirs.helped_by is None
    assert [(one.unit, one.state, one.waiting) for one in theirs.helping] == [(world.unit.name, "now", 1)]
    with refused(ErrorCode.UNIT_REQUIRED):
        overflow_view(world.anna)
