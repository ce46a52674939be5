"""The fictional people of the test e-ID and the demonstration. Pure data.

Every personal number has a birth number that the tax agency sets aside for tests; every telephone number lies in the
series that the Post and Telecom Authority sets aside for fiction (070-1740605 to 070-1740699).
"""

from dataclasses import dataclass

from people.personal_number import PersonalNumber, parse


@dataclass(frozen=True, slots=True)
class FictionalPerson:
    """`person_id` is what the login page sends back for the chosen person."""

    person_id: str
    number: str
    given_name: str
    family_name: str
    phone: str
    language: str = "sv"

    @property
    def personal_number(self) -> PersonalNumber:
        return parse(self.number)


PEOPLE = (
    FictionalPerson("anna-lind", "19920314-9829", "Anna", "Lind", "070-1740612"),
    FictionalPerson("bertil-sandgren", "19550608-9811", "Bertil", "Sandgren", "070-1740613"),
    FictionalPerson("maria-nyberg", "19880502-9801", "Maria", "Nyberg", "070-1740614"),
    FictionalPerson("elsa-nyberg", "20120915-9845", "Elsa", "Nyberg", "070-1740615"),
    FictionalPerson("samira-haddad", "19680419-9864", "Samira", "Haddad", "070-1740616", language="ar"),
    FictionalPerson("oskar-wallin", "19810722-9893", "Oskar", "Wallin", "070-1740617"),
    FictionalPerson("ingrid-falk", "19440130-9887", "Ingrid", "Falk", "070-1740618"),
    FictionalPerson("nils-akerman", "19980611-9914", "Nils", "Åkerman", "070-1740619"),
    FictionalPerson("fatima-noor", "19950203-9945", "Fatima", "Noor", "070-1740620", language="so"),
)
# Leo is six: he has no e-ID, and Maria acts for him.
CHILD = FictionalPerson("leo-nyberg", "20200127-9831", "Leo", "Nyberg", "")
