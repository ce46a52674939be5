"""Texts in both languages, and the two voices a text can have: to the person, or to the guardian of a child.

A text marks what differs as `{you|the child}`; only the part that differs is written twice.
"""

import re
from collections.abc import Callable, Iterable
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

_VOICES = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")


class Part(BaseModel):
    """The base of everything read from content: closed, so that a misspelt key is an error, and frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Bilingual(Part):
    sv: Annotated[str, Field(min_length=1)]
    en: Annotated[str, Field(min_length=1)]

    def each(self, change: Callable[[str], str]) -> "Bilingual":
        return Bilingual(sv=change(self.sv), en=change(self.en))


def voiced(text: Bilingual, *, proxy: bool) -> Bilingual:
    """The text as said to the person, or, when `proxy`, to the guardian who answers for a child."""
    return text.each(lambda one: _VOICES.sub(r"\2" if proxy else r"\1", one))


def is_well_voiced(text: str) -> bool:
    """Whether every brace belongs to a complete `{to the person|to the guardian}`."""
    return not set("{}") & set(_VOICES.sub("", text))


def joined(texts: Iterable[Bilingual]) -> Bilingual:
    """Sentences after one another, in both languages; there must be one at least."""
    kept = list(texts)
    return Bilingual(sv=" ".join(text.sv for text in kept), en=" ".join(text.en for text in kept))
