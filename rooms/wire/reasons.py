"""Reasons as the wire tells them: why somebody is given a case, and why a resident waits."""

from chatserver.core.wire import Localized, Wire


class OfferReason(Wire):
    """Why that person, as a code of `rooms.matching.reasons` and in words."""

    code: str
    says: Localized


class WaitReason(Wire):
    """What stands between a resident and an answer. It names nobody, and says nothing of what others are there for."""

    code: str
    says: Localized
