"""Questions that are put into SQL once and asked many times. Django makes a query's text anew each time it is asked,
and that was two thirds of what opening a room cost; here the text is kept, and what is asked together goes to
PostgreSQL in one piece (`pipeline`). The rows are the models' own, as the query set would have given them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.query import get_related_populators

from chatserver.core.pipeline import Statement
from chatserver.core.rows import ON_POSTGRES, Values, run_all, stored

Row = TypeVar("Row", bound=models.Model)

# Stands where an id will be asked for, and is nobody's.
_PLACE = UUID("00000000-0000-4000-8000-00000000a5ce")


@dataclass(frozen=True, slots=True)
class _Plan:
    text: str
    parameters: tuple[object, ...]
    """With `_PLACE` where the id goes."""
    read: Callable[[Iterable[Values]], list[Any]]

    def about(self, key: UUID) -> Statement:
        given = [stored(key) if one is _PLACE else one for one in self.parameters]
        # What travels to PostgreSQL travels as text.
        return self.text, [str(one) for one in given] if ON_POSTGRES else given


class Question(Generic[Row]):
    """`asks` makes the query set for an id. It is called once, so its conditions may hang on nothing else."""

    def __init__(self, asks: "Callable[[UUID], models.QuerySet[Row]]") -> None:
        self.asks = asks

    @cached_property
    def plan(self) -> _Plan:
        rows = self.asks(_PLACE)
        compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        text, parameters = compiler.as_sql()
        place = stored(_PLACE)
        marked = tuple(_PLACE if one == place else one for one in parameters)
        if not any(one is _PLACE for one in marked):
            raise ValueError(f"the question does not ask for its id: {text}")
        return _Plan(text, marked, _reader(compiler))

    def about(self, key: UUID) -> list[Row]:
        [found] = ask(key, self)
        return found

    def one_about(self, key: UUID) -> Row | None:
        return next(iter(self.about(key)), None)


def ask(key: UUID, *questions: Question[Any]) -> list[list[Any]]:
    """The rows of each."""
    plans = [question.plan for question in questions]
    answers = run_all([plan.about(key) for plan in plans])
    return [plan.read(answer) for plan, answer in zip(plans, answers, strict=True)]


def _reader(compiler: Any) -> Callable[[Iterable[Values]], list[Any]]:
    """Makes rows as `django.db.models.query.ModelIterable` does."""
    chosen = compiler.klass_info
    model, fields = chosen["model"], chosen["select_fields"]
    first, last = fields[0], fields[-1] + 1
    names = [column[0].target.attname for column in compiler.select[first:last]]
    related = get_related_populators(chosen, compiler.select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg] # stubs of a later Django
    # PostgreSQL's driver gives what the models hold; SQLite has no type for an id, a time or a document.
    converters = {} if ON_POSTGRES else compiler.get_converters([column[0] for column in compiler.select])

    def read(answer: Iterable[Values]) -> list[Any]:
        found = []
        for values in compiler.apply_converters(answer, converters) if converters else answer:
            row = model.from_db(DEFAULT_DB_ALIAS, names, values[first:last])
            for populator in related:
                populator.populate(values, row)
            found.append(row)
        return found

    return read
