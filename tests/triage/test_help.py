"""Alarm words in a form: numbers to call at once, whatever it leads to; the assessment is what it would have been."""

from tests.rooms.world import World
from tests.triage.forms import begin, case_of, fill, row, submitted
from triage.queries.intakes import open_intake

WORST = "Jag orkar inte leva"


def test_numbers_are_shown_while_the_form_is_filled_in(world: World) -> None:
    intake_id = begin(world.anna)
    assert open_intake(world.anna, intake_id).help is None
    fill(world.anna, intake_id, own_words=WORST, throat_saliva="unknown")
    view = open_intake(world.anna, intake_id)
    assert view.state == "open"
    assert view.help is not None
    assert [line.number for line in view.help.lines] == ["112", "90101", "1177"]


def test_advice_for_home_does_not_hide_them_and_is_not_changed_by_them(world: World) -> None:
    plain, alarming = submitted(world.anna), submitted(world.anna, own_words=WORST)
    assert plain.state == alarming.state == "self_care"
    assert open_intake(world.anna, plain.id).help is None
    assert open_intake(world.anna, alarming.id).help is not None


def test_what_is_handed_off_alarms_in_its_room(world: World) -> None:
    intake = submitted(world.anna, own_words=WORST, throat_saliva="unknown")
    assert open_intake(world.anna, intake.id).help is None
    case = case_of(row(intake.id).id)
    assert case.alarm_en == "suicide or self-harm"
    assert case.room.help is not None
