"""A case as a document: what stands in it, for whom, that hostile text comes back as it was, and what it costs."""

import io
import json
import unicodedata
from collections.abc import Callable
from contextlib import closing
from typing import Any
from uuid import UUID

import pytest
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import DictionaryObject
from pypdfium2 import PdfDocument

from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.files import storage
from chatserver.core.ids import new_id
from chatserver.core.limits import Limits
from chatserver.core.models import AuditEntry
from chatserver.core.printing.letters import text as legible
from rooms.actions.amending import redact_message
from rooms.actions.conclusion import conclude_case
from rooms.actions.hiding import hide_file
from rooms.actions.messages import send_message
from rooms.actions.notes import add_note
from rooms.models import Message, Room
from rooms.queries import transcript as pieces
from tests.core.pictures import CORPORA
from tests.laws.asked import SUBMIT, answered, sent
from tests.rooms import world as rooms
from tests.rooms.world import World
from triage.actions.outcomes import submit_intake
from triage.queries import transcript, transcript_pictures
from triage.queries.transcript import for_resident, for_staff

NOT_READ = ("Mn", "Me", "Cf", "Cn", "Cc", "Sk")


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transcript, "SHARED", Limits())


def words_in(pdf: bytes, head: int = 0) -> str:
    """Without so many points at the top of each page."""
    with closing(PdfDocument(pdf)) as document:
        return "\n".join(page.get_textpage().get_text_bounded(top=page.get_height() - head) for page in document)


def squeezed(text: str) -> str:
    """Lines are broken elsewhere on paper, letters are joined, and what has no width of its own is drawn as nothing or
    above another letter: none of it is a difference."""
    letters = unicodedata.normalize("NFKD", text)
    return "".join(one for one in letters if unicodedata.category(one) not in NOT_READ and not one.isspace())


def full_case(world: World) -> UUID:
    case_id = world.held_case()
    send_message(world.anna, rooms.say(case_id, "Det gör ont när jag sväljer. 😀"))
    send_message(world.anna, rooms.say(case_id, "Detta ska bort"))
    send_message(world.sara, rooms.say(case_id, "مرحبا، كيف حالك؟"))
    taken = Message.objects.get(room_id=case_id, text="Detta ska bort")
    redact_message(world.sara, rooms.redact(taken))
    add_note(world.sara, rooms.note(case_id, "Bara för oss"))
    submit_intake(world.anna, answered(world, sent(world, case_id)), SUBMIT)
    conclude_case(world.sara, rooms.conclude(case_id))
    return case_id


def test_a_residents_copy_has_what_was_said_and_nothing_of_staff(world: World) -> None:
    case_id = full_case(world)
    told = words_in(for_resident(world.anna, case_id, "sv"))
    for there in (
        "Det gör ont när jag sväljer.",
        "Kopia, inte journalen",
        "Sida 1 av",
        "Anna Lind",
        "Bättre",
        "tagits bort",
    ):
        assert there in told
    for absent in ("Bara för oss", "Detta ska bort", "Personnummer", "920314"):
        assert absent not in told


def test_staff_choose_whether_notes_are_in_it(world: World) -> None:
    case_id = full_case(world)
    assert "Bara för oss" in words_in(for_staff(world.sara, case_id, "sv", notes=True))
    without = words_in(for_staff(world.sara, case_id, "en", notes=False))
    assert "Bara för oss" not in without
    assert "Personal identity number" in without


def test_each_copy_is_recorded_before_it_is_made(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id = world.held_case()

    def dies(*_given: object) -> bytes:
        assert AuditEntry.objects.filter(action="case.transcript", object_id=case_id).count() == 1
        raise DomainError(ErrorCode.UNAVAILABLE)

    monkeypatch.setattr("chatserver.core.printing.pdf", dies)
    with pytest.raises(DomainError):
        for_staff(world.sara, case_id, "sv", notes=True)
    assert AuditEntry.objects.filter(action="case.transcript", object_id=case_id).count() == 1


@pytest.mark.parametrize("make", [for_resident, lambda actor, case, lang: for_staff(actor, case, lang, notes=True)])
def test_nobody_else_gets_one(world: World, make: Callable[..., bytes]) -> None:
    case_id = world.child_case()
    for actor in (world.anna, world.omar):
        with pytest.raises(DomainError):
            make(actor, case_id, "sv")


def test_it_is_tagged_named_and_in_its_language(world: World) -> None:
    root: Any = PdfReader(io.BytesIO(for_resident(world.anna, world.held_case(), "en"))).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert "/StructTreeRoot" in root
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


def test_pictures_are_shown_with_their_words_and_hidden_ones_are_not(world: World) -> None:
    case_id = world.held_case()
    said = {}
    for words, colour in (("Rött", "red"), ("Grönt", "green"), ("Blått", "blue")):
        file = rooms.picture(case_id, world.anna)
        storage.write(storage.key(file.id), io.BytesIO(drawn(colour)), 1_000_000)
        send_message(world.anna, rooms.say(case_id, words, picture_id=file.id))
        said[words] = file
    hide_file(world.sara, rooms.hide(case_id, said["Grönt"].id))
    redact_message(world.sara, rooms.redact(Message.objects.get(text="Blått")))
    for pdf in (for_resident(world.anna, case_id, "sv"), for_staff(world.sara, case_id, "sv", notes=False)):
        reader = PdfReader(io.BytesIO(pdf))
        [image] = [Image.open(io.BytesIO(image.data)) for page in reader.pages for image in page.images]
        red, green, blue = image.convert("RGB").resize((1, 1)).tobytes()
        assert red > 200 > 60 > max(green, blue)
        assert words_in(pdf).count("Bild från Anna Lind") == 1
        # What a screen reader says of it (PDF/UA-1).
        [words] = alternatives(reader)
        assert words.startswith("Bild från Anna Lind, ")


def test_a_picture_whose_bytes_are_gone_is_named(world: World) -> None:
    case_id = world.held_case()
    for data in (None, b"no picture at all"):
        file = rooms.picture(case_id, world.anna)
        if data is not None:
            storage.write(storage.key(file.id), io.BytesIO(data), 100)
        send_message(world.anna, rooms.say(case_id, "Här", picture_id=file.id))
    assert words_in(for_resident(world.anna, case_id, "sv")).count("Bild från Anna Lind") == 2


def test_more_pictures_than_there_is_room_for_are_named(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id = world.held_case()
    for colour in ("red", "green", "blue"):
        file = rooms.picture(case_id, world.anna)
        storage.write(storage.key(file.id), io.BytesIO(drawn(colour)), 1_000_000)
        send_message(world.anna, rooms.say(case_id, "Här", picture_id=file.id))
    monkeypatch.setattr(transcript_pictures, "MAX_PICTURES", 2)
    pdf = for_resident(world.anna, case_id, "sv")
    assert sum(len(page.images) for page in PdfReader(io.BytesIO(pdf)).pages) == 2
    assert words_in(pdf).count("Bild från Anna Lind") == 3


def drawn(colour: str) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (800, 600), colour).save(written, "JPEG")
    return written.getvalue()


def alternatives(reader: PdfReader) -> list[str]:
    objects = (reader.get_object(number) for number in range(1, len(reader.xref[0]) + 2) if number in reader.xref[0])
    return [str(one["/Alt"]) for one in objects if isinstance(one, DictionaryObject) and "/Alt" in one]


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not on this machine")
def test_hostile_text_is_set_as_it_is(world: World) -> None:
    """Every string of blns, each as a message; what no font draws stands as its code point."""
    case_id = world.held_case()
    said = [
        one for one in json.loads((CORPORA / "blns" / "blns.json").read_text()) if one.strip() and "\x00" not in one
    ]
    for one in said:
        send_message(world.anna, rooms.say(case_id, one))
    told = squeezed(words_in(for_resident(world.anna, case_id, "en"), head=75))
    assert [one for one in said if not _is_in(one, told)] == []


def _is_in(one: str, told: str) -> bool:
    """Where letters run from the right, are joined into one sign or carry many marks, readers give them back in an
    order of their own."""
    shown = squeezed(legible(one))
    turned = any(unicodedata.bidirectional(letter) in ("R", "AL", "AN") for letter in one)
    stacked = sum(unicodedata.category(letter) == "Mn" for letter in one) > len(shown) or "\u200d" in one
    return set(shown) <= set(told) if turned or stacked else shown in told


def test_two_thousand_messages_are_bounded(world: World) -> None:
    case_id = world.held_case()
    _fill(world, case_id, 2_000)
    pdf = for_resident(world.anna, case_id, "sv")
    assert "Meddelande 1999" in words_in(pdf)


def test_more_than_there_is_room_for_is_said(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id = world.held_case()
    _fill(world, case_id, 12)
    monkeypatch.setattr(pieces, "MAX_MESSAGES", 5)
    told = words_in(for_resident(world.anna, case_id, "sv"))
    assert "De 7 äldsta meddelandena är inte med" in told
    assert "Meddelande 11" in told
    assert "Meddelande 6 " not in told


def _fill(world: World, case_id: UUID, count: int) -> None:
    room = Room.objects.get(case_id=case_id)
    send_message(world.anna, rooms.say(room.case_id, "Hej"))
    pattern = Message.objects.get(room=room)
    Message.objects.bulk_create(
        Message(
            room=room,
            sequence=pattern.sequence + 100 + number,
            sender=pattern.sender,
            sender_account_id=pattern.sender_account_id,
            client_message_id=new_id(),
            at=pattern.at,
            text=f"Meddelande {number} " + "det gör ont när jag sväljer och jag har haft feber sedan i går. " * 3,
        )
        for number in range(count)
    )
    Message.objects.filter(id=pattern.id).delete()
