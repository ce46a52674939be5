"""What the residents of the walks answer, question by question, each known by a few words of its heading."""

from pathlib import Path

from tests.browser.people import Answer, Resident, attach, choose, lasting, skip, write

Answers = tuple[tuple[str, Answer], ...]

YES, NO, UNKNOWN = choose("Ja"), choose("Nej"), choose("Jag vet inte")
NONE_OF_IT = choose("Inget av det här")

NO_DANGER: Answers = (
    ("svårt att andas", NO),
    ("förvirra", NO),
)
# Ongoing chest pain: the third question already says 112.
CHEST_PAIN: Answers = (*NO_DANGER, ("stark smärta i bröstet", YES))
THROAT_WITHOUT_DANGER: Answers = (
    *NO_DANGER,
    ("svullnat upp snabbt", NO),
    ("svälja", NO),
    ("svårt att gapa", NO),
)


def contact(way: str) -> Answers:
    return (
        ("Var är", choose("Hemma")),
        ("telefonnummer", write("Telefon", "070-1740612")),
        ("Hur vill du att vi svarar", choose(way)),
        ("språk", choose("Svenska")),
    )


def sore_throat(picture: Path, words: str) -> Answers:
    """Four days of throat pain and fever without a cold: a nurse within the day, priority 3."""
    return (
        *THROAT_WITHOUT_DANGER,
        ("Hur länge", lasting(4, "dagar")),
        ("just nu, på det hela taget", choose("Ganska bra")),
        ("något av det här?", NONE_OF_IT),
        ("tillräckligt att dricka", YES),
        ("Hur ont", choose("6")),
        ("en bild på halsen", attach(picture)),
        ("feber", YES),
        ("högsta temperatur", write("Högsta temperatur", "38,6")),
        ("Stämmer något av det här", NONE_OF_IT),
        ("berätta något mer", write("Med egna ord", words)),
        ("Vad hoppas du", write("Hoppas på", "Veta om det är halsfluss")),
        *contact("Skriv först. Gärna videosamtal."),
    )


# Two days of throat pain with a cold and no fever: advice for home.
MILD_SORE_THROAT: Answers = (
    *THROAT_WITHOUT_DANGER,
    ("Hur länge", lasting(2, "dagar")),
    ("just nu, på det hela taget", choose("Bra")),
    ("något av det här?", choose("Snuva, hosta eller heshet")),
    ("tillräckligt att dricka", YES),
    ("Hur ont", choose("3")),
    ("en bild på halsen", skip),
    ("feber", NO),
    ("Stämmer något av det här", NONE_OF_IT),
    ("berätta något mer", skip),
    ("Vad hoppas du", skip),
    *contact("Skriv, ring inte"),
)


def renewal(vital: Answer) -> Answers:
    """A medicine that is soon finished: priority 2 when it is dangerous to be without, an errand otherwise."""
    return (
        ("nya besvär", NO),
        ("Vilken medicin", write("Medicin", "Levaxin 50 mikrogram")),
        ("Hur länge räcker medicinen", choose("Några dagar")),
        ("farligt att vara utan", vital),
        ("berätta något mer", skip),
        *contact("Skriv, ring inte"),
    )


def ask_urgently(resident: Resident, about: str | None = None) -> str:
    """The shortest way to a nurse, and before all others: chest pain that was answered wrong. Gives the case."""
    resident.begin("Ont i bröstet", about=about)
    resident.describe(*CHEST_PAIN)
    resident.take_way("Jag svarade fel")
    NO(resident.page)
    resident.press("Skicka till en sjuksköterska")
    return resident.case_id()
