"""Credentials that a coturn with `use-auth-secret` accepts, and only for relays."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from signaling.turn import CREDENTIAL_SECONDS, Server, credentials, servers_for_call

CALL = UUID("01890a5d-ac96-774b-bcce-b302099a8057")
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
CONFIGURED: list[dict[str, Any]] = [
    {"urls": "stun:turn.example:3478"},
    {"urls": ["turn:turn.example:3478", "turns:turn.example:5349?transport=tcp"]},
]


def test_the_user_name_says_until_when_and_for_which_call() -> None:
    username, _ = credentials("secret", CALL, NOW)
    assert username == f"{int(NOW.timestamp()) + CREDENTIAL_SECONDS}:{CALL.hex}"


def test_the_password_is_base64_of_hmac_sha1() -> None:
    """Made with `printf %s 1795176600:… | openssl dgst -sha1 -hmac secret -binary | base64`."""
    assert credentials("secret", CALL, NOW)[1] == "7sjraqintdaeZvTSul6dx48qOWY="


def test_only_relays_get_credentials() -> None:
    stun, relay = servers_for_call(CONFIGURED, "secret", CALL, NOW)
    assert stun == Server(("stun:turn.example:3478",))
    assert relay.urls == ("turn:turn.example:3478", "turns:turn.example:5349?transport=tcp")
    assert (relay.username, relay.credential) == credentials("secret", CALL, NOW)


def test_without_a_secret_the_configured_credentials_stay() -> None:
    configured = [{"urls": "turn:turn.example", "username": "u", "credential": "c"}]
    assert servers_for_call(configured, "", CALL, NOW) == [Server(("turn:turn.example",), "u", "c")]
