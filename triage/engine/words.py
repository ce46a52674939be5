"""Answers as people read them, in both languages."""

from triage.engine.answers import UNKNOWN, Answer
from triage.engine.bilingual import Bilingual, voiced
from triage.engine.content import Question, QuestionType

YES_NO = {"yes": Bilingual(sv="Ja", en="Yes"), "no": Bilingual(sv="Nej", en="No")}
DONT_KNOW = Bilingual(sv="Vet inte", en="Don't know")
NO_PICTURE = Bilingual(sv="Ingen bild", en="No picture")
NO_ANSWER = Bilingual(sv="Inget svar", en="No answer")
UNITS = {
    "minutes": (Bilingual(sv="minut", en="minute"), Bilingual(sv="minuter", en="minutes")),
    "hours": (Bilingual(sv="timme", en="hour"), Bilingual(sv="timmar", en="hours")),
    "days": (Bilingual(sv="dag", en="day"), Bilingual(sv="dagar", en="days")),
    "weeks": (Bilingual(sv="vecka", en="week"), Bilingual(sv="veckor", en="weeks")),
    "months": (Bilingual(sv="månad", en="month"), Bilingual(sv="månader", en="months")),
    "years": (Bilingual(sv="år", en="year"), Bilingual(sv="år", en="years")),
    "picture": (Bilingual(sv="bild", en="picture"), Bilingual(sv="bilder", en="pictures")),
}
MEASURES = {
    "celsius": Bilingual(sv="grader", en="°C"),
    "per_minute": Bilingual(sv="slag i minuten", en="beats a minute"),
}


def answer_words(question: Question, answer: Answer, *, proxy: bool = False) -> Bilingual:
    """The answer as a short text for a list of answers."""
    if question.type is QuestionType.TEXT and isinstance(answer, str):
        return Bilingual(sv=answer, en=answer) if answer else NO_ANSWER
    if answer == UNKNOWN:
        return DONT_KNOW
    return voiced(_words(question, answer), proxy=proxy)


def _words(question: Question, answer: Answer) -> Bilingual:
    options = {option.id: option.text for option in question.options}
    if isinstance(answer, dict):
        return counted(int(answer["value"]), str(answer["unit"]))
    if question.type is QuestionType.IMAGE and isinstance(answer, list):
        return counted(len(answer), "picture") if answer else NO_PICTURE
    if isinstance(answer, list):
        return _listed([options[one] for one in answer]) if answer else question.none or NO_ANSWER
    if isinstance(answer, str):
        return options.get(answer) or YES_NO[answer]
    return _measured(question, answer)


def counted(number: int, unit: str) -> Bilingual:
    word = UNITS[unit][0 if number == 1 else 1]
    return Bilingual(sv=f"{number} {word.sv}", en=f"{number} {word.en}")


def _measured(question: Question, number: int | float) -> Bilingual:
    if question.unit in ("months", "days"):
        return counted(int(number), question.unit)
    if question.type is QuestionType.SCALE:
        return Bilingual(sv=f"{number} av {question.maximum:g}", en=f"{number} of {question.maximum:g}")
    measure = MEASURES[str(question.unit)]
    return Bilingual(sv=f"{number} {measure.sv}".replace(".", ","), en=f"{number} {measure.en}")


def _listed(texts: list[Bilingual]) -> Bilingual:
    return Bilingual(sv=", ".join(text.sv for text in texts), en=", ".join(text.en for text in texts))
