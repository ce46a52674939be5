"""What is told outside of the room: once for what is unread, never for what is read; a task when nobody is reached."""

from datetime import timedelta

import pytest

from chatserver.core import clock
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.ids import new_id
from people import dispatch, outbox_queries, settled
from people.actions import notices
from people.models import Letter, Login, Notice, Reach, ResidentProfile
from people.outbox import Kind
from rooms.actions import messages, reaching
from rooms.actions.together import carry_out
from rooms.models import Case, Room, SentForm, SentFormState
from rooms.queries import reaching as questions
from tests.laws import asked
from tests.rooms import world as rooms
from tests.rooms.world import World

pytestmark = pytest.mark.django_db(transaction=True)
ANSWERS = Kind.NEW_ANSWER.value
SETTLED = timedelta(minutes=1)
DAY = timedelta(days=1, minutes=1)


@pytest.fixture(autouse=True)
def connected() -> None:
    settled.connect(questions.is_settled)


def reachable(world: World, **choices: object) -> None:
    given = {"phone": "+46701740605", "quiet_begins": 0, "quiet_ends": 0, **choices}
    Reach.objects.create(account_id=world.anna.person, **given)


def quiet_now() -> dict[str, object]:
    now = clock.now()
    minute = now.hour * 60 + now.minute
    return {"time_zone": "UTC", "quiet_begins": (minute - 60) % 1440, "quiet_ends": (minute + 120) % 1440}


def states(kind: str = ANSWERS) -> list[str]:
    return list(Notice.objects.filter(kind=kind).order_by("id").values_list("state", flat=True))


def send_later(after: timedelta = SETTLED) -> None:
    with clock.shifted(after):
        dispatch.send_due()


def test_five_messages_are_one_notice_by_either_path(world: World) -> None:
    reachable(world)
    plain, together = world.held_case(), world.held_case()
    for _ in range(5):
        rooms.send(world.sara, plain)
    carry_out([(world.sara, rooms.say(together)) for _ in range(5)])
    assert states() == ["due", "due"]
    assert states(Kind.YOUR_TURN.value) == ["due", "due"]
    send_later()
    assert states() == ["sent", "sent"]
    assert Letter.objects.count() == 4


def test_what_was_read_first_is_not_told_and_what_comes_afterwards_is(world: World) -> None:
    reachable(world)
    case_id = world.held_case()
    sequence = rooms.send(world.sara, case_id)
    messages.advance_receipt(world.anna, rooms.read_upto(case_id, sequence, sequence))
    send_later()
    assert states() == ["cancelled"]
    rooms.send(world.sara, case_id)
    send_later()
    assert states() == ["cancelled", "sent"]


def test_one_run_goes_on_past_what_ends_unsent(world: World) -> None:
    """Read, or opted out of, or without a way: more of it than one taking holds keeps nobody else waiting."""
    reachable(world)
    for _ in range(dispatch.AT_ONCE + 1):
        Notice.objects.create(
            account_id=world.maria.person,
            kind=Kind.TEST.value,
            key=str(new_id()),
            created_at=clock.now(),
            due_at=clock.now(),
        )
    rooms.send(world.sara, world.held_case())
    send_later()
    assert states(Kind.TEST.value) == ["failed"] * (dispatch.AT_ONCE + 1)
    assert states() == ["sent"]


def test_a_resident_who_writes_is_told_of_nothing(world: World) -> None:
    rooms.send(world.anna, world.held_case())
    assert states() == []


def test_quiet_hours_put_off_and_urgent_priorities_break_them(world: World) -> None:
    reachable(world, **quiet_now())
    rooms.send(world.sara, world.held_case(priority=3))
    rooms.send(world.sara, world.held_case(priority=2))
    send_later()
    assert states() == ["due", "sent"]
    send_later(timedelta(hours=3))
    assert states() == ["sent", "sent"]


def test_that_no_way_is_there_is_known_in_quiet_hours_too(world: World) -> None:
    reachable(world, phone="", **quiet_now())
    case_id = world.held_case()
    rooms.send(world.sara, case_id)
    send_later()
    assert states() == ["failed"]
    assert reaching.look_again(case_id)


def test_whoever_opted_out_is_told_nothing_and_whoever_has_no_way_is_a_task(world: World) -> None:
    case_id = world.held_case()
    rooms.send(world.sara, case_id)
    send_later()
    assert states() == ["failed"]
    assert case_id in questions.in_question()
    assert reaching.look_again(case_id)
    assert Case.objects.get(id=case_id).unreached_why == "failed"
    reachable(world, opted_out=True)
    rooms.send(world.sara, world.held_case())
    send_later()
    assert states()[-1] == "cancelled"


def test_unread_for_a_day_is_a_task_until_it_is_read(world: World) -> None:
    reachable(world)
    case_id = world.held_case()
    sequence = rooms.send(world.sara, case_id)
    send_later()
    assert not reaching.look_again(case_id)
    with clock.shifted(DAY):
        assert questions.in_question() == [case_id]
        assert reaching.look_again(case_id)
        assert not reaching.look_again(case_id)
    assert Case.objects.get(id=case_id).unreached_why == "unread"
    messages.advance_receipt(world.anna, rooms.read_upto(case_id, sequence, sequence))
    assert questions.in_question() == [case_id]
    assert reaching.look_again(case_id)
    assert Case.objects.get(id=case_id).unreached_at is None


def test_the_task_is_done_until_another_day_has_passed(world: World) -> None:
    reachable(world)
    case_id = world.held_case()
    rooms.send(world.sara, case_id)
    with clock.shifted(DAY):
        reaching.look_again(case_id)
        reaching.settle_reach(world.johan, rooms.settle_reach(case_id))
        assert Case.objects.get(id=case_id).unreached_at is None
        assert questions.in_question() == []
        assert not reaching.look_again(case_id)
    with clock.shifted(2 * DAY):
        assert questions.in_question() == [case_id]
        assert reaching.look_again(case_id)
    assert Case.objects.get(id=case_id).unreached_why == "unread"
    with pytest.raises(DomainError) as refused:
        reaching.settle_reach(world.anna, rooms.settle_reach(case_id))
    assert refused.value.code is ErrorCode.NOT_ALLOWED


def test_a_failure_that_is_done_with_is_a_task_again_when_the_next_one_fails(world: World) -> None:
    case_id = world.held_case()
    sequence = rooms.send(world.sara, case_id)
    send_later()
    reaching.look_again(case_id)
    reaching.settle_reach(world.sara, rooms.settle_reach(case_id))
    # The clock of the sending was ahead of the one that the task was done by.
    Case.objects.update(reach_settled_at=clock.now() + SETTLED)
    assert not reaching.look_again(case_id)
    messages.advance_receipt(world.anna, rooms.read_upto(case_id, sequence, sequence))
    rooms.send(world.sara, case_id)
    send_later(2 * SETTLED)
    assert reaching.look_again(case_id)
    assert Case.objects.get(id=case_id).unreached_why == "failed"


def test_a_guardian_whose_time_is_over_is_told_nothing(world: World) -> None:
    case_id = world.child_case()
    rooms.claim_for(world.sara, case_id)
    Reach.objects.create(account_id=world.maria.person, phone="+46701740605", quiet_begins=0, quiet_ends=0)
    rooms.send(world.sara, case_id)
    ResidentProfile.objects.filter(account_id=world.leo_id).update(birth_date="2010-01-01")
    send_later()
    assert states() == ["cancelled"]


def test_a_bounce_takes_the_next_way(world: World) -> None:
    reachable(world, email="anna@example.org", ways="sms,email")
    rooms.send(world.sara, world.held_case())
    send_later()
    Notice.objects.filter(kind=ANSWERS).update(provider_id="s1")
    assert notices.report_failure("s1", "sms_undelivered")
    assert not notices.report_failure("s1", "sms_undelivered")
    send_later()
    notice = Notice.objects.get(kind=ANSWERS)
    assert (notice.state, notice.channel, notice.tried) == ("sent", "email", "sms")


def test_staff_see_ways_and_what_failed_and_no_address(world: World) -> None:
    reachable(world)
    case_id = world.held_case()
    view = questions.person_reach(world.sara, case_id)
    assert (view.ways, [line.kind for line in view.notices]) == (["sms"], ["your_turn"])
    assert "0701740605" not in view.model_dump_json()
    assert outbox_queries.own_reach(world.anna.person).phone == "+46701740605"
    assert Room.objects.filter(case_id=case_id).exists()


def test_staff_see_in_which_minute_they_were_last_here_and_not_of_the_protected(world: World) -> None:
    case_id = world.held_case()
    assert questions.person_reach(world.sara, case_id).seen_at is None
    login = {"account_id": world.anna.person, "created_at": clock.now()}
    for seconds in (61, 1):
        seen_at = clock.now() - timedelta(seconds=seconds)
        Login.objects.create(**login, last_seen_at=seen_at, session_hash=str(seconds))
    assert questions.person_reach(world.sara, case_id).seen_at == seen_at.replace(second=0, microsecond=0)
    ResidentProfile.objects.filter(account_id=world.anna.person).update(protected_identity=True)
    assert questions.person_reach(world.sara, case_id).seen_at is None


def test_a_form_to_fill_in_is_told_of_unless_it_is_opened_first(world: World) -> None:
    reachable(world)
    case_id = world.held_case()
    asked.sent(world, case_id)
    assert states(Kind.FORM.value) == ["due"]
    SentForm.objects.update(state=SentFormState.OPENED)
    send_later()
    assert states(Kind.FORM.value) == ["cancelled"]
