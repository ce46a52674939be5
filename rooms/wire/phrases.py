"""Prepared texts of a unit (frasmallar): blanks like `[day]` are the writer's to fill, variables the desk's."""

from uuid import UUID

from chatserver.core.wire import Localized, Wire


class Phrase(Wire):
    """Variables: `{resident_first_name} {resident_name} {staff_first_name} {staff_name} {staff_title} {unit_name}
    {unit_phone} {unit_address}` and `{answer:<question_id>}`. One that cannot be filled becomes a blank named after it.
    """

    id: UUID
    abbreviation: str
    title: Localized
    text: Localized


class PhraseUnit(Wire):
    """What the unit's own variables are filled with; an address may be empty."""

    name: str
    phone: str
    address: str


class Phrases(Wire):
    """Of the unit that was chosen at login, in the unit's order."""

    unit: PhraseUnit
    phrases: list[Phrase]
