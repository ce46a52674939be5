"""Reasons as data, and their words in both languages. Pure. A reason never holds what a resident wrote."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from people import competences

Values = Mapping[str, str | int]


class Code(StrEnum):
    # Why somebody may not be given a case.
    OTHER_UNIT = "other_unit"
    OTHER_PROFESSION = "other_profession"
    OTHER_ROLE = "other_role"
    LACKS_COMPETENCE = "lacks_competence"
    OTHER_LANGUAGE = "other_language"
    PROTECTED_IDENTITY = "protected_identity"
    OFF_HOURS = "off_hours"
    OWN_RELATIVE = "own_relative"
    LATELY_DECLINED = "lately_declined"
    NOT_AVAILABLE = "not_available"
    HANDS_FULL = "hands_full"
    NOT_YET = "not_yet"
    # Why somebody got it.
    ALARM = "alarm"
    PRIORITY = "priority"
    EARLIEST_DEADLINE = "earliest_deadline"
    PERMANENT_CONTACT = "permanent_contact"
    KNOWS_RESIDENT = "knows_resident"
    SPEAKS = "speaks"
    HAS_COMPETENCE = "has_competence"
    COMPETENCE_WAITED = "competence_waited"
    LEAST_LOADED = "least_loaded"
    HANDS_FREE = "hands_free"
    PASSED = "passed"
    # Why it may be taken at the unit that helps.
    HELPS_NOBODY = "helps_nobody"
    HELPS_WAITED = "helps_waited"
    # Why the resident waits.
    AHEAD = "ahead"
    NEXT = "next"
    BEING_ASKED = "being_asked"
    ALL_BUSY = "all_busy"
    NOBODY_HERE = "nobody_here"
    CLOSED = "closed"
    FEW_FIT = "few_fit"
    COMPETENCE_FIRST = "competence_first"
    FEW_HERE = "few_here"
    INTERPRETER = "interpreter"
    CALLED_LATER = "called_later"
    HELP_ASKED = "help_asked"


@dataclass(frozen=True, slots=True)
class Reason:
    """`values` fill the blanks of the sentence and are numbers or names of the vocabulary."""

    code: Code
    values: Values = field(default_factory=dict)

    def text(self, language: str) -> str:
        """The sentence in "sv" or "en"."""
        own = 0 if language == "sv" else 1
        forms = WORDS[self.code][own]
        form = forms[0] if len(forms) > 1 and self.values.get("count") == 1 else forms[-1]
        return form.format_map({name: _said(name, value, own) for name, value in self.values.items()})


def _said(name: str, value: str | int, own: int) -> str | int:
    """Codes within a sentence, in its language: another reason, or what the resident speaks."""
    if name == "why":
        return WORDS[Code(str(value))][own][-1]
    if name == "competence":
        return competences.NAMES.get(str(value), (str(value), str(value)))[own]
    if name == "language":
        return LANGUAGES.get(str(value), (str(value), str(value)))[own]
    return value


def _same(sv: str, en: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (sv,), (en,)


def _counted(sv: tuple[str, str], en: tuple[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return sv, en


# What is spoken most in the regions' own counts of interpreters; another one is told by its code.
LANGUAGES: Mapping[str, tuple[str, str]] = {
    "sv": ("svenska", "Swedish"),
    "en": ("engelska", "English"),
    "ar": ("arabiska", "Arabic"),
    "so": ("somaliska", "Somali"),
    "fa": ("persiska", "Persian"),
    "prs": ("dari", "Dari"),
    "ti": ("tigrinska", "Tigrinya"),
    "ku": ("kurdiska", "Kurdish"),
    "fi": ("finska", "Finnish"),
    "pl": ("polska", "Polish"),
    "uk": ("ukrainska", "Ukrainian"),
    "ru": ("ryska", "Russian"),
    "tr": ("turkiska", "Turkish"),
    "es": ("spanska", "Spanish"),
    "bs": ("bosniska", "Bosnian"),
}

# Each has a form for one and a form for several where it counts something.
WORDS: Mapping[Code, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Code.OTHER_UNIT: _same("Ärendet hör till en annan mottagning.", "The case belongs to another unit."),
    Code.OTHER_PROFESSION: _same("Ärendet behöver en annan yrkesgrupp.", "The case needs another profession."),
    Code.OTHER_ROLE: _same("Ärendet behöver en annan roll.", "The case needs another role."),
    Code.LACKS_COMPETENCE: _same("Ärendet behöver en särskild kompetens.", "The case needs a special competence."),
    Code.OTHER_LANGUAGE: _same(
        "Invånaren talar ett annat språk, och ingen tolk är begärd.",
        "The resident speaks another language and has not asked for an interpreter.",
    ),
    Code.PROTECTED_IDENTITY: _same(
        "Invånaren har skyddade personuppgifter.", "The resident's personal data are protected."
    ),
    Code.OFF_HOURS: _same("Arbetspasset eller öppettiden är slut.", "The shift or the opening hours are over."),
    Code.OWN_RELATIVE: _same("Ärendet gäller en närstående.", "The case is about somebody close."),
    Code.LATELY_DECLINED: _same(
        "Erbjudandet avböjdes eller gick ut nyss.", "The offer was declined or ran out a moment ago."
    ),
    Code.NOT_AVAILABLE: _same("Personen är inte tillgänglig.", "The person is not available."),
    Code.HANDS_FULL: _same("Personen har fullt upp.", "The person's hands are full."),
    Code.NOT_YET: _same("Invånaren ska ringas upp senare.", "The resident is to be called later."),
    Code.ALARM: _same(
        "Invånaren har skrivit larmord som ingen har öppnat.", "The resident wrote alarm words that nobody has opened."
    ),
    Code.PRIORITY: _same("Prioritet {priority} går före.", "Priority {priority} goes first."),
    Code.EARLIEST_DEADLINE: _same(
        "Det ska öppnas tidigast av dem som passar dig.", "Of those that fit you, this is to be opened soonest."
    ),
    Code.PERMANENT_CONTACT: _same(
        "Du är invånarens fasta vårdkontakt.", "You are the resident's permanent care contact."
    ),
    Code.KNOWS_RESIDENT: _same("Du har haft kontakt med invånaren förut.", "You have met the resident before."),
    Code.SPEAKS: _same("Du talar invånarens språk ({language}).", "You speak the resident's language ({language})."),
    Code.HAS_COMPETENCE: _same(
        "Du har den kompetens som behövs ({competence}).", "You have the competence that is needed ({competence})."
    ),
    Code.COMPETENCE_WAITED: _same(
        "Ingen med kompetens i {competence} har kunnat ta det i tid. Nu får fler ta det.",
        "Nobody with the competence ({competence}) could take it in time. Now others may.",
    ),
    Code.HANDS_FREE: _same("Du har inget ärende just nu.", "You have no case just now."),
    Code.LEAST_LOADED: _counted(
        ("Du har minst att göra just nu: ett ärende.", "Du har minst att göra just nu: {count} ärenden."),
        ("You have the least to do just now: one case.", "You have the least to do just now: {count} cases."),
    ),
    Code.PASSED: _counted(
        (
            "Ett ärende som går före passar inte dig: {why}",
            "{count} ärenden som går före passar inte dig, bland annat: {why}",
        ),
        (
            "One case that ranks above does not fit you: {why}",
            "{count} cases that rank above do not fit you, among the reasons: {why}",
        ),
    ),
    Code.HELPS_NOBODY: _same(
        "Ni hjälper {unit}, där ingen tar emot ärenden just nu.",
        "You are helping {unit}, where nobody takes cases just now.",
    ),
    Code.HELPS_WAITED: _same(
        "Ni hjälper {unit}, där det har väntat minst {percent} procent av den utlovade tiden.",
        "You are helping {unit}, where it has waited at least {percent} percent of the time that was promised.",
    ),
    Code.AHEAD: _counted(
        (
            "En person som har mer bråttom eller har väntat längre står före dig.",
            "{count} personer som har mer bråttom eller har väntat längre står före dig.",
        ),
        (
            "One person whose need is more urgent, or who has waited longer, is before you.",
            "{count} people whose need is more urgent, or who have waited longer, are before you.",
        ),
    ),
    Code.NEXT: _same("Du står på tur.", "You are next."),
    Code.BEING_ASKED: _same(
        "Någon på mottagningen har fått frågan om att ta ditt ärende.",
        "Somebody at the clinic has been asked to take your case.",
    ),
    Code.ALL_BUSY: _counted(
        ("Den som arbetar nu hjälper någon annan.", "Alla {count} som arbetar nu hjälper någon annan."),
        ("The one person at work is helping somebody else.", "All {count} at work now are helping somebody else."),
    ),
    Code.FEW_HERE: _counted(
        ("Just nu är det bara en person som arbetar.", "Just nu är det bara {count} personer som arbetar."),
        ("Only one person is at work now.", "Only {count} people are at work now."),
    ),
    Code.INTERPRETER: _same(
        "Du har bett om tolk, och ingen tolk är med än.", "You asked for an interpreter, and none has come yet."
    ),
    Code.CALLED_LATER: _same(
        "Det är inte dags att ringa dig än. Du behåller din plats.",
        "It is not time to call you yet. You keep your place.",
    ),
    Code.HELP_ASKED: _same(
        "{unit} hjälper till just nu. Någon där kan också ta ditt ärende.",
        "{unit} is helping just now. Somebody there may take your case too.",
    ),
    Code.NOBODY_HERE: _same("Ingen på mottagningen är inloggad just nu.", "Nobody at the clinic is logged in now."),
    Code.CLOSED: _same("Mottagningen är stängd.", "The clinic is closed."),
    Code.COMPETENCE_FIRST: _same(
        "Ditt ärende går först till någon med särskild kompetens ({competence}). "
        "När {percent} procent av den utlovade tiden har gått får fler ta det.",
        "Your case goes first to somebody with a special competence ({competence}). "
        "When {percent} percent of the promised time have gone, others may take it.",
    ),
    Code.FEW_FIT: _same(
        "Ditt ärende behöver någon med rätt yrke eller språk, och den personen är inte ledig än.",
        "Your case needs somebody of the right profession or language, who is not free yet.",
    ),
}
