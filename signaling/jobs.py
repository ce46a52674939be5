"""What time does to calls: nobody answers, nobody is heard any more, the room has moved on. Each call is judged in a
transaction of its own; what another worker did meanwhile is seen under the lock."""

from chatserver.core.jobs import Job
from signaling import queries
from signaling.actions import custody, members, observations


def end_unanswered() -> None:
    for room_id, call_id in queries.unanswered():
        observations.miss_call(room_id, call_id)


def end_failed() -> None:
    for room_id, call_id in queries.doubtful():
        observations.judge_silence(room_id, call_id)


def end_where_room_moved_on() -> None:
    for room_id in queries.rooms_that_moved_on():
        custody.end_if_room_moved_on(room_id)


def settle_members() -> None:
    for room_id in queries.rooms_with_doubtful_members():
        members.settle_members(room_id)


JOBS = [
    Job("signaling.end_unanswered", 1.0, end_unanswered),
    Job("signaling.end_failed", 5.0, end_failed),
    Job("signaling.settle_members", 5.0, settle_members),
    Job("signaling.end_where_room_moved_on", 10.0, end_where_room_moved_on),
]
