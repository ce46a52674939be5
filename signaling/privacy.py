"""What of a session description and a candidate says where somebody is, and the same without it (RFC 8839). Pure.

In a call that goes through a relay alone, each side learns the relay's address of the other and nothing else. Browsers
are told so (`iceTransportPolicy`); this holds for those that do not do as they are told.
"""

import re

NOWHERE = "0.0.0.0"  # noqa: S104  what JSEP writes for "no address yet"; nothing is bound to it
_CANDIDATE_LINE = re.compile(r"a=(candidate:.*)", re.IGNORECASE)
_KIND = re.compile(r" typ (\w+)", re.IGNORECASE)
_RELATED = re.compile(r" raddr \S+ rport \d+", re.IGNORECASE)
_ADDRESS_LINE = re.compile(r"(c=|a=rtcp:\d+ )IN IP[46] \S+", re.IGNORECASE)
_ORIGIN = re.compile(r"(o=\S+ \S+ \S+ )IN IP[46] \S+", re.IGNORECASE)


def relayed_only(candidate: str) -> str | None:
    """The candidate, without the address it was reached by; None if it is not a relay's. Empty is the end of them."""
    if not candidate:
        return candidate
    kind = _KIND.search(candidate)
    if kind is None or kind.group(1).lower() != "relay":
        return None
    return _RELATED.sub(f" raddr {NOWHERE} rport 0", candidate)


def without_addresses(sdp: str) -> str:
    """The description with relays' candidates alone, and no address anywhere else in it."""
    kept = (_line(line) for line in re.split(r"(?<=\n)", sdp))
    return "".join(line for line in kept if line is not None)


def _line(line: str) -> str | None:
    bare = line.rstrip("\r\n")
    if found := _CANDIDATE_LINE.fullmatch(bare):
        candidate = relayed_only(found.group(1))
        return None if candidate is None else f"a={candidate}{line[len(bare) :]}"
    for place in (_ADDRESS_LINE, _ORIGIN):
        if place.fullmatch(bare):
            return place.sub(rf"\g<1>IN IP4 {NOWHERE}", bare) + line[len(bare) :]
    return line
