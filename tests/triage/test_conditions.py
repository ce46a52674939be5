"""Conditions: three-valued decisions, and what may be written."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.engine.condition_parser import parse
from triage.engine.conditions import NOT_APPLICABLE, ConditionError, Value, decide, places

T, F, U = ("yes", "no", None)
A, B = {"question": "a", "is": "yes"}, {"question": "b", "is": "yes"}


def decided(raw: object, **values: Value) -> bool | None:
    return decide(parse(raw), {f"question:{key}": value for key, value in values.items()})


@pytest.mark.parametrize(
    ("a", "b", "both", "either"),
    [
        (T, T, True, True),
        (T, F, False, True),
        (T, U, None, True),
        (F, F, False, False),
        (F, U, False, None),
        (U, U, None, None),
    ],
)
def test_and_or_are_kleene_in_both_orders(a: Value, b: Value, both: bool | None, either: bool | None) -> None:
    for first, second in ((a, b), (b, a)):
        assert decided({"all": [A, B]}, a=first, b=second) is both
        assert decided({"any": [A, B]}, a=first, b=second) is either


@pytest.mark.parametrize(("a", "expected"), [(T, False), (F, True), (U, None)])
def test_not(a: Value, expected: bool | None) -> None:
    assert decided({"not": A}, a=a) is expected


@pytest.mark.parametrize("values", list(product([T, F, U], repeat=3)))
def test_count_agrees_with_every_way_the_unknown_could_turn_out(values: tuple[Value, ...]) -> None:
    raw = {"count": 2, "of": [{"question": name, "is": "yes"} for name in "abc"]}
    filled = [[value] if value is not None else [T, F] for value in values]
    outcomes = {list(one).count("yes") >= 2 for one in product(*filled)}
    expected = outcomes.pop() if len(outcomes) == 1 else None
    assert decided(raw, **dict(zip("abc", values, strict=True))) is expected


@pytest.mark.parametrize(
    ("test", "value", "expected"),
    [
        ({"is": "mild"}, "mild", True),
        ({"is": "mild"}, "bad", False),
        ({"in": ["mild", "fair"]}, "fair", True),
        ({"in": ["mild", "fair"]}, "bad", False),
        ({"has": "rash"}, frozenset({"rash", "cold"}), True),
        ({"has": "rash"}, frozenset(), False),
        ({"at_least": 38}, 38, True),
        ({"at_least": 38}, 37.9, False),
        ({"above": 38}, 38, False),
        ({"above": 38}, 38.1, True),
        ({"at_most": 3}, 3, True),
        ({"at_most": 3}, 4, False),
        ({"below": 3}, 2.9, True),
        ({"below": 3}, 3, False),
        ({"below": 3}, "word", False),
        ({"below": 3}, True, False),
    ],
)
def test_each_test(test: dict[str, object], value: Value, expected: bool) -> None:
    assert decided({"question": "a", **test}, a=value) is expected
    assert decided({"question": "a", **test}, a=None) is None
    assert decided({"question": "a", **test}, a=NOT_APPLICABLE) is False


def test_places_name_every_test_and_whether_it_is_negated() -> None:
    raw = {"all": [A, {"not": {"any": [B, {"not": {"fact": "c", "is": True}}]}}, {"count": 1, "of": [A]}]}
    found = [(place.path, place.atom.operand, place.negated) for place in places(parse(raw))]
    assert found == [
        (("all", 0), "question:a", False),
        (("all", 1, "not", "any", 0), "question:b", True),
        (("all", 1, "not", "any", 1, "not"), "fact:c", False),
        (("all", 2, "of", 0), "question:a", False),
    ]


@pytest.mark.parametrize(
    ("raw", "path"),
    [
        ("yes", ()),
        ({"all": []}, ("all",)),
        ({"any": "a"}, ("any",)),
        ({"all": [A, {"question": "b"}]}, ("all", 1)),
        ({"question": "a", "fact": "b", "is": 1}, ()),
        ({"question": "a", "is": 1, "in": [1]}, ()),
        ({"question": 3, "is": 1}, ()),
        ({"question": "a", "near": 1}, ("near",)),
        ({"question": "a", "is": [1]}, ("is",)),
        ({"question": "a", "in": []}, ("in",)),
        ({"question": "a", "in": ["x", {}]}, ("in", 1)),
        ({"question": "a", "has": 1}, ("has",)),
        ({"question": "a", "below": "x"}, ("below",)),
        ({"question": "a", "below": True}, ("below",)),
        ({"count": 3, "of": [A, B]}, ("count",)),
        ({"count": 0, "of": [A]}, ("count",)),
        ({"not": {"all": [A]}, "any": [B]}, ()),
    ],
)
def test_what_is_wrong_is_said_with_its_place(raw: object, path: tuple[str | int, ...]) -> None:
    with pytest.raises(ConditionError) as refusal:
        parse(raw)
    assert refusal.value.path == path


nested = st.recursive(
    st.sampled_from([A, B, {"question": "c", "is": "yes"}]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"all": parts}),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"any": parts}),
        inner.map(lambda part: {"not": part}),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"count": len(parts), "of": parts}),
    ),
    max_leaves=8,
)


@given(nested, st.fixed_dictionaries({name: st.sampled_from([T, F, U]) for name in "abc"}), st.sampled_from("abc"))
def test_knowing_less_never_turns_an_answer_round(raw: object, values: dict[str, Value], forgotten: str) -> None:
    before, after = decided(raw, **values), decided(raw, **{**values, forgotten: None})
    assert after in (before, None)
