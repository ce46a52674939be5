"""The demonstration world is complete, fictional, and the same after a second start."""

import pytest

from chatserver.core import clock
from people import age, demo, personal_number, queries
from people.models import Account, Employment, Guardianship, OpeningHours, ResidentProfile, Unit

pytestmark = pytest.mark.django_db
TABLES = (Account, Employment, Guardianship, OpeningHours, ResidentProfile, Unit)


def test_loading_twice_changes_nothing() -> None:
    demo.load()
    before = [list(table.objects.order_by("pk").values()) for table in TABLES]
    demo.load()
    assert [list(table.objects.order_by("pk").values()) for table in TABLES] == before


def test_who_is_there() -> None:
    demo.load()
    staff = {str(account.user_name): account for account in Account.objects.filter(kind="staff")}
    assert sorted(staff) == ["helena.strand", "johan.lager", "nina.admin", "peter.akesson", "sara.holm"]
    assert all(account.check_password(demo.PASSWORD) for account in staff.values())
    assert len(queries.units_of_staff(staff["helena.strand"].id)) == 4
    assert queries.staff_member(staff["peter.akesson"].id).title_sv == "Läkare"
    for row in ResidentProfile.objects.all():
        assert personal_number.parse(row.personal_number).is_test_number


def test_leo_has_a_guardian_and_elsa_speaks_for_herself() -> None:
    demo.load()
    maria = Account.objects.get(given_name="Maria")
    assert [child.given_name for child in queries.wards(maria.id)] == ["Leo"]
    elsa = ResidentProfile.objects.get(account__given_name="Elsa")
    assert age.has_own_voice(elsa.birth_date, age.home_date(clock.now()))
