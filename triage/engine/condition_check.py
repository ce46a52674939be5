"""Checks of one test in a condition: that its operand exists and that the operand can have the value asked for."""

from collections.abc import Iterator, Mapping

from triage.engine.answers import NO, UNREAD, YES
from triage.engine.conditions import Among, Atom, Compares, Equals, Has
from triage.engine.content import Fact, Question, QuestionType

_WORDS = frozenset({QuestionType.YES_NO, QuestionType.ONE_OF})
_MEASURED = frozenset({QuestionType.NUMBER, QuestionType.SCALE})


def operand_problems(
    atom: Atom, questions: Mapping[str, Question], facts: Mapping[str, Fact], *, may_use_facts: bool
) -> Iterator[str]:
    kind, _, name = atom.operand.partition(":")
    if kind == "question":
        if name in questions:
            yield from _question_problems(atom, questions[name])
        else:
            yield f"there is no question '{name}'"
    elif not may_use_facts:
        yield "only the conditions of rules may use facts"
    elif name not in facts:
        yield f"there is no fact '{name}'"
    elif facts[name].condition is not None:
        if not (isinstance(atom, Equals) and isinstance(atom.value, bool)):
            yield f"the fact '{name}' is true or false: test it with is"
    elif facts[name].question in questions:
        yield from _question_problems(atom, questions[str(facts[name].question)])


def _question_problems(atom: Atom, question: Question) -> Iterator[str]:
    if question.type in UNREAD:
        yield f"'{question.id}' is free text or a picture, which no condition reads"
    elif question.type is QuestionType.MANY_OF:
        yield from _options_problems(atom, question)
    elif question.type in _WORDS:
        yield from _word_problems(atom, question)
    elif not isinstance(atom, Compares):
        yield f"'{question.id}' is measured: test it with at_least, above, at_most or below"
    elif question.type in _MEASURED:
        yield from _range_problems(atom, question)


def _options_problems(atom: Atom, question: Question) -> Iterator[str]:
    if not isinstance(atom, Has):
        yield f"'{question.id}' has several answers: test it with has"
    elif atom.option not in {option.id for option in question.options}:
        yield f"'{question.id}' has no option '{atom.option}'"


def _word_problems(atom: Atom, question: Question) -> Iterator[str]:
    words = {option.id for option in question.options} or {YES, NO}
    match atom:
        case Equals(_, value):
            wanted: tuple[object, ...] = (value,)
        case Among(_, values):
            wanted = values
        case _:
            yield f"'{question.id}' is answered with a word: test it with is or in"
            return
    for one in wanted:
        if one not in words:
            yield f"'{question.id}' has no option '{one}'"


def _range_problems(atom: Compares, question: Question) -> Iterator[str]:
    if question.minimum is None or question.maximum is None:
        return
    if not question.minimum <= atom.limit <= question.maximum:
        yield f"'{question.id}' only goes from {question.minimum:g} to {question.maximum:g}"
