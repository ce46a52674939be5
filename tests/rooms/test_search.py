"""Words are found where one may read, for whom one may, and what was looked for is kept nowhere."""

import json
import logging
import os
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.errors import ErrorCode
from chatserver.core.limits import RATES, Limits, Rate
from chatserver.core.models import AuditEntry
from rooms import wire
from rooms.actions.amending import correct_message, redact_message
from rooms.actions.conclusion import conclude_case
from rooms.models import Message
from rooms.permissions import AFTERWARDS
from rooms.queries import search as searching
from tests.rooms import world as rooms
from tests.rooms.refusals import refused
from tests.rooms.test_api import browser_of
from tests.rooms.world import World

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"
NAUGHTY = CORPORA / "blns" / "blns.json"
EVERY = os.environ.get("VARDRUM_TEST_HOSTILE") == "all"


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "SHARED", Limits(dict.fromkeys(RATES, Rate(10_000, 10_000))))


def looked_for(actor: Actor, words: str, room_id: UUID | None = None) -> wire.FoundMessages:
    return searching.search(actor, wire.SearchMessages(words=words, room_id=room_id))


def texts_of(found: wire.FoundMessages) -> list[str]:
    return [one.before + one.hit + one.after for one in found.found]


def test_in_a_room_the_newest_comes_first(world: World, held_id: UUID) -> None:
    for text in ("Ont i HÅLSEN", "Något annat", "halsen igen"):
        rooms.sent(world.anna, held_id, text)
    found = looked_for(world.sara, "halsen", held_id)
    assert texts_of(found) == ["halsen igen", "Ont i HÅLSEN"]
    assert (found.whole, found.found[1].hit, found.found[1].resident_name) == (True, "HÅLSEN", "Anna Lind")
    place = Message.objects.get(text="halsen igen").sequence
    assert (found.found[0].sequence, found.found[0].room_id) == (place, held_id)


def test_what_was_taken_away_or_stood_there_before_is_not_found(world: World, held_id: UUID) -> None:
    gone, changed = (rooms.sent(world.anna, held_id, text) for text in ("hemligt ett", "hemligt två"))
    redact_message(world.sara, rooms.redact(gone))
    correct_message(world.anna, rooms.correct(changed, "öppet två"))
    assert texts_of(looked_for(world.sara, "hemligt", held_id)) == []
    assert texts_of(looked_for(world.anna, "två")) == ["öppet två"]


def test_residents_find_what_is_theirs(world: World) -> None:
    ours, theirs = world.case(), world.child_case()
    rooms.sent(world.anna, ours, "feber")
    rooms.sent(world.maria, theirs, "feber och hosta")
    assert texts_of(looked_for(world.anna, "feber")) == ["feber"]
    assert texts_of(looked_for(world.maria, "feber")) == ["feber och hosta"]
    with refused(ErrorCode.NOT_FOUND):
        looked_for(world.anna, "feber", theirs)


def test_staff_find_what_their_policy_lets_them_read(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting, over = world.case(), world.held_case()
    rooms.sent(world.anna, waiting, "feber i går")
    rooms.sent(world.anna, over, "feber i dag")
    conclude_case(world.sara, rooms.conclude(over))
    for actor, count in ((world.sara, 2), (world.johan, 1), (world.helena, 2), (world.omar, 0)):
        assert len(looked_for(actor, "feber").found) == count, actor.name
    now = clock.now
    monkeypatch.setattr(clock, "now", lambda: now() + AFTERWARDS + timedelta(minutes=1))
    assert texts_of(looked_for(world.sara, "feber")) == ["feber i går"]
    with refused(ErrorCode.CHOICE_NEEDED):
        looked_for(world.johan, "feber", over)


def test_each_search_is_recorded_and_each_case_of_which_something_is_shown(world: World, held_id: UUID) -> None:
    rooms.sent(world.anna, held_id, "feber")
    rooms.sent(world.maria, world.child_case(), "hosta")
    looked_for(world.johan, "feber")
    looked_for(world.johan, "ingenting alls")
    looked_for(world.johan, "ingenting alls", held_id)
    recorded = AuditEntry.objects.filter(action="message.search").order_by("at", "id")
    told = [(entry.kind, entry.object_type, entry.resident_id) for entry in recorded]
    anna = world.anna.person
    assert sorted(told, key=str) == sorted(
        [("read", "unit", None), ("read", "room", anna), ("read", "unit", None), ("read", "room", anna)], key=str
    )


def test_it_is_bounded_and_says_so(world: World, held_id: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        rooms.sent(world.anna, held_id, f"feber {number}")
    monkeypatch.setattr(searching, "MAX_FOUND", 3)
    found = looked_for(world.sara, "feber", held_id)
    assert (len(found.found), found.whole) == (3, False)
    monkeypatch.setattr(searching, "MAX_SEARCHED_MESSAGES", 2)
    found = looked_for(world.sara, "feber 0", held_id)
    assert (found.found, found.whole) == ([], False)


def test_over_http_words_are_in_the_body_and_in_no_log(
    world: World, held_id: UUID, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    rooms.sent(world.anna, held_id, "Klamydia sedan i maj")
    for actor, audience in ((world.anna, "resident"), (world.sara, "staff")):
        address = f"/api/{audience}/search"
        answer = browser_of(actor).post(address, {"words": "klamydia", "room_id": None}, "application/json")
        assert answer.status_code == 200, answer.content
        [found] = answer.json()["found"]
        assert (found["hit"], found["before"], found["after"]) == ("Klamydia", "", " sedan i maj")
        refusal = browser_of(actor).post(address, {"words": "klamydia" * 20, "room_id": None}, "application/json")
        assert refusal.status_code in (403, 422)
        assert "klamydia" not in refusal.content.decode()
    assert "klamydia" not in caplog.text.lower()


@pytest.mark.skipif(not NAUGHTY.is_file(), reason="the corpus blns is not beside the repository")
def test_naughty_strings_are_corrected_found_and_quoted_as_they_are(world: World) -> None:
    held_id = world.held_case()
    naughty = [text for text in json.loads(NAUGHTY.read_text()) if text.strip() and "\x00" not in text]
    # All of them are sent through the browsers (`test_hostile_text`).
    naughty = naughty if EVERY else naughty[::4]
    for text in naughty:
        message = rooms.sent(world.anna, held_id, "?!")
        correct_message(world.anna, rooms.correct(message, text))
        quoting = rooms.sent(world.sara, held_id, text, reply_to_id=message.id)
        message.refresh_from_db()
        assert (message.text, quoting.text) == (text, text)
    answers = Message.objects.filter(sender_account_id=world.sara.person).order_by("sequence")
    assert list(answers.values_list("text", flat=True)) == naughty
    for text in naughty[::10]:
        found = looked_for(world.sara, text[:100].strip() or text, held_id).found
        assert found
        assert all(any(one.hit in text for text in naughty) for one in found)
