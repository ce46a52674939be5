"""Texts of the content as wire types."""

from chatserver.core.wire import Localized
from triage.engine.bilingual import Bilingual, voiced


def localized(text: Bilingual, *, proxy: bool = False) -> Localized:
    """A text of the content as a wire type, in the voice of whom it is said to."""
    said = voiced(text, proxy=proxy)
    return Localized(sv=said.sv, en=said.en)
