"""What the list of alarm words is made of, one class for each part. The loader fills it; see docs/alarm-words.md.

A pattern is words in order: `dö` that word, `självmord*` any word that begins so, `~suicide` also with one letter
wrong, `<vill>` any word of a set, `...` up to three words, none of which denies.
"""

import datetime as dt
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from chatserver.core.wire import Localized

# Those of all categories stand in one row of the work list.
LONGEST_TITLE = 40
LONGEST_PATTERN = 200
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=30)]
Version = Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
Name = Annotated[str, Field(min_length=1, max_length=120)]


class Part(BaseModel):
    """Closed, so that a misspelt key is an error, and frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ListState(StrEnum):
    DRAFT = "draft"
    APPROVED = "approved"
    RETIRED = "retired"


class Approval(Part):
    name: Name
    role: Name
    on: dt.date
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Package(Part):
    id: Identifier
    version: Version
    state: ListState
    author: Name
    approvals: list[Approval] = []

    @model_validator(mode="after")
    def _approved_by_somebody(self) -> Self:
        if (self.state is ListState.APPROVED) != bool(self.approvals):
            raise ValueError("a list is approved exactly when somebody has approved it")
        return self


class WordSet(Part):
    """Words that stand for each other in patterns, as `<id>`."""

    id: Identifier
    any: Annotated[list[str], Field(min_length=1)]


class Line(Part):
    """A number to call. `says` is when to call it."""

    id: Identifier
    number: Annotated[str, StringConstraints(pattern=r"^[0-9][0-9 -]{1,18}$")]
    name: Localized
    says: Localized


class Patterns(Part):
    sv: list[str] = []
    en: list[str] = []

    @property
    def all(self) -> list[str]:
        return [*self.sv, *self.en]


class Aim(StrEnum):
    """Whom the danger is to: the writer or somebody near, or the staff."""

    RESIDENT = "resident"
    STAFF = "staff"


def _short(text: Localized) -> Localized:
    if max(len(text.sv), len(text.en)) > LONGEST_TITLE:
        raise ValueError(f"longer than {LONGEST_TITLE} characters")
    return text


class Category(Part):
    """What a hit is called and what its writer is shown. The first category in the list is the gravest."""

    id: Identifier
    aim: Aim
    title: Annotated[Localized, AfterValidator(_short)]
    card: Localized
    lines: Annotated[list[Identifier], Field(min_length=1)]
    always: Patterns = Patterns()
    unless_denied: Patterns = Patterns()


class Content(Part):
    package: Package
    sets: list[WordSet]
    lines: list[Line]
    categories: Annotated[list[Category], Field(min_length=1)]
    # What sounds alarming and is not. Its words are taken out before the categories are looked for.
    harmless: Patterns
