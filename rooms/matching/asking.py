"""What a case's topic asks for of whoever takes it, and until when: nobody waits for ever for a competence. Pure."""

from dataclasses import replace
from datetime import datetime

from people.competences import Asked
from rooms.matching.overflow import Helped, waited
from rooms.matching.parties import Need


def asking(case: Need, asked: Asked, unit: Helped, at: datetime) -> Need:
    """The case with what is asked for it at the unit; nothing any more, once so much of what it was promised has
    gone. Counted as the promise is (`waited`)."""
    over = waited(case, unit, at) * 100 >= asked.until
    competences = frozenset[str]() if over else frozenset({asked.competence})
    return replace(case, competences=competences, wished=asked.competence, wished_until=asked.until)
