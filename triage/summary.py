"""What staff are told at the hand-off, in plain data: how to reach the resident, why this priority, what is unread.

Pure: from the form, its answers and its result. `triage.steps` puts it into the wire type of rooms.
"""

from dataclasses import dataclass
from typing import Any

from triage.engine.answers import UNKNOWN, UNREAD, Answer, Answers
from triage.engine.bilingual import Bilingual, voiced
from triage.engine.content import Question, QuestionType, Role
from triage.engine.flow import applicable_answers
from triage.engine.release import Form, Release
from triage.engine.result import Result
from triage.engine.words import answer_words

# Codes of at most ten letters; which language an interpreter is for stands among the answers.
LANGUAGES = {"swedish": "sv", "english": "en", "sign_language": "swl", "interpreter": "other"}
VIDEO = "video"
NOTHING = Bilingual(sv="Inget särskilt", en="Nothing in particular")
MAY_CALL = frozenset({"may_call", VIDEO})


@dataclass(frozen=True, slots=True)
class Told:
    """One answer as staff read it; a corrected one says both."""

    question: Question
    label: Bilingual
    words: Bilingual
    unknown: bool
    value: Answer | None


def told_answers(release: Release, form: Form, answers: Answers, corrections: Answers) -> list[Told]:
    """The answers to what concerns the person, in the order of the form, as said to the person. What was written or
    pictured freely is told apart, as unread."""
    kept = applicable_answers(release, form, answers)
    apart = {one.id for kind in UNREAD for one in _of_type(form, kind)}
    return [
        _told(question, kept[question.id], corrections.get(question.id))
        for question in form.questions
        if question.role is not Role.REGISTER and question.id in kept and question.id not in apart
    ]


def _told(question: Question, answer: Answer, correction: Answer | None) -> Told:
    words = _beside_label(question, answer)
    if correction is not None:
        after = _beside_label(question, correction)
        words = Bilingual(sv=f"{words.sv}, ändrat till {after.sv}", en=f"{words.en}, changed to {after.en}")
    # What was judged: a red flag that was hit stays hit in the eyes of staff, whatever it was changed to.
    value = answer if question.type is QuestionType.YES_NO else None
    return Told(question, voiced(question.label, proxy=False), words, UNKNOWN in (answer, correction), value)


def _beside_label(question: Question, answer: Answer) -> Bilingual:
    """ "None of this" points at a question, and staff see its label only."""
    return NOTHING if answer == [] and question.none is not None else answer_words(question, answer)


def free_texts(form: Form, answers: Answers) -> list[str]:
    """What was written freely and nobody has read, in the order of the form."""
    return [text for _, text in written(form, answers)]


def written(form: Form, answers: Answers) -> list[tuple[Question, str]]:
    """The same beside the question it answers."""
    return [(one, str(answers[one.id])) for one in _of_type(form, QuestionType.TEXT) if answers.get(one.id)]


def own_words(form: Form, answers: Answers) -> list[str]:
    """Everything that is written and not chosen, where one is to be reached as well."""
    written = (answers.get(one.id) for one in form.questions if one.type is QuestionType.TEXT)
    return [str(text) for text in written if text]


def picture_ids(form: Form, answers: Answers) -> list[str]:
    found: list[Any] = [answers.get(one.id) or [] for one in _of_type(form, QuestionType.IMAGE)]
    return [str(picture) for pictures in found for picture in pictures]


def _of_type(form: Form, kind: QuestionType) -> list[Question]:
    return [one for one in form.questions if one.type is kind and one.role is not Role.CONTACT]


def place(answers: Answers) -> str:
    """Where the resident is, as they wrote it: staff see it at the top."""
    return str(answers.get("place_now") or "")


def where(form: Form, answers: Answers) -> Bilingual | None:
    """The same as they chose it, for whoever wrote nothing more."""
    question = form.question("where_now")
    return None if question is None or "where_now" not in answers else answer_words(question, answers["where_now"])


def country(answers: Answers) -> str:
    return str(answers.get("country_now") or "") if answers.get("where_now") == "abroad" else ""


def may_call(answers: Answers) -> bool | None:
    """Whether the resident may be rung; None when they never came to the question."""
    way = answers.get("contact_way")
    return None if way is None else way in MAY_CALL


def prefers_video(answers: Answers) -> bool:
    return answers.get("contact_way") == VIDEO


def leading_red_flag(form: Form, result: Result) -> Bilingual | None:
    """The red flag that stands on the work list: the first that was hit, else the first that is not excluded."""
    hit = [fired.why.staff for fired in result.fired if fired.rule_class.value == "red_flag"]
    if hit:
        return hit[0]
    open_flags = [question.label for question in form.red_flags if question.id in result.not_excluded]
    return open_flags[0].each(lambda label: f"{label}?") if open_flags else None
