"""Credentials for a TURN server that live for a while and name the call they are for (coturn's `use-auth-secret`;
draft-uberti-behave-turn-rest). Pure: the shared secret and the instant are given."""

import base64
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

# A relay goes on with an allocation whose credential ran out, but makes no new one: a browser in a call asks again in
# time, so that it can still look for a new path (frontend/src/call/renewing.ts).
CREDENTIAL_SECONDS = 600
RELAY_SCHEMES = ("turn:", "turns:")


@dataclass(frozen=True, slots=True)
class Server:
    urls: tuple[str, ...]
    username: str | None = None
    credential: str | None = None

    @property
    def relays(self) -> bool:
        return any(url.startswith(RELAY_SCHEMES) for url in self.urls)


def credentials(secret: str, call_id: UUID, now: datetime) -> tuple[str, str]:
    """User name `expiry:call` and its password, base64 of HMAC-SHA1: the only digest that coturn's scheme knows."""
    username = f"{int(now.timestamp()) + CREDENTIAL_SECONDS}:{call_id.hex}"
    digest = hmac.new(secret.encode(), username.encode(), hashlib.sha1).digest()
    return username, base64.b64encode(digest).decode("ascii")


def servers_for_call(
    configured: Sequence[Mapping[str, Any]], secret: str, call_id: UUID, now: datetime
) -> list[Server]:
    """The configured servers; with a shared secret, relays get credentials of this call's own."""
    found = []
    for entry in configured:
        server = _configured(entry)
        if secret and server.relays:
            server = Server(server.urls, *credentials(secret, call_id, now))
        found.append(server)
    return found


def has_relay(configured: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a call can go through a relay at all."""
    return any(_configured(entry).relays for entry in configured)


def _configured(entry: Mapping[str, Any]) -> Server:
    urls = entry["urls"]
    return Server(
        urls=(urls,) if isinstance(urls, str) else tuple(urls),
        username=entry.get("username"),
        credential=entry.get("credential"),
    )
