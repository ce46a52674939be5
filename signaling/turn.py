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

# Long enough to find new paths in a long call; browsers ask for new credentials with each new connection.
CREDENTIAL_SECONDS = 3_600
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


def _configured(entry: Mapping[str, Any]) -> Server:
    urls = entry["urls"]
    return Server(
        urls=(urls,) if isinstance(urls, str) else tuple(urls),
        username=entry.get("username"),
        credential=entry.get("credential"),
    )
