"""Addresses as people write them, as they are sent to. Pure."""

import re

_EMAIL = re.compile(r"[^@\s<>,;:\"\\()\[\]]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.IGNORECASE | re.ASCII)
_NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")
# A number that costs money to send to is nobody's telephone.
_DEAR = ("+46900", "+46939", "+46944")


def email(text: str) -> str | None:
    """The address, or None if it is none."""
    plain = text.strip()
    return plain if _EMAIL.fullmatch(plain) and ".." not in plain else None


def phone(text: str) -> str | None:
    """E.164; a number that begins with one 0 is Swedish. None if it is none."""
    plain = re.sub(r"[\s()./-]", "", text)
    if plain.startswith("00"):
        plain = "+" + plain[2:]
    elif plain.startswith("0"):
        plain = "+46" + plain[1:]
    return plain if _NUMBER.fullmatch(plain) and not plain.startswith(_DEAR) else None
