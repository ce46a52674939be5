"""Two real media peers (aiortc) agree through the relay's frames and hear each other: what travels is enough, and it is
not changed on the way."""

import asyncio
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from aiortc import RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import AudioStreamTrack, MediaStreamTrack

from chatserver.core.actor import Actor, ActorKind
from chatserver.core.ids import new_id
from tests.signaling.lines import relayed

SECONDS = 20


@dataclass
class Tab:
    """One end: a login, a tab, a connection that sends sound, and what it has heard."""

    actor: Actor
    peer_id: UUID = field(default_factory=new_id)
    connection: RTCPeerConnection = field(default_factory=RTCPeerConnection)
    heard: asyncio.Event = field(default_factory=asyncio.Event)
    states: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.connection.addTrack(AudioStreamTrack())
        self.connection.on("track", self._listen)
        self.connection.on("connectionstatechange", lambda: self.states.append(self.connection.connectionState))

    def _listen(self, track: MediaStreamTrack) -> None:
        self._listening = asyncio.create_task(self._first_frame(track))

    async def _first_frame(self, track: MediaStreamTrack) -> None:
        await track.recv()
        self.heard.set()

    def describes(self, to: "Tab", place: dict[str, str]) -> dict[str, Any]:
        """What its local description becomes for the other tab."""
        local = self.connection.localDescription
        sent = {
            "type": "call.description", **place, "generation": 0, "offer": 1,
            "to_peer": str(to.peer_id), "kind": local.type, "sdp": local.sdp,
        }  # fmt: skip
        frame, to_peer = relayed(self.actor, sent, self.peer_id)
        assert to_peer == to.peer_id
        assert (frame["kind"], frame["sdp"]) == (local.type, local.sdp)
        assert (frame["from_peer"], frame["from_account"]) == (str(self.peer_id), str(self.actor.account_id))
        return frame

    async def hears(self, frame: dict[str, Any]) -> None:
        await self.connection.setRemoteDescription(RTCSessionDescription(sdp=frame["sdp"], type=frame["kind"]))


async def test_two_media_peers_hear_each_other_through_the_relay() -> None:
    nurse = Tab(Actor(kind=ActorKind.STAFF, account_id=new_id()))
    resident = Tab(Actor(kind=ActorKind.RESIDENT, account_id=new_id()))
    place = {"room_id": str(new_id()), "call_id": str(new_id())}
    try:
        await nurse.connection.setLocalDescription(await nurse.connection.createOffer())
        await resident.hears(nurse.describes(resident, place))
        await resident.connection.setLocalDescription(await resident.connection.createAnswer())
        await nurse.hears(resident.describes(nurse, place))
        async with asyncio.timeout(SECONDS):
            await asyncio.gather(nurse.heard.wait(), resident.heard.wait())
        assert nurse.states == resident.states == ["connecting", "connected"]
    finally:
        await asyncio.gather(nurse.connection.close(), resident.connection.close())
    assert nurse.states[-1] == resident.states[-1] == "closed"
