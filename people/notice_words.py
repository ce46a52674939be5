"""The words of notices, Swedish and English. Pure. They tell that there is something, never what, of whom or from which
clinic; those with protected identity are told no more than that. Only a guest's invitation has a link."""

from dataclasses import dataclass

from people.outbox import Kind


@dataclass(frozen=True, slots=True)
class Words:
    """A subject or title, and one line of text."""

    title: str
    text: str


LANGUAGES = ("sv", "en")
_WORDS: dict[Kind, tuple[Words, Words]] = {
    Kind.YOUR_TURN: (
        Words("Det är din tur", "Det är din tur nu. Logga in i Vårdrum som du brukar."),
        Words("It is your turn", "It is your turn now. Log in to Vårdrum as you usually do."),
    ),
    Kind.NEW_ANSWER: (
        Words("Du har ett nytt svar", "Du har ett nytt svar. Logga in i Vårdrum som du brukar."),
        Words("You have a new answer", "You have a new answer. Log in to Vårdrum as you usually do."),
    ),
    Kind.MISSED_CALL: (
        Words("Vi sökte dig", "Vi ringde dig i Vårdrum. Logga in som du brukar."),
        Words("We tried to reach you", "We called you in Vårdrum. Log in as you usually do."),
    ),
    Kind.FORM: (
        Words("Du har något att fylla i", "Du har något att fylla i. Logga in i Vårdrum som du brukar."),
        Words("There is something to fill in", "There is something to fill in. Log in to Vårdrum as you usually do."),
    ),
    Kind.REMINDER: (
        Words("Vi väntar på ditt svar", "Vi väntar på ditt svar. Logga in i Vårdrum som du brukar."),
        Words("We are waiting for your answer", "We are waiting for your answer. Log in to Vårdrum as you usually do."),
    ),
    Kind.VISIT: (
        Words("Du har en bokad tid", "Du har en bokad tid. Logga in i Vårdrum för att se den."),
        Words("You have a booked time", "You have a booked time. Log in to Vårdrum to see it."),
    ),
    Kind.TEST: (
        Words("Så här ser det ut", "Det här är en provnotis från Vårdrum. Du behöver inte göra något."),
        Words("This is what it looks like", "This is a test notice from Vårdrum. You need not do anything."),
    ),
    Kind.CODE: (
        Words("Din kod", "Din kod är {extra}. Lämna den inte till någon."),
        Words("Your code", "Your code is {extra}. Do not give it to anybody."),
    ),
    Kind.INVITATION: (
        Words("Du är inbjuden till ett samtal", "Du är inbjuden till ett samtal. Länken gäller en gång: {extra}"),
        Words("You are invited to a conversation", "You are invited to a conversation. The link works once: {extra}"),
    ),
}
_PROTECTED = (
    Words("Du har något nytt", "Du har något nytt att läsa. Logga in som du brukar."),
    Words("There is something new", "There is something new to read. Log in as you usually do."),
)
# These say the same to everybody: without what they carry they would be of no use.
_CARRYING = frozenset({Kind.CODE, Kind.INVITATION})


def words(kind: Kind, language: str, *, protected: bool, extra: str = "") -> Words:
    """In Swedish, unless the person's language is another one: then in English."""
    at = 0 if language.partition("-")[0] == "sv" else 1
    if protected and kind not in _CARRYING:
        return _PROTECTED[at]
    said = _WORDS[kind][at]
    return Words(said.title, said.text.replace("{extra}", extra))
