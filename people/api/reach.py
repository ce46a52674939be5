"""Addresses under /api/resident/reach: how the person who is logged in is reached."""

from uuid import UUID

from ninja import Router, Status

from chatserver.core import audit
from chatserver.core.limits import SHARED
from people import outbox_queries, wire
from people.actions import reach
from people.auth import ActorRequest, resident_auth

reach_router = Router(auth=resident_auth)


@reach_router.get("/reach", response=wire.ReachSettings)
def own_reach(request: ActorRequest) -> wire.ReachSettings:
    person = request.actor.person
    audit.record(
        request.actor,
        "resident.reach",
        kind="read",
        resident_id=person,
        unit_id=None,
        object_type="account",
        object_id=person,
    )
    return outbox_queries.own_reach(person)


@reach_router.put("/reach", response=wire.ReachSettings)
def choose_reach(request: ActorRequest, body: wire.ChooseReach) -> wire.ReachSettings:
    reach.choose_reach(request.actor, body)
    return outbox_queries.own_reach(request.actor.person)


@reach_router.post("/reach/devices", response={204: None})
def add_device(request: ActorRequest, body: wire.AddDevice) -> Status[None]:
    SHARED.take(request.actor.person, "reach.change")
    reach.add_device(request.actor, body)
    return Status(204, None)


@reach_router.post("/reach/devices/remove", response={204: None})
def remove_device(request: ActorRequest, body: wire.RemoveDevice) -> Status[None]:
    reach.remove_device(request.actor, body.endpoint)
    return Status(204, None)


@reach_router.post("/reach/addresses", response=wire.ConfirmationStarted)
def confirm_address(request: ActorRequest, body: wire.ConfirmAddress) -> wire.ConfirmationStarted:
    SHARED.take(request.actor.person, "reach.change")
    return wire.ConfirmationStarted(confirmation_id=reach.confirm_address(request.actor, body))


@reach_router.post("/reach/codes", response=wire.ReachSettings)
def give_code(request: ActorRequest, body: wire.GiveCode) -> wire.ReachSettings:
    SHARED.take(request.actor.person, "reach.change")
    reach.give_code(request.actor, body)
    return outbox_queries.own_reach(request.actor.person)


@reach_router.delete("/reach/addresses/{way}", response=wire.ReachSettings)
def remove_address(request: ActorRequest, way: wire.AddressWayName) -> wire.ReachSettings:
    reach.remove_address(request.actor, way)
    return outbox_queries.own_reach(request.actor.person)


@reach_router.post("/reach/test/{uuidstr:wish_id}", response={204: None})
def send_test(request: ActorRequest, wish_id: UUID) -> Status[None]:
    SHARED.take(request.actor.person, "reach.change")
    reach.send_test(request.actor, wish_id)
    return Status(204, None)
