"""The HTTP edge of calls: which servers help a browser find the other one, whether they
do, how a unit wants its calls, and what they were like."""

from uuid import UUID

from ninja import Router, Status

from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.limits import SHARED
from people.auth import ActorRequest, guest_auth, resident_auth, staff_auth
from signaling import checking, queries
from signaling.actions import checks, units
from signaling.queries import history
from signaling.queries import units as unit_queries
from signaling.wire import (
    BeginCheck,
    CallHistory,
    CheckAnswer,
    CheckResult,
    CheckServers,
    IceServers,
    SetUnitCalls,
    UnitCallsView,
)

resident_router = Router(auth=resident_auth)
staff_router = Router(auth=staff_auth)
guest_router = Router(auth=guest_auth)


@resident_router.get("/ice", response=IceServers)
@staff_router.get("/ice", response=IceServers)
@guest_router.get("/ice", response=IceServers)
def ice_servers(request: ActorRequest, call_id: UUID) -> IceServers:
    return queries.ice_servers(request.actor, call_id)


# --- the connection check ------------------------------------------------------------------------------------------
@resident_router.post("/cases/{case_id}/check/servers", response=CheckServers)
def check_servers(request: ActorRequest, case_id: UUID) -> CheckServers:
    """A check of one's own begins: its id, and servers with credentials for it."""
    SHARED.take(request.actor.person, "connection.check")
    return queries.check_servers(request.actor, case_id)


@resident_router.post("/cases/{case_id}/check/offer", response=CheckAnswer)
def check_offer(request: ActorRequest, case_id: UUID, body: BeginCheck) -> CheckAnswer:
    """The server's own media peer answers the browser's offer, and listens for a while."""
    SHARED.take(request.actor.person, "connection.check")
    servers = queries.servers_of_check(request.actor, case_id, body.check_id)
    given = [server.model_dump() for server in servers.ice_servers]
    try:
        answer = checking.PEER.answer(body.check_id, body.offer, given)
    except checking.CheckRefused as refused:
        if refused.busy:
            raise DomainError(ErrorCode.TOO_MANY, retry_after=checking.CHECK_SECONDS) from None
        raise DomainError(ErrorCode.BAD_REQUEST, field="offer") from None
    return CheckAnswer(answer=answer, seconds=checking.CHECK_SECONDS)


@resident_router.post("/cases/{case_id}/check", response={204: None})
def keep_check(request: ActorRequest, case_id: UUID, body: CheckResult) -> Status[None]:
    """What was found, for whoever is about to call."""
    checks.keep_check(request.actor, case_id, body)
    return Status(204, None)


# --- how a unit wants its calls ------------------------------------------------------------------------------------
@staff_router.get("/unit/calls", response=UnitCallsView)
def unit_calls(request: ActorRequest) -> UnitCallsView:
    return unit_queries.unit_calls(request.actor)


@staff_router.put("/unit/calls", response=UnitCallsView)
def set_unit_calls(request: ActorRequest, body: SetUnitCalls) -> UnitCallsView:
    SHARED.take(request.actor.person, "unit.calls")
    units.set_unit_calls(request.actor, body)
    return unit_queries.unit_calls(request.actor)


# --- afterwards ----------------------------------------------------------------------------------------------------
@staff_router.get("/cases/{case_id}/calls", response=CallHistory)
def calls(request: ActorRequest, case_id: UUID) -> CallHistory:
    return history.call_history(request.actor, case_id)
