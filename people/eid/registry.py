"""Which e-ID providers a server offers. Pure: names and mode come from the settings."""

from collections.abc import Iterable

from people.eid.for_tests import EidForTests
from people.eid.provider import EidProvider


class UnknownEidProvider(Exception):
    """The settings name a provider that does not exist."""


def build(names: Iterable[str], mode: str) -> dict[str, EidProvider]:
    """The providers by name. Raises a sentence for whoever runs the server if one cannot be had in this mode."""
    providers: dict[str, EidProvider] = {}
    for name in names:
        if name != EidForTests.name:
            raise UnknownEidProvider(f"VARDRUM_EID_PROVIDERS names '{name}'; this version knows only 'test'.")
        providers[name] = EidForTests(mode)
    return providers
