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
        ("Vad hoppas du", write("Vad du hoppas på", "Veta om det är halsfluss")),
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


BEGINNING_WELL: Answers = (
    ("Hur länge", lasting(2, "dagar")),
    ("just nu, på det hela taget", choose("Bra")),
)
ENDING: Answers = (
    ("berätta något mer", skip),
    ("Vad hoppas du", skip),
    *contact("Skriv, ring inte"),
)
HEALTHY: Answers = (("Stämmer något av det här på", NONE_OF_IT), *ENDING)

# A woman with two days of burning: advice for home. A man is also asked about the scrotum, after "kissa utan".
URINARY_SYMPTOMS: Answers = (
    *NO_DANGER,
    ("kissa utan", NO),
    *BEGINNING_WELL,
    ("Vilka besvär", choose("Svider eller gör ont att kissa")),
    ("som värst", choose("3")),
    ("sedan tidigare", NONE_OF_IT),
    ("feber", NO),
    *HEALTHY,
)
# Dry skin for two days: advice for home.
SKIN_RASH: Answers = (
    *NO_DANGER,
    ("Kom utslagen snabbt", NO),
    ("prickar som inte bleknar", NO),
    ("område som växer", NO),
    ("Lossnar huden", NO),
    *BEGINNING_WELL,
    ("Hur ser det ut", choose("Torr, fjällande eller kliande hud")),
    ("Var sitter det", choose("Någon annanstans")),
    ("före utslagen", NONE_OF_IT),
    ("bilder på utslagen", skip),
    ("feber", NO),
    *HEALTHY,
)
# A guardian, for a child of two years or more with a cold: advice for home.
FEVER_IN_CHILD: Answers = (
    *NO_DANGER,
    ("kramper", NO),
    ("prickar på huden", NO),
    ("nacken", NO),
    *BEGINNING_WELL,
    ("feber", YES),
    ("högsta temperatur", write("Högsta temperatur", "38,6")),
    ("Dricker och kissar", YES),
    ("Vad mer har", choose("Snuva eller hosta")),
    ("sedan tidigare", NONE_OF_IT),
    *HEALTHY,
)
# Somebody under fifty with two days of pain: advice for home. From fifty one more sign of danger is asked for.
LOW_BACK_PAIN: Answers = (
    *NO_DANGER,
    ("tappat känseln", NO),
    ("blivit svaga", NO),
    ("trafikolycka", NO),
    *BEGINNING_WELL,
    ("som värst", choose("5")),
    ("gå och klara", YES),
    ("Stämmer något av det här?", NONE_OF_IT),
    ("sedan tidigare", NONE_OF_IT),
    ("feber", NO),
    *HEALTHY,
)
# For a driving licence, without new trouble: an errand.
CERTIFICATE: Answers = (
    ("nya, eller som har blivit värre", NO),
    ("Vilket intyg", choose("Körkort")),
    ("När behöver", choose("Inom en vecka")),
    ("Vad ska intyget visa", write("Om intyget", "Diabetes, till körkortet")),
    ("berätta något mer", skip),
    *contact("Skriv, ring inte"),
)


def renewal(vital: Answer, more: Answer = skip) -> Answers:
    """A medicine that is soon finished: priority 2 when it is dangerous to be without, an errand otherwise."""
    return (
        ("nya besvär", NO),
        ("Vilken medicin", write("Medicin", "Levaxin 50 mikrogram")),
        ("Hur länge räcker medicinen", choose("Några dagar")),
        ("farligt att vara utan", vital),
        ("berätta något mer", more),
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
