"""The prepared texts of a unit, in its own order. Nothing of any resident is in them."""

from chatserver.core.actor import Actor
from chatserver.core.wire import Localized
from people import queries as people
from rooms import policy, wire
from rooms.models import Phrase


def phrases(actor: Actor) -> wire.Phrases:
    unit = people.unit(policy.unit_of(actor))
    return wire.Phrases(
        unit=wire.PhraseUnit(name=unit.name, phone=unit.telephone, address=unit.address),
        phrases=[_phrase(row) for row in Phrase.objects.filter(unit_id=unit.id).order_by("place", "id")],
    )


def _phrase(row: Phrase) -> wire.Phrase:
    return wire.Phrase(
        id=row.id,
        abbreviation=row.abbreviation,
        title=Localized(sv=row.title_sv, en=row.title_en),
        text=Localized(sv=row.text_sv, en=row.text_en),
    )
