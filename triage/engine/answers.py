"""What an answer may look like for each type of question, and what value conditions see in it.

Answers are plain JSON. `unknown` is the answer "don't know"; an empty text, list or picture list is an answer too.
"""

import math
import re
from collections.abc import Callable
from typing import Any

from triage.engine.conditions import Value
from triage.engine.content import Question, QuestionType

UNKNOWN = "unknown"
YES, NO = "yes", "no"
# The engine does not read these; staff are told that nobody has.
UNREAD = frozenset({QuestionType.TEXT, QuestionType.IMAGE})
HOURS = {"minutes": 1 / 60, "hours": 1, "days": 24, "weeks": 168, "months": 730, "years": 8766}
MAX_DURATION = 1000
MAX_LINE, MAX_LONG, MAX_PICTURES = 200, 4000, 5
_PHONE = re.compile(r"^\+?[0-9][0-9 ()-]{4,18}$")

Answer = str | int | float | list[str] | dict[str, Any]
Answers = dict[str, Answer]


class AnswerInvalid(ValueError):
    """The answer does not fit its question. Carries the question's id and never the answer."""

    def __init__(self, question_id: str) -> None:
        super().__init__(question_id)
        self.question_id = question_id


def normalized(question: Question, raw: object) -> Answer:
    """The answer in its one canonical form; AnswerInvalid when it does not fit the question."""
    if raw == UNKNOWN and question.type not in UNREAD:
        if question.can_be_unknown:
            return UNKNOWN
        raise AnswerInvalid(question.id)
    return _NORMALIZERS[question.type](question, raw)


def value_of(question: Question, answer: Answer) -> Value:
    """What conditions compare: durations in hours, several options as a set, None for "don't know" and free text."""
    if question.type in UNREAD:
        return None
    if isinstance(answer, dict):
        return float(answer["value"]) * HOURS[str(answer["unit"])]
    if isinstance(answer, list):
        return frozenset(answer)
    return None if answer == UNKNOWN else answer


def _word(question: Question, raw: object) -> Answer:
    words = {option.id for option in question.options} or {YES, NO}
    if isinstance(raw, str) and raw in words:
        return raw
    raise AnswerInvalid(question.id)


def _words(question: Question, raw: object) -> Answer:
    order = [option.id for option in question.options]
    if isinstance(raw, list) and all(isinstance(one, str) and one in order for one in raw):
        return [option for option in order if option in raw]
    raise AnswerInvalid(question.id)


def _number(question: Question, raw: object) -> Answer:
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not math.isfinite(raw):
        raise AnswerInvalid(question.id)
    if question.minimum is None or question.maximum is None or not question.minimum <= raw <= question.maximum:
        raise AnswerInvalid(question.id)
    rounded = round(float(raw), 1)
    if rounded.is_integer():
        return int(rounded)
    if question.type is QuestionType.SCALE:
        raise AnswerInvalid(question.id)
    return rounded


def _duration(question: Question, raw: object) -> Answer:
    if not isinstance(raw, dict) or set(raw) != {"value", "unit"} or raw["unit"] not in HOURS:
        raise AnswerInvalid(question.id)
    value = raw["value"]
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MAX_DURATION:
        raise AnswerInvalid(question.id)
    return {"unit": raw["unit"], "value": value}


def _text(question: Question, raw: object) -> Answer:
    if not isinstance(raw, str):
        raise AnswerInvalid(question.id)
    text = raw.strip()
    # PostgreSQL's JSON cannot hold it, and no keyboard makes it.
    if "\x00" in text:
        raise AnswerInvalid(question.id)
    if len(text) > (MAX_LONG if question.format == "long" else MAX_LINE):
        raise AnswerInvalid(question.id)
    if question.format == "phone" and text and not _PHONE.fullmatch(text):
        raise AnswerInvalid(question.id)
    return text


def _pictures(question: Question, raw: object) -> Answer:
    if not isinstance(raw, list) or len(raw) > MAX_PICTURES or not all(isinstance(one, str) for one in raw):
        raise AnswerInvalid(question.id)
    return list(raw)


_NORMALIZERS: dict[QuestionType, Callable[[Question, object], Answer]] = {
    QuestionType.YES_NO: _word,
    QuestionType.ONE_OF: _word,
    QuestionType.MANY_OF: _words,
    QuestionType.NUMBER: _number,
    QuestionType.SCALE: _number,
    QuestionType.DURATION: _duration,
    QuestionType.TEXT: _text,
    QuestionType.IMAGE: _pictures,
}
