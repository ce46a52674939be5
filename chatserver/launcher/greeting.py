"""What `make run` prints when the server is there: where to go and as whom, in both languages."""

from pathlib import Path

from people.demo import PASSWORD, STAFF
from people.eid.fictional_people import CHILD, PEOPLE, FictionalPerson

COLUMN = 24
# Whom somebody can also act for (people/demo.py).
GUARDED = {"maria-nyberg": (CHILD,)}


def address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def greeting(url: str, data: Path) -> str:
    residents = [(f"{one.given_name} {one.family_name}", _about(one)) for one in PEOPLE]
    staff = [(one.user_name, _title(one.title_sv, one.title_en, one.supervisor)) for one in STAFF]
    return "\n".join(
        [
            "",
            f"  Vårdrum                 {url}",
            "",
            f"  Invånare / Residents    {url}/",
            "  test-e-legitimation: välj vem du är / test e-ID: choose who you are",
            *_rows(residents),
            "",
            f"  Personal / Staff        {url}/staff",
            f"  lösenord för alla / password for all: {PASSWORD}",
            *_rows(staff),
            "",
            "  Alla är påhittade. / Everybody is fictional.",
            f"  Data: {data}    Ctrl-C: stoppa / stop",
            "",
        ]
    )


def _about(person: FictionalPerson) -> str:
    wards = [child.given_name for child in GUARDED.get(person.person_id, ())]
    return f"med / with {', '.join(wards)}" if wards else ""


def _title(swedish: str, english: str, supervisor: bool) -> str:
    return f"{swedish}, ledare / {english}, supervisor" if supervisor else f"{swedish} / {english}"


def _rows(pairs: list[tuple[str, str]]) -> list[str]:
    return [f"    {name:<{COLUMN - 2}}{what}".rstrip() for name, what in pairs]
