"""The HTTP edge of calls: which servers help a browser find the other one."""

from uuid import UUID

from ninja import Router

from people.auth import ActorRequest, resident_auth, staff_auth
from signaling import queries
from signaling.wire import IceServers

resident_router = Router(auth=resident_auth)
staff_router = Router(auth=staff_auth)


@resident_router.get("/ice", response=IceServers)
@staff_router.get("/ice", response=IceServers)
def ice_servers(request: ActorRequest, call_id: UUID) -> IceServers:
    return queries.ice_servers(request.actor, call_id)
