"""Personal numbers are normalised, checked and never repeated in a refusal."""

from datetime import date

import pytest

from people.eid.fictional_people import CHILD, PEOPLE
from people.personal_number import InvalidPersonalNumber, parse, written


@pytest.mark.parametrize("text", ["19920314-9829", "199203149829", "920314-9829", "9203149829", " 19920314 9829 "])
def test_every_way_of_writing_gives_twelve_digits(text: str) -> None:
    number = parse(text)
    assert number.digits == "199203149829"
    assert number.birth_date == date(1992, 3, 14)
    assert number.sex == "female"
    assert not number.is_coordination_number
    assert number.is_test_number
    assert written(number.digits) == "19920314-9829"


def test_a_plus_means_a_hundred_years_or_more() -> None:
    assert parse("121212+1212").birth_date == date(1912, 12, 12)


def test_a_coordination_number_has_sixty_added_to_the_day() -> None:
    number = parse("19701063-2391")
    assert number.is_coordination_number
    assert number.birth_date == date(1970, 10, 3)
    assert number.sex == "male"
    assert not number.is_test_number


@pytest.mark.parametrize(
    "text", ["", "19920314-9828", "19920230-9829", "19920314-98", "19920314-982٩", "hello", "19920314--9829"]
)
def test_a_wrong_number_is_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(InvalidPersonalNumber) as refusal:
        parse(text)
    assert str(refusal.value) == ""
    assert refusal.value.__cause__ is None


def test_fictional_people_have_test_numbers_of_their_own() -> None:
    numbers = [person.personal_number for person in (*PEOPLE, CHILD)]
    assert all(number.is_test_number for number in numbers)
    assert len({number.digits for number in numbers}) == len(numbers)
