"""Scenes of what is said and shown in a room, and of what is taken back."""

from chatserver.core.actor import Actor
from rooms import wire
from rooms.actions.amending import correct_message
from rooms.actions.messages import send_message
from rooms.models import Message
from tests.rooms import world as rooms
from tests.rooms.world import World


def shown_picture(world: World) -> tuple[Actor, wire.HideFile]:
    case_id = world.held_case()
    file = rooms.picture(case_id, world.anna)
    send_message(world.anna, rooms.say(case_id, "Så här", picture_id=file.id))
    return world.sara, rooms.hide(case_id, file.id)


def form_picture(world: World) -> tuple[Actor, wire.HideFile]:
    case_id = world.held_case()
    case = rooms.room(case_id).case
    file = rooms.picture(case_id, world.anna, owner_kind="intake", owner_id=case.intake_id)
    case.summary = {**case.summary, "pictures": [str(file.id)]}
    case.save()
    return world.sara, rooms.hide(case_id, file.id)


def reply(world: World) -> tuple[Actor, wire.SendMessage]:
    case_id = world.held_case()
    return world.sara, rooms.say(case_id, "Sedan när?", reply_to_id=rooms.sent(world.anna, case_id, "Ont i halsen").id)


def corrected(world: World, *, answered: bool = False) -> tuple[Actor, wire.CorrectMessage]:
    case_id = world.held_case()
    message = rooms.sent(world.anna, case_id, "Ont i hlasen")
    if answered:
        send_message(world.sara, rooms.say(case_id, "Sedan när?", reply_to_id=message.id))
    return world.anna, rooms.correct(message, "Ont i halsen")


def corrected_to_alarm(world: World) -> tuple[Actor, wire.CorrectMessage]:
    message = rooms.sent(world.anna, world.held_case(), "Jag mår dåligt")
    return world.anna, rooms.correct(message, "Jag vill dö")


def redacted(world: World) -> tuple[Actor, wire.RedactMessage]:
    case_id = world.held_case()
    message = rooms.sent(world.anna, case_id, "Min granne har feber")
    send_message(world.sara, rooms.say(case_id, "Vem gäller det?", reply_to_id=message.id))
    return world.sara, rooms.redact(message)


def redacted_correction(world: World) -> tuple[Actor, wire.RedactMessage]:
    _, correction = corrected(world, answered=True)
    correct_message(world.anna, correction)
    return world.sara, rooms.redact(Message.objects.get(id=correction.message_id))


def alarmed(world: World) -> tuple[Actor, wire.AcknowledgeAlarm]:
    case_id = world.case()
    rooms.send(world.anna, case_id, "Jag har ont i bröstet")
    return world.johan, rooms.acknowledge(case_id)


def marked_copy(world: World) -> tuple[Actor, wire.SendMessage]:
    case_id = world.held_case()
    original, copy = rooms.picture(case_id, world.anna), rooms.picture(case_id, world.sara)
    send_message(world.anna, rooms.say(case_id, "Så här", picture_id=original.id))
    return world.sara, rooms.say(case_id, "", picture_id=copy.id, copy_of_id=original.id)
