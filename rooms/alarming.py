"""What alarm words in a resident's text set going: an alarm for staff, a card with numbers for the writer, the first
place on the work list. Below the other steps, which take these; each needs an open transaction and the room's lock.

The case's row on the work list is told by the caller, who tells it anyway or goes by what a function here gives.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from chatserver.core import audit, events
from chatserver.core.actor import SYSTEM, Actor
from chatserver.core.wire import Localized
from rooms import wire
from rooms.alarms import library
from rooms.alarms.content import Line
from rooms.alarms.matcher import Hit
from rooms.events import shown, streams
from rooms.models import Alarm, Room
from rooms.streams import room_stream

# While the person who acknowledged an alarm has the room, more of the same is counted and alerts nobody again.
SAME_MATTER = timedelta(minutes=30)
# What a form's rules found; not one of the list's categories, and before all of them.
BY_RULE = "form_rule"
LONGEST_TITLE = 120
# The numbers that stand on every card; a region's own list may have neither.
ALWAYS = ("emergency", "advice")


@dataclass(frozen=True, slots=True)
class Matter:
    """What an alarm is about, and what found it."""

    category: str
    title: Localized
    aim: str
    list_name: str
    pattern: str


def texts_of(summary: wire.CaseSummary) -> list[str]:
    """What a resident has written in a form with their own words."""
    return [*summary.free_text, summary.hopes, summary.place]


def look_through(
    room: Room, texts: Iterable[str], actor: Actor, at: datetime, message_sequence: int | None = None
) -> bool:
    """Raises what is found; True if the work list has to hear of it."""
    hits = library.hits_in(texts)
    if not hits:
        return False
    _show_help(room, numbers_for(hits), at)
    risen = [_raise(room, _matter(hit), actor, at, message_sequence) for hit in hits]
    return _noted(room, at, new=any(risen))


def raise_by_rule(
    room: Room,
    title: Localized,
    says: Localized,
    release: str,
    rule_id: str,
    actor: Actor,
    at: datetime,
    category: str = BY_RULE,
) -> bool:
    """The same for what a rule of a form found in the answers. `says` is for the resident, beside where to call; True
    if the work list has to hear of it."""
    lines = library.current().lines
    numbers = wire.HelpNumbers(says=[says], lines=[_line(lines[one]) for one in ALWAYS if one in lines])
    _show_help(room, numbers, at)
    short = Localized(sv=title.sv[:LONGEST_TITLE], en=title.en[:LONGEST_TITLE])
    return _noted(room, at, new=_raise(room, Matter(category, short, "resident", release, rule_id), actor, at, None))


def _noted(room: Room, at: datetime, *, new: bool) -> bool:
    if new:
        room.case.alarm_at, room.case.alarm_seen_by = at, ""
        _note_on_case(room)
    return new


def _matter(hit: Hit) -> Matter:
    known = library.current()
    category = known.categories[hit.category]
    return Matter(hit.category, category.title, category.aim.value, known.name, hit.pattern)


def numbers_for(hits: Sequence[Hit]) -> wire.HelpNumbers:
    """What each category says, and the numbers of all of them, each once."""
    known = library.current()
    categories = [known.categories[hit.category] for hit in hits]
    ids = dict.fromkeys(line for category in categories for line in category.lines)
    return wire.HelpNumbers(
        says=[category.card for category in categories], lines=[_line(known.lines[one]) for one in ids]
    )


def _line(line: Line) -> wire.HelpLine:
    return wire.HelpLine(number=line.number, name=line.name, says=line.says)


def _show_help(room: Room, numbers: wire.HelpNumbers, at: datetime) -> None:
    """The newest card stands for all. It says what was written last; no number that was given is taken away."""
    sequence = events.coming(room_stream(room.case_id))
    earlier = shown.help_card(room)
    given = {line.number for line in numbers.lines}
    kept = [line for line in earlier.lines if line.number not in given] if earlier is not None else []
    card = wire.HelpCard(sequence=sequence, at=at, says=numbers.says, lines=[*numbers.lines, *kept])
    streams.tell_room(room, wire.HelpShown(type="help.shown", card=card), SYSTEM, at)
    room.help = card.model_dump(mode="json")
    room.save(update_fields=["help"])


def _raise(room: Room, matter: Matter, actor: Actor, at: datetime, message_sequence: int | None) -> bool:
    """One alarm for one matter: True if it is a new one."""
    alarm = _same_matter(room, matter.category, at)
    is_new = alarm is None
    if alarm is None:
        alarm = Alarm(
            room=room,
            category=matter.category,
            title_sv=matter.title.sv,
            title_en=matter.title.en,
            aim=matter.aim,
            list_name=matter.list_name,
            pattern=matter.pattern,
            raised_at=at,
        )
    else:
        alarm.times += 1
    alarm.last_at, alarm.message_sequence = at, message_sequence
    alarm.save()
    streams.tell_staff(room, wire.AlarmRaised(type="alarm.raised", alarm=shown.alarm(alarm)), actor, at)
    _record(actor, "alarm.raise", room, alarm, at)
    return is_new


def _same_matter(room: Room, category: str, at: datetime) -> Alarm | None:
    latest = room.alarms.filter(category=category).order_by("-raised_at", "-id").first()
    if latest is None or latest.acknowledged_at is None:
        return latest
    known = room.holder_id is not None and room.holder_id == latest.acknowledged_by_id
    return latest if known and at - latest.acknowledged_at < SAME_MATTER else None


def acknowledge(room: Room, actor: Actor, at: datetime, *, settles: bool) -> bool:
    """Somebody knows. It is settled when that is the person responsible; else the case keeps its first place, with the
    name of who has looked. True if the work list has to hear of it."""
    opened = list(room.alarms.filter(acknowledged_at=None).order_by("raised_at", "id"))
    for alarm in opened:
        alarm.acknowledged_at = at
        alarm.acknowledged_by_id, alarm.acknowledged_by_name = actor.account_id, actor.name
        alarm.save()
        streams.tell_staff(room, wire.AlarmAcknowledged(type="alarm.acknowledged", alarm=shown.alarm(alarm)), actor, at)
        _record(actor, "alarm.acknowledge", room, alarm, at)
    settled = room.alarms.filter(settled=False).update(settled=True) if settles else 0
    if not opened and not settled:
        return False
    if settles:
        room.case.alarm_at, room.case.alarm_seen_by = None, ""
    else:
        room.case.alarm_seen_by = actor.name
    _note_on_case(room)
    return True


def _note_on_case(room: Room) -> None:
    """What the alarms that are not settled are about, the gravest first."""
    order = list(library.current().categories)
    unsettled = {alarm.category: alarm for alarm in room.alarms.filter(settled=False)}
    graded = sorted(unsettled.values(), key=lambda one: order.index(one.category) if one.category in order else -1)
    title = joined([Localized(sv=one.title_sv, en=one.title_en) for one in graded])
    room.case.alarm_sv, room.case.alarm_en = title.sv, title.en
    room.case.save(update_fields=["alarm_sv", "alarm_en", "alarm_at", "alarm_seen_by"])


def joined(titles: Sequence[Localized]) -> Localized:
    # With a comma "threat, overdose or poisoning" would read as three.
    return Localized(sv="; ".join(one.sv for one in titles), en="; ".join(one.en for one in titles))


def _record(actor: Actor, action: str, room: Room, alarm: Alarm, at: datetime) -> None:
    audit.entry(
        actor,
        action,
        kind="write",
        resident_id=room.case.resident_id,
        unit_id=room.unit_id,
        object_type="alarm",
        object_id=alarm.id,
        at=at,
    ).save(force_insert=True)
