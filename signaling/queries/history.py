"""What is read of calls that are over: a case's own, and figures for many together; no content."""

from collections import Counter
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet, Sum

from chatserver.core.actor import Actor
from rooms.permissions import Permission
from rooms.policy import read_room
from signaling.machine import CallPhase
from signaling.models import Call, ConnectionCheck, Measured
from signaling.statistics import CallFigures, percentile, permille
from signaling.wire import CallHistory, CallRecord, CheckResult, ConnectionCheckView, PartyQuality

# A case has a handful; whoever calls more often than this reads the newest.
MAX_CALLS_SHOWN = 50


def call_history(actor: Actor, room_id: UUID) -> CallHistory:
    """A case's calls that are over and its newest connection check, for staff who may read the case."""
    read_room(actor, room_id, Permission.READ_STAFF)
    ended = Call.objects.filter(room_id=room_id, state=CallPhase.ENDED.value).order_by("-started_at")
    calls = ended.prefetch_related("measured")[:MAX_CALLS_SHOWN]
    newest = ConnectionCheck.objects.filter(room_id=room_id).order_by("-made_at").first()
    return CallHistory(calls=[record_of(call) for call in calls], check=None if newest is None else check_of(newest))


def record_of(call: Call) -> CallRecord:
    return CallRecord(
        call_id=call.id,
        started_at=call.started_at,
        answered_at=call.answered_at,
        ended_at=call.ended_at,
        talked_seconds=talked_seconds(call),
        video=call.video,
        end_reason=call.end_reason,
        parties=[quality_of(row) for row in sorted(call.measured.all(), key=lambda row: row.id)],
    )


def talked_seconds(call: Call) -> int:
    """From when both could hear each other to the end; 0 for a call that never came so far."""
    if call.connected_at is None or call.ended_at is None:
        return 0
    return max(0, round((call.ended_at - call.connected_at).total_seconds()))


def quality_of(row: Measured) -> PartyQuality:
    return PartyQuality.model_validate(
        {
            "account_id": row.account_id,
            "lost_permille": permille(row.lost, row.received + row.lost),
            "round_trip_ms": round(row.round_trip_ms / max(1, row.samples)),
            "worst_round_trip_ms": row.worst_round_trip_ms,
            "jitter_ms": round(row.jitter_ms / max(1, row.samples)),
            "uneven_permille": permille(row.uneven_samples, row.samples),
            "poor_permille": permille(row.poor_samples, row.samples),
            "way": row.way or None,
        }
    )


def check_of(check: ConnectionCheck) -> ConnectionCheckView:
    result = CheckResult.model_validate(
        {
            "check_id": check.id,
            "ways": check.ways,
            "verdict": check.verdict,
            "round_trip_ms": check.round_trip_ms,
            "jitter_ms": check.jitter_ms,
            "lost_permille": check.lost_permille,
            "down_kbit": check.down_kbit,
            "up_kbit": check.up_kbit,
        }
    )
    return ConnectionCheckView(made_at=check.made_at, result=result)


def figures_of_unit(unit_id: UUID, since: datetime, until: datetime) -> CallFigures:
    """A unit's calls that began in [since, until) and are over: how they ended, how long they were and what they were
    like. For statistics: no case, person or call can be told from it by itself."""
    ended = Call.objects.filter(state=CallPhase.ENDED.value, room__unit_id=unit_id)
    calls = ended.filter(started_at__gte=since, started_at__lt=until)
    talked = sorted(talked_seconds(call) for call in calls.exclude(connected_at=None))
    return CallFigures(
        calls=calls.count(),
        answered=calls.exclude(answered_at=None).count(),
        connected=len(talked),
        outcomes=dict(Counter(calls.values_list("end_reason", flat=True))),
        talked_seconds_p50=percentile(talked, 50),
        talked_seconds_p95=percentile(talked, 95),
        **_measured(Measured.objects.filter(call__in=calls)),
    )


def _measured(rows: QuerySet[Measured]) -> dict[str, int]:
    names = ("samples", "received", "lost", "round_trip_ms", "uneven_samples", "poor_samples")
    sums = {name: found or 0 for name, found in rows.aggregate(**{name: Sum(name) for name in names}).items()}
    relayed = rows.filter(way__startswith="relay").count()
    return {
        "lost_permille": permille(sums["lost"], sums["received"] + sums["lost"]),
        "round_trip_ms": round(sums["round_trip_ms"] / max(1, sums["samples"])),
        "uneven_permille": permille(sums["uneven_samples"], sums["samples"]),
        "poor_permille": permille(sums["poor_samples"], sums["samples"]),
        "relayed_permille": permille(relayed, rows.exclude(way="").count()),
    }
