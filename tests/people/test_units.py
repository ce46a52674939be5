"""How a unit's cases find somebody is set by whoever runs the server, and recorded."""

import pytest
from django.core.management import CommandError, call_command

from chatserver.core.models import AuditEntry
from people import queries
from people.models import AssignmentMode
from tests.people import world


@pytest.mark.django_db(transaction=True)
def test_a_unit_offers_from_now_on() -> None:
    unit = world.unit()
    assert not queries.unit(unit.id).offers
    call_command("unit", unit.name, "--assignment", "offer")
    told = queries.unit(unit.id)
    assert (told.assignment, told.offers, told.claims_freely) == (AssignmentMode.OFFER, True, False)
    assert queries.offering_units() == {unit.id}
    assert AuditEntry.objects.get(action="unit.assignment").object_id == unit.id


@pytest.mark.django_db(transaction=True)
def test_a_unit_that_is_not_there_is_told_of() -> None:
    with pytest.raises(CommandError, match="0 units have this name"):
        call_command("unit", "Ingenstans", "--assignment", "both")
