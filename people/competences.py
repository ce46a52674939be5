"""What somebody at a unit can do beyond their profession, and what a unit's topics ask for. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

Competence = Literal["asthma_copd", "child_health", "diabetes", "psychosocial", "wound_care"]
COMPETENCES: tuple[Competence, ...] = get_args(Competence)
# In Swedish and in English, as they stand within a sentence.
NAMES: Mapping[str, tuple[str, str]] = {
    "asthma_copd": ("astma och kol", "asthma and COPD"),
    "child_health": ("barnhälsovård", "child health"),
    "diabetes": ("diabetes", "diabetes"),
    "psychosocial": ("psykosocialt stöd", "psychosocial support"),
    "wound_care": ("sårvård", "wound care"),
}
# Of what a case was promised, in percent: when so much has gone, anybody of the profession may take it.
DEFAULT_UNTIL = 50
LEAST_UNTIL, MOST_UNTIL = 1, 100


@dataclass(frozen=True, slots=True)
class Asked:
    """What a topic asks for at a unit, until so many percent of what a case was promised have gone."""

    competence: str
    until: int


def known(given: Sequence[str]) -> bool:
    """Whether each is a competence of ours, and none is said twice."""
    return set(given) <= set(COMPETENCES) and len(set(given)) == len(given)
