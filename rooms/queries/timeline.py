"""What has happened to a case, as its resident is told of it: who took it, who has it now, calls, forms, its end."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from chatserver.core import events
from chatserver.core.actor import Actor
from chatserver.core.wire import Localized
from people import queries as people
from rooms import naming, policy, wire
from rooms.lifecycle import QUEUED_STATES
from rooms.policy import RoomAccess
from rooms.queries import reading, waiting
from rooms.storage import consistent_read
from rooms.streams import room_stream

Frame = dict[str, Any]


def case_timeline(actor: Actor, case_id: UUID) -> wire.CaseTimeline:
    """Read from the room's own stream, so that it can say nothing that its participants were not told."""
    with consistent_read():
        access = policy.read_room(actor, case_id)
        reading.record_case_read(actor, "case.timeline", access.case, "case", case_id)
        told = events.of_types(room_stream(case_id), TOLD)
        veil = naming.veil_of(access.room)
        steps = [_step(json.loads(event.frame if actor.is_staff else veil(event))) for event in told]
        steps = _arrived_at(access, steps)
        opened_at = waiting.first_opened(access.case)
        place = waiting.view(access) if access.state in QUEUED_STATES else None
    if place is not None:
        place = waiting.foretold(place, access)
    if opened_at is not None:
        steps.append(
            wire.TimelineStep(at=opened_at, what="opened", name="", by_resident=False, reason=None, seconds=None)
        )
    return wire.CaseTimeline(steps=sorted(steps, key=lambda step: step.at), waiting=place)


def _arrived_at(access: RoomAccess, steps: list[wire.TimelineStep]) -> list[wire.TimelineStep]:
    """The first unit by name, where another one has the case by now."""
    if access.room.unit_id == access.case.unit_id:
        return steps
    first = people.unit(access.case.unit_id).name
    return [step.model_copy(update={"at_unit": first}) if step.what == "arrived" else step for step in steps]


def _step(frame: Frame) -> wire.TimelineStep:
    what, name = TOLD[frame["type"]](frame)
    reason = _about(what, frame)
    return wire.TimelineStep(
        at=datetime.fromisoformat(frame["at"]),
        what=what,
        name=name,
        by_resident=frame["by"]["kind"] == "resident",
        reason=Localized.model_validate(reason) if reason else None,
        seconds=_seconds(frame) if what == "call_answered" else None,
        after_hours=wire.AfterHours.model_validate(frame["after_hours"]) if what == "closed" else None,
    )


def _about(what: wire.TimelineWhat, frame: Frame) -> Any:
    if what == "joined":
        return frame["joined"]["case"]["reason"]
    return frame["form"]["reason"] if what == "form_added" else None


def _by(what: wire.TimelineWhat) -> Callable[[Frame], tuple[wire.TimelineWhat, str]]:
    """Told with whoever did it."""
    return lambda frame: (what, frame["by"]["name"])


def _to(what: wire.TimelineWhat) -> Callable[[Frame], tuple[wire.TimelineWhat, str]]:
    """Told with whoever has the case afterwards."""
    return lambda frame: (what, frame["holder"]["name"])


def _guest(what: wire.TimelineWhat) -> Callable[[Frame], tuple[wire.TimelineWhat, str]]:
    """Told with the guest."""
    return lambda frame: (what, frame["guest"]["name"])


def _colleague(what: wire.TimelineWhat) -> Callable[[Frame], tuple[wire.TimelineWhat, str]]:
    """Told with whoever keeps company, who is in the room's stream only once they are introduced."""
    return lambda frame: (what, frame["participant"]["name"])


def _given(frame: Frame) -> tuple[wire.TimelineWhat, str]:
    if frame.get("unit_name"):
        return "unit_took_over", frame["unit_name"]
    return ("taken_over" if frame.get("handed_over") else "given", frame["holder"]["name"])


def _released(frame: Frame) -> tuple[wire.TimelineWhat, str]:
    if frame["reason"] == "handed_back":
        return "handed_back", frame["by"]["name"]
    if frame["reason"] == "call_unanswered":
        return "callback_waits", ""
    return ("put_back", "") if frame["reason"] == "put_back" else ("holder_away", "")


def _form(frame: Frame) -> tuple[wire.TimelineWhat, str]:
    return ("worse_answered" if frame["form"].get("worse") else "form_added", frame["by"]["name"])


def _call(frame: Frame) -> tuple[wire.TimelineWhat, str]:
    return ("call_answered" if frame["call"]["connected_at"] else "call_unanswered", "")


def _seconds(frame: Frame) -> int:
    begun = datetime.fromisoformat(frame["call"]["connected_at"])
    return max(0, round((datetime.fromisoformat(frame["at"]) - begun).total_seconds()))


TOLD: Mapping[str, Callable[[Frame], tuple[wire.TimelineWhat, str]]] = {
    "case.queued": _by("arrived"),
    "case.claimed": _to("taken"),
    "case.released": _released,
    "case.reassigned": _given,
    "case.concluded": _by("concluded"),
    "case.reopened": _by("reopened"),
    "case.joined": _by("joined"),
    "form.added": _form,
    "worse.said": _by("worse_said"),
    "case.withdrawn": _by("withdrawn"),
    "call.joined": _by("call_joined"),
    "call.ended": _call,
    "callback.asked": _by("callback_asked"),
    "callback.forgone": _by("callback_forgone"),
    "callback.begun": _by("callback_begun"),
    "guest.admitted": _guest("guest_entered"),
    "guest.left": _guest("guest_left"),
    "guest.withdrawn": _guest("guest_left"),
    "guest.expired": _guest("guest_left"),
    "guest.ended": _guest("guest_left"),
    "colleague.joined": _colleague("colleague_introduced"),
    "colleague.parted": _colleague("colleague_left"),
    "resident.sought": lambda _frame: ("sought", ""),
    "help.shown": lambda _frame: ("help_shown", ""),
    "unit.closed": lambda frame: ("closed", frame["after_hours"]["unit_name"]),
}
