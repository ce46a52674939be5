"""Prepared texts (frasmallar): blanks like `[day]` are the writer's to fill, variables the desk's."""

import unicodedata
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field

from chatserver.core.wire import Localized, Wire
from people.wire import WeekdayHours
from rooms.wire.vocabulary import AnyText

MAX_ABBREVIATION = 12
MAX_TITLE = 80
MAX_PHRASE_TEXT = 2_000
VERSIONS_SHOWN = 100

PhraseLibrary = Literal["own", "unit", "shared"]


def _as_typed(abbreviation: str) -> str:
    """Found however it is typed: in small letters, each of them one character."""
    return unicodedata.normalize("NFC", abbreviation).lower()


Abbreviation = Annotated[
    str,
    Field(min_length=1, max_length=MAX_ABBREVIATION, pattern=r"^[\p{L}\p{N}][\p{L}\p{N}_-]*$"),
    AfterValidator(_as_typed),
]
Title = Annotated[str, Field(max_length=MAX_TITLE, pattern=r"^[^\n\r]*$"), AnyText]
PhraseWords = Annotated[str, Field(max_length=MAX_PHRASE_TEXT), AnyText]


class Phrase(Wire):
    """Variables: `{resident_first_name} {resident_name} {staff_first_name} {staff_name} {staff_title} {unit_name}
    {unit_phone} {unit_address} {opening_hours} {reason}` and `{answer:<question_id>}`. One that cannot be filled
    becomes a blank named after it. A language in which there is no text has an empty one.
    """

    id: UUID
    library: PhraseLibrary
    abbreviation: str
    title: Localized
    text: Localized
    version: int
    changed_at: datetime
    changed_by: str | None


class PhraseUnit(Wire):
    """What the unit's own variables are filled with; an address may be empty."""

    name: str
    phone: str
    address: str
    hours: list[WeekdayHours]


class Phrases(Wire):
    """One's own, those of the unit that was chosen at login, and those that its care provider's units share; each in
    its order. `editable` are the libraries that this person may change; `revision` is another after each change."""

    unit: PhraseUnit
    phrases: list[Phrase]
    editable: list[PhraseLibrary]
    revision: str


class PhrasesRevision(Wire):
    revision: str


class WithdrawnPhrases(Wire):
    """Of the libraries that this person may change; saving one brings it back."""

    phrases: list[Phrase]


class WrittenTitle(Wire):
    sv: Title
    en: Title


class WrittenText(Wire):
    sv: PhraseWords
    en: PhraseWords


class SavePhrase(Wire):
    """A new version; version 0 is what a new phrase is based on. `save_id` is chosen by the client and kept over its
    retries. `restores` names the earlier version whose words these are."""

    save_id: UUID
    library: PhraseLibrary
    abbreviation: Abbreviation
    title: WrittenTitle
    text: WrittenText
    based_on: Annotated[int, Field(ge=0, le=1_000_000)]
    restores: Annotated[int, Field(ge=1, le=1_000_000)] | None


class WithdrawPhrase(Wire):
    save_id: UUID
    based_on: Annotated[int, Field(ge=1, le=1_000_000)]


class PhraseVersion(Wire):
    """One save: `by` is null where the demonstration or the upgrade brought it."""

    number: int
    at: datetime
    by: str | None
    abbreviation: str
    title: Localized
    text: Localized
    withdrawn: bool
    restores: int | None


class PhraseVersions(Wire):
    """The newest first, as many as are shown."""

    versions: list[PhraseVersion]
