"""What is stored in place of a cookie. Pure."""

import hashlib


def of_session_key(session_key: str) -> str:
    """A session key has 160 bits of chance, so a plain hash of it cannot be turned back."""
    return hashlib.sha256(session_key.encode()).hexdigest()
