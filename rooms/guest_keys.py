"""The secrets of an invitation: a link's token of 256 bits, and a code that can be said on the telephone.

Both are made from the invitation's id by the server's key, so that an invitation that is asked for twice is answered
alike while nothing but digests is stored (law 5). A code is a public part that finds the invitation and a secret one.
"""

import hashlib
import secrets
from dataclasses import dataclass
from uuid import UUID

from django.utils.crypto import salted_hmac

TOKEN_SALT, CODE_SALT, DIGEST_SALT = "rooms.guest.token", "rooms.guest.code", "rooms.guest.digest"
# No vowels, so that no word comes of it; nothing that is heard or read as another.
LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
LETTER_COUNT, DIGIT_COUNT = 4, 6


@dataclass(frozen=True, slots=True)
class Keys:
    token: str
    locator: str
    digits: str

    @property
    def code(self) -> str:
        """As it is read out: `BKTR 123 456`."""
        return f"{self.locator} {self.digits[:3]} {self.digits[3:]}"


def keys_of(invitation_id: UUID, locator: str) -> Keys:
    token = salted_hmac(TOKEN_SALT, invitation_id.hex, algorithm="sha256").hexdigest()
    number = int(salted_hmac(CODE_SALT, invitation_id.hex, algorithm="sha256").hexdigest(), 16)
    return Keys(token, locator, f"{number % 10**DIGIT_COUNT:0{DIGIT_COUNT}d}")


def new_locator() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(LETTER_COUNT))


def token_digest(token: str) -> str:
    """A token has 256 bits of chance, so a plain hash of it cannot be turned back."""
    return hashlib.sha256(token.encode()).hexdigest()


def digits_digest(locator: str, digits: str) -> str:
    """Six digits could be tried out against a plain hash; against this one only with the server's key."""
    return salted_hmac(DIGEST_SALT, f"{locator}{digits}", algorithm="sha256").hexdigest()


def parts_of(code: str) -> tuple[str, str]:
    """The public and the secret part of what somebody typed, in any case and with any spaces."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return plain[:LETTER_COUNT], plain[LETTER_COUNT:]
