"""Answer sheets for tests: complete calm ones to change, and generated ones."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from hypothesis import strategies as st

from triage import library
from triage.engine.answers import NO, UNKNOWN, YES, Answer, Answers, normalized
from triage.engine.content import Question, QuestionType, Role
from triage.engine.release import Form, Release

RELEASE = library.current()
REASONS = sorted(RELEASE.forms)

THROAT: Answers = {
    "age_months": 408,
    "sex": "female",
    "answered_by": "self",
    "breathing": "no",
    "very_ill": "no",
    "throat_swelling": "no",
    "throat_saliva": "no",
    "throat_mouth": "no",
    "duration": {"unit": "days", "value": 2},
    "health_now": "fair",
    "throat_signs": [],
    "throat_drinking": "yes",
    "throat_pain": 3,
    "throat_picture": [],
    "has_fever": "no",
    "risk_conditions": [],
    "own_words": "",
    "hopes": "Råd",
    "where_now": "home",
    "phone_today": "070-174 06 12",
    "contact_way": "write_only",
    "language": "swedish",
}
# What every clinical form asks before its own questions and after them, answered calmly.
REGISTER = ("age_months", "sex", "answered_by")
BEGUN: Answers = {key: THROAT[key] for key in (*REGISTER, "breathing", "very_ill", "duration", "health_now")}
CONTACT = ("where_now", "phone_today", "contact_way", "language")
ENDED: Answers = {key: THROAT[key] for key in ("has_fever", "risk_conditions", "own_words", "hopes", *CONTACT)}
CHEST: Answers = {
    **BEGUN,
    "chest_lasting": "no",
    "chest_spreading": "no",
    "chest_sweating": "no",
    "chest_fainting": "no",
    "chest_sudden": "no",
    "chest_blood": "no",
    "chest_last_time": "longer",
    "chest_kind": "sore",
    "chest_effort": "no",
    "chest_leg": "no",
    "chest_before": [],
    **ENDED,
}
URINE: Answers = {
    **BEGUN,
    "urine_blocked": "no",
    "urine_signs": ["burning", "often"],
    "pain_level": 3,
    "urine_before": [],
    **ENDED,
}
RASH: Answers = {
    **BEGUN,
    "rash_allergy": "no",
    "rash_glass": "no",
    "rash_spreading": "no",
    "rash_peeling": "no",
    "rash_kind": ["dry"],
    "rash_place": [],
    "rash_after": [],
    "rash_picture": [],
    **ENDED,
}
FEVER: Answers = {
    **BEGUN,
    "age_months": 72,
    "answered_by": "guardian",
    "fever_cramp": "no",
    "fever_dots": "no",
    "fever_neck": "no",
    "fever_drinking": "yes",
    "fever_signs": ["cold"],
    "fever_before": [],
    **ENDED,
    "has_fever": "yes",
    "temperature": 38.6,
}
BACK: Answers = {
    **BEGUN,
    "back_saddle": "no",
    "back_weakness": "no",
    "back_injury": "no",
    "pain_level": 5,
    "back_moving": "yes",
    "back_signs": [],
    "back_before": [],
    **ENDED,
}
CERTIFICATE: Answers = {
    **{key: THROAT[key] for key in REGISTER},
    "certificate_trouble": "no",
    "certificate_kind": "driving",
    "certificate_when": "week",
    "certificate_about": "Diabetes, till körkortet",
    **{key: THROAT[key] for key in ("own_words", *CONTACT)},
}
RENEWAL: Answers = {
    **{key: THROAT[key] for key in REGISTER},
    "renewal_trouble": "no",
    "renewal_medicine": "Metformin 500 mg",
    "renewal_left": "week",
    "renewal_vital": "no",
    **{key: THROAT[key] for key in ("own_words", *CONTACT)},
}
SHEETS = {
    "sore_throat": THROAT,
    "chest_pain": CHEST,
    "urinary_symptoms": URINE,
    "skin_rash": RASH,
    "fever_child": FEVER,
    "low_back_pain": BACK,
    "certificate": CERTIFICATE,
    "prescription_renewal": RENEWAL,
}


def changed(sheet: Answers, **answers: Any) -> Answers:
    return {**sheet, **answers}


def without(sheet: Answers, *questions: str) -> Answers:
    return {key: answer for key, answer in sheet.items() if key not in questions}


# What a text answer may hold; the null character is refused (tests/triage/test_answers.py).
WRITABLE = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")


def _raw(question: Question) -> st.SearchStrategy[Any]:
    options = [option.id for option in question.options]
    match question.type:
        case QuestionType.YES_NO:
            return st.sampled_from([YES, NO])
        case QuestionType.ONE_OF:
            return st.sampled_from(options)
        case QuestionType.MANY_OF:
            return st.lists(st.sampled_from(options), unique=True)
        case QuestionType.NUMBER:
            return st.floats(question.minimum, question.maximum).map(lambda one: round(one, 1))
        case QuestionType.SCALE:
            return st.integers(int(question.minimum or 0), int(question.maximum or 0))
        case QuestionType.DURATION:
            unit = st.sampled_from(["hours", "days", "weeks"])
            return st.fixed_dictionaries({"unit": unit, "value": st.integers(0, 30)})
        case QuestionType.TEXT:
            return st.just("") if question.format == "phone" else st.text(WRITABLE, max_size=20)
        case QuestionType.IMAGE:
            return st.lists(st.uuids().map(str), max_size=2)


def answer_to(question: Question) -> st.SearchStrategy[Answer]:
    """Any answer the question takes, "don't know" among them where it may be said."""
    sayable = question.can_be_unknown and question.type not in (QuestionType.TEXT, QuestionType.IMAGE)
    raw = st.one_of(st.just(UNKNOWN), _raw(question)) if sayable else _raw(question)
    return raw.map(lambda one: normalized(question, one))


def answers_to(form: Form) -> st.SearchStrategy[Answers]:
    """Any part of the form answered in any way; red flags are often denied, or nothing else would be seen."""
    strategies = {}
    for question in form.questions:
        often = st.just(NO) if question.role is Role.RED_FLAG else answer_to(question)
        strategies[question.id] = st.one_of(often, often, answer_to(question))
    return st.fixed_dictionaries({}, optional=strategies).map(dict)


def sheets(release: Release, *reasons: str) -> st.SearchStrategy[tuple[str, Answers]]:
    """A reason with answers: generated whole, or a calm sheet in which a few answers are others."""
    chosen = st.sampled_from(list(reasons) or sorted(release.forms))

    def of(reason: str) -> st.SearchStrategy[tuple[str, Answers]]:
        near = st.lists(one_answer(release.forms[reason]), max_size=3).map(lambda few: {**SHEETS[reason], **dict(few)})
        return st.tuples(st.just(reason), st.one_of(answers_to(release.forms[reason]), near))

    return chosen.flatmap(of)


def one_answer(form: Form) -> st.SearchStrategy[tuple[str, Answer]]:
    return st.sampled_from(form.questions).flatmap(lambda one: st.tuples(st.just(one.id), answer_to(one)))


DURATIONS = [(0, "hours"), (1, "days"), (3, "days"), (5, "days"), (8, "days"), (3, "weeks")]
MEASURED: dict[str, list[Answer]] = {
    "months": [0, 2, 3, 5, 6, 11, 12, 23, 24, 143, 144, 215, 216, 599, 600, 659, 660, 779, 780, 959, 960],
    "celsius": [37, 38, 39, 40],
    "per_minute": [60, 130, 131],
}


def telling_answers(question: Question) -> list[Answer]:
    """Every answer of a closed question, and the edges of a measured one."""
    options = [option.id for option in question.options]
    unknown: list[Answer] = [UNKNOWN] if question.can_be_unknown else []
    match question.type:
        case QuestionType.YES_NO:
            return [YES, NO, *unknown]
        case QuestionType.ONE_OF:
            return [*options, *unknown]
        case QuestionType.MANY_OF:
            return [[], *([option] for option in options), *unknown]
        case QuestionType.DURATION:
            return [*({"unit": unit, "value": value} for value, unit in DURATIONS), *unknown]
        case QuestionType.SCALE:
            return [0, 5, 6, 7, 8, 10, *unknown]
        case QuestionType.NUMBER:
            return [*MEASURED[str(question.unit)], *unknown]
        case _:
            return []


def neighbours(release: Release, reason: str) -> Iterator[tuple[Answers, list[str]]]:
    """The calm sheet with each telling answer, and with each two of them; and which questions were changed."""
    single = [(one.id, answer) for one in release.forms[reason].questions for answer in telling_answers(one)]
    for key, answer in single:
        yield {**SHEETS[reason], key: answer}, [key]
    for (first, one), (second, other) in combinations(single, 2):
        if first != second:
            yield {**SHEETS[reason], first: one, second: other}, [first, second]
