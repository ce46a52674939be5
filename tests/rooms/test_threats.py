"""Surnames that are hidden: no byte to whoever is not staff has one, by any way; and colleagues who come and are
introduced or not (docs/threats.md)."""

import json
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest

from chatserver.core import events
from chatserver.core.actor import Actor
from chatserver.core.errors import ErrorCode
from chatserver.core.ids import new_id
from chatserver.core.limits import Limits
from chatserver.core.models import AuditEntry
from chatserver.core.work import in_database
from rooms import naming, wire
from rooms.actions import threats
from rooms.actions.amending import correct_message, redact_message
from rooms.actions.conclusion import conclude_case
from rooms.actions.custody import reassign_case, release_case
from rooms.events.first_names import FirstNames, first
from rooms.models import Invitation, Message, Room
from rooms.queries import cases, guests, history, search, timeline
from rooms.queries.resuming import resume_rooms
from rooms.queries.rooms import open_room
from rooms.relay import show_typing
from rooms.streams import room_stream
from tests.laws.threatened import introduced, shorten, wish
from tests.rooms import world as rooms
from tests.rooms.conftest import opened_worklist
from tests.rooms.refusals import refused
from tests.rooms.test_over_the_socket import Door, Tab, door  # noqa: F401 the fixture
from tests.rooms.world import World
from tests.triage.test_transcript import words_in
from triage.queries import transcript

SURNAMES = ("Holm", "Lager", "Strand")


def opening(room_id: UUID, cursor: int | None = None) -> wire.OpenRoom:
    cursors = None if cursor is None else wire.RoomCursors(room=cursor, staff=0)
    return wire.OpenRoom(type="room.open", id=new_id(), room_id=room_id, cursors=cursors)


def busy(world: World, guest: Callable[[UUID], Actor]) -> tuple[UUID, Actor]:
    """A room in which staff are named wherever they can be."""
    case_id = introduced(world)
    said = rooms.sent(world.sara, case_id, "Hej, jag heter Sara Holm. Johan Lagers rum är bredvid.")
    visitor = guest(case_id)
    rooms.sent(world.anna, case_id, "Hej", reply_to_id=said.id)
    wrong = rooms.sent(world.sara, case_id, "Helena Strand ringer dig")
    correct_message(world.sara, rooms.correct(said, "Jag är sara  holm, inte Sara Holmberg"))
    redact_message(world.sara, rooms.redact(wrong))
    rooms.sent(world.sara, case_id, "Vänta lite", reply_to_id=Message.objects.get(room_id=case_id, text="Hej").id)
    return case_id, visitor


def answers_to_resident(world: World, room_id: UUID) -> Iterator[str]:
    """All that Anna can ask for."""
    head = events.head(room_stream(room_id))
    for cursor in (None, 0, head - 1, head):
        yield from open_room(world.anna, opening(room_id, cursor)).frames
    yield history.history(world.anna, room_id, None).model_dump_json()
    yield history.history(world.anna, room_id, None, after=0).model_dump_json()
    yield cases.my_cases(world.anna).model_dump_json()
    yield timeline.case_timeline(world.anna, room_id).model_dump_json()
    for words in ("jag", "vänta"):
        found = search.search(world.anna, wire.SearchMessages(words=words, room_id=None))
        assert found.found
        yield found.model_dump_json()
    yield words_in(transcript.for_resident(world.anna, room_id, "sv"))


def answers_to_guest(guest: Actor, room_id: UUID) -> Iterator[str]:
    yield from guests.open_room(guest, opening(room_id)).frames
    yield from guests.open_room(guest, opening(room_id, events.head(room_stream(room_id)) - 1)).frames
    yield guests.page(guest, room_id, None).model_dump_json()
    yield guests.me(guest.person).model_dump_json()
    yield guests.greeting(Invitation.objects.get(account_id=guest.person).id).model_dump_json()


def surnames_in(told: str) -> list[str]:
    # Somebody of that name is no staff here: that it stands shows that words are not cut to pieces.
    return [name for name in SURNAMES if name.lower() in told.replace("Holmberg", "").lower()]


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transcript, "SHARED", Limits())
    monkeypatch.setattr(search, "SHARED", Limits())


@pytest.fixture
def guest(world: World) -> Callable[[UUID], Actor]:
    return lambda case_id: rooms.guest_in(world.sara, case_id)


# --- surnames ------------------------------------------------------------------------------------------------------
def test_no_byte_to_anybody_but_staff_has_a_surname(world: World, guest: Callable[[UUID], Actor]) -> None:
    case_id, visitor = busy(world, guest)
    before = [*answers_to_resident(world, case_id), *answers_to_guest(visitor, case_id)]
    assert any(map(surnames_in, before))
    threats.shorten_names(world.sara, shorten(case_id))
    rooms.send(world.sara, case_id, "Det här är Sara Holm igen, jag ringer")
    rooms.come_in(world.johan)
    told = [*answers_to_resident(world, case_id), *answers_to_guest(visitor, case_id)]
    reassign_case(world.helena, rooms.reassign(case_id, world.johan))
    told += answers_to_resident(world, case_id)
    conclude_case(world.johan, rooms.conclude(case_id))
    told += answers_to_resident(world, case_id)
    assert [one for one in told if surnames_in(one)] == []
    assert any("Sara" in one and "Johan" in one and "Holmberg" in one for one in told)


def test_staff_are_told_whole_names_and_who_hid_them(world: World, guest: Callable[[UUID], Actor]) -> None:
    case_id, _ = busy(world, guest)
    threats.shorten_names(world.helena, shorten(case_id))
    seen = json.loads(open_room(world.johan, opening(case_id)).frames[0])
    assert seen["staff"]["hidden_surnames"]["by_name"] == "Helena Strand"
    assert seen["room"]["holder"]["name"] == "Sara Holm"
    told = open_room(world.johan, opening(case_id, 1)).frames
    assert "Sara Holm" in "".join(told)
    assert AuditEntry.objects.get(action="names.shorten").actor_id == world.helena.person


def test_shown_again_everything_is_as_it_was(world: World, guest: Callable[[UUID], Actor]) -> None:
    case_id, _ = busy(world, guest)
    before = json.loads(open_room(world.anna, opening(case_id)).frames[0])
    threats.shorten_names(world.sara, shorten(case_id))
    threats.shorten_names(world.sara, shorten(case_id, shortened=False))
    after = json.loads(open_room(world.anna, opening(case_id)).frames[0])
    assert after | {"cursors": None} == before | {"cursors": None}


def test_what_is_so_already_is_told_nobody(world: World) -> None:
    case_id = world.held_case()
    heads = rooms.told(room_stream(case_id))
    threats.shorten_names(world.sara, shorten(case_id, shortened=False))
    assert rooms.told(room_stream(case_id)) == heads


def test_residents_own_words_and_names_stand(world: World) -> None:
    case_id = world.held_case()
    threats.shorten_names(world.sara, shorten(case_id))
    rooms.send(world.anna, case_id, "Jag vet var du bor, Sara Holm")
    seen = json.loads(open_room(world.anna, opening(case_id)).frames[0])
    assert seen["messages"][0]["text"] == "Jag vet var du bor, Sara Holm"
    assert (seen["room"]["resident"]["name"], seen["room"]["holder"]["name"]) == ("Anna Lind", "Sara")
    assert seen["room"]["holder"]["initials"] == "S"


def test_a_file_of_staff_is_taken_home_without_their_surname(world: World, held_id: UUID) -> None:
    room = Room.objects.get(case_id=held_id)
    theirs = rooms.picture(held_id, world.sara, name="Råd från Sara Holm.pdf")
    own = rooms.picture(held_id, world.anna, name="Till Sara Holm.pdf")
    assert naming.file_name(world.anna, room, theirs) == "Råd från Sara Holm.pdf"
    threats.shorten_names(world.sara, shorten(held_id))
    room.refresh_from_db()
    assert naming.file_name(world.anna, room, theirs) == "Råd från Sara.pdf"
    assert naming.file_name(world.sara, room, theirs) == "Råd från Sara Holm.pdf"
    assert naming.file_name(world.anna, room, own) == "Till Sara Holm.pdf"


def test_whoever_comes_back_with_other_names_is_given_a_snapshot(world: World) -> None:
    """Alone, and among many after a restart; read once in the log."""
    case_id = world.held_case()
    cursor = events.head(room_stream(case_id))
    threats.shorten_names(world.sara, shorten(case_id))
    for shortened in (True, False):
        threats.shorten_names(world.sara, shorten(case_id, shortened=shortened))
        [frame] = open_room(world.anna, opening(case_id, cursor)).frames
        assert json.loads(frame)["type"] == "room.snapshot"
        before = AuditEntry.objects.filter(action="room.open").count()
        assert resume_rooms([(world.anna, opening(case_id, cursor))]) == [None]
        assert AuditEntry.objects.filter(action="room.open").count() == before


async def test_open_screens_are_told_to_draw_anew_and_hear_no_surname(
    world: World,
    door: Door,  # noqa: F811 the fixture
) -> None:
    case_id = await in_database(world.held_case)
    anna, sara = Tab(door, world.anna), Tab(door, world.sara)
    for tab in (anna, sara):
        await tab.enter(case_id)
    opened = len(anna.heard)
    await sara.command(type="names.shorten", room_id=str(case_id), shortened=True)
    await anna.until("names.redrawn")
    await sara.until("names.shortened")
    # Nothing is opened anew yet: what comes meanwhile is without surnames too.
    await sara.say(case_id, "Sara Holm här")
    await anna.until("message.sent")
    await sara.tell({"type": "typing.show", "room_id": str(case_id)})
    await anna.until("typing.shown")
    assert surnames_in(json.dumps(anna.heard[opened:], ensure_ascii=False)) == []
    heard = await sara.until("message.sent") if "message.sent" not in sara.types else sara.heard[-1]
    assert heard["sender"]["name"] == "Sara Holm"


def test_typing_says_no_surname_in_any_room(world: World) -> None:
    signal = wire.Typing(type="typing.show", room_id=world.held_case())
    for actor, name in ((world.sara, "Sara"), (world.anna, "Anna Lind")):
        shown = show_typing(actor, signal, new_id()).frame
        assert isinstance(shown, wire.TypingShown)
        assert shown.name == name


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Sara Holm", "Sara"),
        ("Sara Holms kollega", "Saras kollega"),
        ("SARA HOLM", "SARA"),
        ("Anna-Sara Holm och Sara Holmberg", "Anna-Sara Holm och Sara Holmberg"),
        ("En holme", "En holme"),
    ],
)
def test_a_text_loses_whole_names_and_nothing_else(written: str, left: str) -> None:
    assert FirstNames(["Sara Holm"], shortened=True).told({"text": written}) == {"text": left}


def test_the_first_word_is_what_is_shown() -> None:
    assert [first(name) for name in ("Sara Holm", "Anna-Lena Berg Ek", "Kim")] == ["Sara", "Anna-Lena", "Kim"]


# --- company -------------------------------------------------------------------------------------------------------
def asked(world: World, case_id: UUID) -> None:
    threats.call_colleague(world.sara, wish(wire.CallColleague, case_id))


def row(world: World, case_id: UUID) -> dict[str, Any]:
    """The case on the work list."""
    return next(one for one in opened_worklist(world.helena, world.unit.id)["items"] if one["case_id"] == str(case_id))


def test_the_list_says_who_asks_until_somebody_comes(world: World, held_id: UUID) -> None:
    asked(world, held_id)
    item = row(world, held_id)
    assert (item["company"]["asked_by"], item["company"]["came"]) == ("Sara Holm", None)
    threats.come_as_colleague(world.johan, wish(wire.ComeAsColleague, held_id))
    assert row(world, held_id)["company"]["came"] == "Johan Lager"
    actions = AuditEntry.objects.filter(action__startswith="colleague.").values_list("action", "actor_id")
    assert set(actions) == {("colleague.call", world.sara.person), ("colleague.come", world.johan.person)}


def test_the_first_comes_and_the_others_are_told_who(world: World, held_id: UUID) -> None:
    with refused(ErrorCode.CONFLICT, field="room_id"):
        threats.come_as_colleague(world.johan, wish(wire.ComeAsColleague, held_id))
    asked(world, held_id)
    with refused(ErrorCode.CONFLICT, field="room_id"):
        asked(world, held_id)
    with refused(ErrorCode.NOT_ALLOWED):
        threats.come_as_colleague(world.sara, wish(wire.ComeAsColleague, held_id))
    threats.come_as_colleague(world.johan, wish(wire.ComeAsColleague, held_id))
    with refused(ErrorCode.CONFLICT, holder="Johan Lager"):
        threats.come_as_colleague(world.helena, wish(wire.ComeAsColleague, held_id))


def test_the_resident_is_told_nothing_until_they_are_introduced(world: World, held_id: UUID) -> None:
    before = rooms.told(room_stream(held_id))
    asked(world, held_id)
    threats.come_as_colleague(world.johan, wish(wire.ComeAsColleague, held_id))
    assert rooms.told(room_stream(held_id)) == before
    threats.introduce_colleague(world.sara, wish(wire.IntroduceColleague, held_id))
    seen = json.loads(open_room(world.anna, opening(held_id)).frames[0])
    assert seen["room"]["participants"][-1]["name"] == "Johan Lager"
    with refused(ErrorCode.CONFLICT, field="room_id"):
        threats.introduce_colleague(world.sara, wish(wire.IntroduceColleague, held_id))
    threats.end_company(world.johan, wish(wire.EndCompany, held_id))
    seen = json.loads(open_room(world.anna, opening(held_id)).frames[0])
    assert "Johan Lager" not in [one["name"] for one in seen["room"]["participants"]]


def test_the_way_of_the_case_names_whoever_was_introduced_and_nobody_hidden(world: World, held_id: UUID) -> None:
    def way() -> list[tuple[str, str]]:
        return [(step.what, step.name) for step in timeline.case_timeline(world.anna, held_id).steps]

    before = way()
    asked(world, held_id)
    threats.come_as_colleague(world.johan, wish(wire.ComeAsColleague, held_id))
    threats.end_company(world.johan, wish(wire.EndCompany, held_id))
    assert way() == before
    asked(world, held_id)
    threats.come_as_colleague(world.johan, wish(wire.ComeAsColleague, held_id))
    threats.introduce_colleague(world.sara, wish(wire.IntroduceColleague, held_id))
    threats.end_company(world.sara, wish(wire.EndCompany, held_id))
    assert way() == [*before, ("colleague_introduced", "Johan Lager"), ("colleague_left", "Johan Lager")]
    threats.shorten_names(world.sara, shorten(held_id))
    assert way()[-2:] == [("colleague_introduced", "Johan"), ("colleague_left", "Johan")]


def test_nobody_is_introduced_who_has_not_come(world: World, held_id: UUID) -> None:
    asked(world, held_id)
    with refused(ErrorCode.CONFLICT, field="room_id"):
        threats.introduce_colleague(world.sara, wish(wire.IntroduceColleague, held_id))


def test_it_ends_by_whoever_asked_or_came_and_by_nobody_else(world: World, held_id: UUID) -> None:
    for by in (world.sara, world.johan):
        asked(world, held_id)
        threats.come_as_colleague(world.johan, wish(wire.ComeAsColleague, held_id))
        with refused(ErrorCode.NOT_HOLDER):
            threats.end_company(world.helena, wish(wire.EndCompany, held_id))
        threats.end_company(by, wish(wire.EndCompany, held_id))
        assert row(world, held_id)["company"] is None
    with refused(ErrorCode.CONFLICT, field="room_id"):
        threats.end_company(world.sara, wish(wire.EndCompany, held_id))


@pytest.mark.parametrize("how", ["release", "conclude", "reassign"])
def test_it_ends_when_the_case_moves_on(world: World, held_id: UUID, how: str) -> None:
    asked(world, held_id)
    threats.come_as_colleague(world.johan, wish(wire.ComeAsColleague, held_id))
    if how == "release":
        release_case(world.sara, rooms.release(held_id))
    elif how == "conclude":
        conclude_case(world.sara, rooms.conclude(held_id))
    else:
        rooms.come_in(world.johan)
        reassign_case(world.helena, rooms.reassign(held_id, world.johan))
    seen = json.loads(open_room(world.helena, opening(held_id)).frames[0])
    assert [one["ended_at"] is not None for one in seen["staff"]["companies"]] == [True]
    assert rooms.room(held_id).company_came_id is None
