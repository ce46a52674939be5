"""Swedish personal and coordination numbers. Pure; a refusal never repeats the number that was refused."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from personnummer.personnummer import Personnummer, PersonnummerException

# The tax agency sets birth numbers 980-999 aside for tests: nobody has one (SKV 704).
TEST_BIRTH_NUMBERS = range(980, 1000)
_ALLOWED = frozenset("0123456789-+ ")

Sex = Literal["female", "male"]


class InvalidPersonalNumber(ValueError):
    """The text is not a personal number. Carries no part of it."""


@dataclass(frozen=True, slots=True)
class PersonalNumber:
    """`digits` are the twelve without separator, as they are stored."""

    digits: str
    birth_date: date
    sex: Sex
    is_coordination_number: bool

    @property
    def is_test_number(self) -> bool:
        return int(self.digits[8:11]) in TEST_BIRTH_NUMBERS


def parse(text: str) -> PersonalNumber:
    """Ten or twelve digits, with or without separator; date and check digit must be right."""
    if not _ALLOWED.issuperset(text):
        raise InvalidPersonalNumber
    try:
        number = Personnummer(text.replace(" ", ""))
    except PersonnummerException:
        raise InvalidPersonalNumber from None
    return PersonalNumber(
        digits=str(number.format(long_format=True)),
        birth_date=number.get_date(),
        sex="male" if number.is_male() else "female",
        is_coordination_number=bool(number.is_coordination_number()),
    )


def written(digits: str) -> str:
    """As people write it: 19920314-9829."""
    return f"{digits[:8]}-{digits[8:]}"
