"""Reads a condition from plain data, and says where in it something is wrong.

`{question: q, is: yes}`, `in: [..]`, `has: option`, `at_least / above / at_most / below: number`, the same with
`fact`, and `all`, `any`, `not`, `count: n, of: [..]`.
"""

from collections.abc import Mapping
from typing import Any

from triage.engine.conditions import (
    Among,
    Atom,
    Compares,
    Comparison,
    Condition,
    ConditionError,
    Count,
    Equals,
    Every,
    Has,
    Not,
    Path,
    Scalar,
    Some,
)


def parse(raw: object, path: Path = ()) -> Condition:
    if not isinstance(raw, Mapping):
        raise ConditionError(path, "a condition is a mapping such as {question: fever, is: yes}")
    keys = set(raw)
    if keys == {"all"}:
        return Every(_parts(raw["all"], (*path, "all")))
    if keys == {"any"}:
        return Some(_parts(raw["any"], (*path, "any")))
    if keys == {"not"}:
        return Not(parse(raw["not"], (*path, "not")))
    if keys == {"count", "of"}:
        return _count(raw, path)
    return _atom(raw, path)


def _parts(raw: object, path: Path) -> tuple[Condition, ...]:
    if not isinstance(raw, list) or not raw:
        raise ConditionError(path, "a list of at least one condition is needed")
    return tuple(parse(part, (*path, index)) for index, part in enumerate(raw))


def _count(raw: Mapping[str, Any], path: Path) -> Count:
    parts = _parts(raw["of"], (*path, "of"))
    needed = raw["count"]
    if not isinstance(needed, int) or not 1 <= needed <= len(parts):
        raise ConditionError((*path, "count"), f"count must be a whole number from 1 to {len(parts)}")
    return Count(needed, parts)


def _atom(raw: Mapping[str, Any], path: Path) -> Atom:
    subjects = [key for key in ("question", "fact") if key in raw]
    tests = [key for key in raw if key not in ("question", "fact")]
    if len(subjects) != 1 or len(tests) != 1 or not isinstance(raw[subjects[0]], str):
        raise ConditionError(
            path, "a test names one question or fact and one of is, in, has, at_least, above, at_most, below"
        )
    operand, test = f"{subjects[0]}:{raw[subjects[0]]}", tests[0]
    value, here = raw[test], (*path, test)
    if test == "is":
        return Equals(operand, _scalar(value, here))
    if test == "in":
        if not isinstance(value, list) or not value:
            raise ConditionError(here, "in needs a list of values")
        return Among(operand, tuple(_scalar(one, (*here, index)) for index, one in enumerate(value)))
    if test == "has":
        if not isinstance(value, str):
            raise ConditionError(here, "has needs the id of an option")
        return Has(operand, value)
    if test in set(Comparison):
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ConditionError(here, f"{test} needs a number")
        return Compares(operand, Comparison(test), value)
    raise ConditionError(here, f"'{test}' is not a test")


def _scalar(value: object, path: Path) -> Scalar | bool:
    if not isinstance(value, str | int | float):
        raise ConditionError(path, "a value is a word, a number, true or false")
    return value
