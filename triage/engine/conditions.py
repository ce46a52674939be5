"""The whole language of conditions, and how one is decided: true, false or unknown (None).

And, or, not, equality, membership, comparison and count-of-n; nothing else. Unknown follows Kleene: it stays unknown
unless the rest decides. A question that does not concern the person (NOT_APPLICABLE) makes every test of it false.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

Scalar = str | int | float
Path = tuple[str | int, ...]


class NotApplicable(StrEnum):
    """The value of a question that does not concern this person: no answer equals it, and it is no number."""

    NOT_APPLICABLE = "not-applicable"


NOT_APPLICABLE: Final = NotApplicable.NOT_APPLICABLE
Value = Scalar | frozenset[str] | bool | None
Values = Mapping[str, Value]


class Comparison(StrEnum):
    AT_LEAST = "at_least"
    ABOVE = "above"
    AT_MOST = "at_most"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Equals:
    """The operand is this value."""

    operand: str
    value: Scalar | bool


@dataclass(frozen=True, slots=True)
class Among:
    """The operand is one of these values."""

    operand: str
    values: tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class Has:
    """The operand, an answer of several options, contains this option."""

    operand: str
    option: str


@dataclass(frozen=True, slots=True)
class Compares:
    operand: str
    comparison: Comparison
    limit: float


@dataclass(frozen=True, slots=True)
class Every:
    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Some:
    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: "Condition"


@dataclass(frozen=True, slots=True)
class Count:
    """At least `needed` of the parts are true."""

    needed: int
    parts: tuple["Condition", ...]


Atom = Equals | Among | Has | Compares
Condition = Atom | Every | Some | Not | Count


@dataclass(frozen=True, slots=True)
class Place:
    """An atom, where in its condition it stands, and whether it stands under an odd number of nots."""

    path: Path
    atom: Atom
    negated: bool


class ConditionError(ValueError):
    """What is wrong with a condition, and where in it."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(message)
        self.path = path


def decide(condition: Condition, values: Values) -> bool | None:
    """Whether the condition holds for these values; None when that cannot be known from them."""
    match condition:
        case Every(parts):
            return _every(parts, values)
        case Some(parts):
            return _some(parts, values)
        case Not(part):
            inner = decide(part, values)
            return None if inner is None else not inner
        case Count(needed, parts):
            return _count(needed, parts, values)
        case _:
            return _test(condition, values.get(condition.operand))


def places(condition: Condition, path: Path = (), *, negated: bool = False) -> Iterator[Place]:
    """All atoms of a condition with their places."""
    match condition:
        case Every(parts) | Some(parts) | Count(_, parts):
            key = {Every: "all", Some: "any", Count: "of"}[type(condition)]
            for index, part in enumerate(parts):
                yield from places(part, (*path, key, index), negated=negated)
        case Not(part):
            yield from places(part, (*path, "not"), negated=not negated)
        case _:
            yield Place(path, condition, negated)


def _every(parts: tuple[Condition, ...], values: Values) -> bool | None:
    known = True
    for part in parts:
        truth = decide(part, values)
        if truth is False:
            return False
        known = known and truth is not None
    return True if known else None


def _some(parts: tuple[Condition, ...], values: Values) -> bool | None:
    known = True
    for part in parts:
        truth = decide(part, values)
        if truth is True:
            return True
        known = known and truth is not None
    return False if known else None


def _count(needed: int, parts: tuple[Condition, ...], values: Values) -> bool | None:
    truths = [decide(part, values) for part in parts]
    certain = truths.count(True)
    if certain >= needed:
        return True
    return False if certain + truths.count(None) < needed else None


def _test(atom: Atom, value: Value) -> bool | None:
    if value is None:
        return None
    match atom:
        case Equals(_, wanted):
            return value == wanted
        case Among(_, wanted_values):
            return value in wanted_values
        case Has(_, option):
            return isinstance(value, frozenset) and option in value
        case Compares(_, comparison, limit):
            return _compare(comparison, value, limit)


def _compare(comparison: Comparison, value: Value, limit: float) -> bool:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    match comparison:
        case Comparison.AT_LEAST:
            return value >= limit
        case Comparison.ABOVE:
            return value > limit
        case Comparison.AT_MOST:
            return value <= limit
        case Comparison.BELOW:
            return value < limit
