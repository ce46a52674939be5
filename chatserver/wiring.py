"""The only place where apps meet: the merged command table, what the gateway may ask, reactions between apps, jobs.

A reaction runs after commit, is idempotent, and has a job that repairs a missed one (docs/architecture.md, section 2).
"""

from uuid import UUID

from django.conf import settings

import people.demo
import people.logins
import rooms.commands
import rooms.jobs
import rooms.policy
import rooms.presence
import signaling.commands
import signaling.jobs
from chatserver.core import files, jobs, sealing
from chatserver.core.actor import Actor
from chatserver.core.commands import CommandTable, Decoder
from chatserver.core.gateway.services import Questions

TABLE = CommandTable().merged([rooms.commands.TABLE, signaling.commands.TABLE])
DECODER = Decoder(TABLE)

# After these a reader may no longer be entitled to the room; the gateway asks `may_follow` again.
CUSTODY_EVENTS = frozenset({"case.claimed", "case.released", "case.reassigned", "case.concluded"})


def _beat(actor: Actor, connection_id: UUID) -> bool:
    if actor.login_id is None or not people.logins.touch(actor.login_id):
        return False
    if actor.is_staff:
        rooms.presence.renew_lease(actor, connection_id)
    return True


def _gone(actor: Actor, connection_id: UUID) -> None:
    """An orderly goodbye changes nothing by itself: a reload takes seconds, and the lease outlives it."""
    del actor, connection_id


QUESTIONS = Questions(
    actor_of=people.logins.actor_of,
    may_follow=rooms.policy.may_follow,
    beat=_beat,
    gone=_gone,
    custody_events=CUSTODY_EVENTS,
)


def all_jobs() -> list[jobs.Job]:
    return [*files.JOBS, *sealing.JOBS, *rooms.jobs.JOBS, *signaling.jobs.JOBS]


def load_demonstration() -> None:
    """Fictional people and cases, never in production."""
    if not settings.PRODUCTION:
        people.demo.load()
