"""The only place where apps meet: the merged command table, what the gateway may ask, reactions between apps, jobs.

A reaction runs after commit, is idempotent, and has a job that repairs a missed one (docs/architecture.md, section 2).
"""

import logging
from collections.abc import Sequence
from uuid import UUID

from django.conf import settings

import people.demo
import people.jobs
import people.logins
import rooms.commands
import rooms.demo
import rooms.jobs
import rooms.policy
import rooms.queries.reaching
import rooms.rounds
import signaling.commands
import signaling.jobs
import signaling.queries
import triage.commands
from chatserver.core import jobs, sealing
from chatserver.core.actor import Actor
from chatserver.core.commands import CommandTable, Decoder
from chatserver.core.files import jobs as file_jobs
from chatserver.core.gateway.questions import Questions
from people import settled
from rooms import announce
from rooms.actions import presence
from rooms.lifecycle import CaseState
from signaling.actions import custody, members

log = logging.getLogger("vardrum.wiring")

TABLE = CommandTable().merged([rooms.commands.TABLE, signaling.commands.TABLE, triage.commands.TABLE])
DECODER = Decoder(TABLE)

# After these a reader may no longer be entitled to the room; the gateway asks `may_follow` again.
CUSTODY_EVENTS = frozenset({"case.claimed", "case.released", "case.reassigned", "case.concluded", "unit.closed"})


def _beat(sockets: Sequence[tuple[Actor, UUID]]) -> list[bool]:
    standing = people.logins.touch_all(actor.login_id for actor, _ in sockets if actor.login_id is not None)
    consoles = [(actor, socket) for actor, socket in sockets if actor.is_staff and actor.login_id in standing]
    if consoles:
        presence.renew_leases(consoles)
    return [actor.login_id in standing for actor, _ in sockets]


QUESTIONS = Questions(
    actors_of=people.logins.actors_of,
    may_follow=rooms.policy.may_follow,
    may_hear=rooms.policy.may_hear,
    may_speak=rooms.policy.may_speak,
    in_call=signaling.queries.in_call,
    standing=people.logins.standing,
    beat=_beat,
)


def _end_call_of_old_holder(room_id: UUID, _state: CaseState) -> None:
    """A call belongs to whoever was responsible; `signaling.end_where_room_moved_on` repairs a missed one."""
    try:
        custody.end_if_room_moved_on(room_id)
    except Exception:
        # The change of custody is committed and stands; its own answer must not fail because of the reaction.
        log.exception("reaction.failed", extra={"room": str(room_id)})


def _take_out_of_call(room_id: UUID) -> None:
    """A guest who is out of the room is out of its call; `signaling.settle_members` repairs a missed one."""
    try:
        members.settle_members(room_id)
    except Exception:
        # They are out of the room, and their login has ended: what they did must not fail because of the reaction.
        log.exception("reaction.failed", extra={"room": str(room_id)})


def connect() -> None:
    """Connects the apps; safe to call again."""
    announce.connect(_end_call_of_old_holder)
    announce.connect_guests(_take_out_of_call)
    announce.connect_queue(rooms.rounds.queue_changed)
    settled.connect(rooms.queries.reaching.is_settled)


def all_jobs() -> list[jobs.Job]:
    return [*file_jobs.JOBS, *sealing.JOBS, *people.jobs.JOBS, *rooms.jobs.JOBS, *signaling.jobs.JOBS]


def load_demonstration() -> None:
    """Fictional people and what their units have prepared, never in production."""
    if not settings.PRODUCTION:
        people.demo.load()
        rooms.demo.load()
