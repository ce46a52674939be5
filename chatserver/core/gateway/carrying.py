"""Frames that came by a request instead of a socket: the same table, rates and refusals, one after the other."""

import logging
from typing import Any
from uuid import UUID

from django.db import Error as DatabaseError

from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.gateway import screening
from chatserver.core.gateway.refusals import refusal_frame
from chatserver.core.gateway.services import Services
from chatserver.core.gateway.tickets import ticket
from chatserver.core.wire import Ack, Command, Follow, Signal
from chatserver.core.work import in_database

log = logging.getLogger("vardrum.gateway")


class Carrying:
    """One request's frames. `said` is what the socket would have said."""

    def __init__(self, services: Services, actor: Actor, peer_id: UUID) -> None:
        self.said: list[str] = []
        self.opened: dict[str, Follow] = {}
        self.closed: list[str] = []
        self._services = services
        self._actor = actor
        self._peer_id = peer_id

    async def carry(self, frame: dict[str, Any]) -> None:
        """Answers each frame as the socket does: an ack, an error, or nothing to a signal."""
        try:
            self._services.limits.take(self._actor.account_id, str(frame.get("type")))
            decoded = self._services.decoder.decode(frame)
            if isinstance(decoded, Signal):
                await self._signal(decoded)
            elif isinstance(decoded, Command):
                self.said.append((await self._command(decoded)).model_dump_json())
        except DomainError as refusal:
            self._refuse(frame, refusal)
        except DatabaseError as failure:
            log.warning("command.unavailable", extra={"type": type(failure).__name__})
            self._refuse(frame, DomainError(ErrorCode.UNAVAILABLE))
        except Exception as failure:
            # As on the socket: a fault in one command must not end the others, and only its type is safe to log.
            log.exception("command.failed", extra={"type": type(failure).__name__})
            self._refuse(frame, DomainError(ErrorCode.INTERNAL))

    def _refuse(self, frame: dict[str, Any], refusal: DomainError) -> None:
        self.said.append(refusal_frame(frame.get("id"), refusal).model_dump_json())

    async def _command(self, command: Command) -> Ack:
        table, kind = self._services.table, type(command)
        if kind in table.commands:
            return await self._services.writer.carry_out(self._actor, command)
        if kind in table.opens:
            await self._open(command)
        else:
            self._close(table.closes[kind](command))
        return Ack(type="ack", id=command.id, stream=None, sequence=None, result=None)

    async def _open(self, command: Command) -> None:
        """Nothing is joined: whoever waits next joins, and reads after the cursor that stands here."""
        opened = await self._services.opens.fetch(self._actor, command)
        self.said += opened.frames
        login_id = self._actor.login_id
        if login_id is None:
            raise ValueError("whoever opens a stream has a login")
        for stream, cursor in opened.cursors.items():
            self.opened[stream] = Follow(ticket=ticket(login_id, stream), cursor=cursor)

    def _close(self, streams: list[str]) -> None:
        self.closed += streams
        for stream in streams:
            self.opened.pop(stream, None)

    async def _signal(self, signal: Signal) -> None:
        questions, stream = self._services.questions, f"room:{signal.room_id}"
        if not await in_database(questions.may_hear, self._actor, stream):
            raise DomainError(ErrorCode.NOT_FOUND)
        if signal.needs_voice and not await in_database(questions.may_speak, self._actor, stream):
            raise DomainError(ErrorCode.NOT_ALLOWED)
        found = await screening.relayed(self._services.table, self._actor, signal, self._peer_id)
        if found is not None:
            frame = found.frame.model_dump_json()
            await self._services.relaying.send(signal.room_id, self._peer_id, frame, found.to_peer)
