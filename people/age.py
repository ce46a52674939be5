"""Age in whole years and months, and what age decides about who may act for a child. Pure: no Django, no clock."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

# Föräldrabalken gives the guardian the say; from 13 care speaks with the young person alone, and so does Vårdrum.
OWN_VOICE_AGE = 13
# A birthday begins at midnight where the resident is registered, whichever clock the server has.
HOME_ZONE = ZoneInfo("Europe/Stockholm")


def home_date(at: datetime) -> date:
    """The calendar day in Sweden at this instant."""
    return at.astimezone(HOME_ZONE).date()


def years(birth: date, on: date) -> int:
    """Whole years; somebody born on 29 February turns on 1 March in other years."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def months(birth: date, on: date) -> int:
    """Whole months, for the smallest children."""
    return (on.year - birth.year) * 12 + on.month - birth.month - (on.day < birth.day)


def has_own_voice(birth: date, on: date) -> bool:
    """From 13 a resident logs in and speaks for themselves, and no guardian reads along."""
    return years(birth, on) >= OWN_VOICE_AGE


def guardian_may_act(birth: date, on: date) -> bool:
    return not has_own_voice(birth, on)
