"""Identifiers. Version 7 UUIDs (RFC 9562, 5.7) sort by the time they were made, so indexes grow at one end."""

from uuid import UUID

import uuid_utils.compat


def new_id() -> UUID:
    return uuid_utils.compat.uuid7()
