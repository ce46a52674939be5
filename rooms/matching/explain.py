"""Why did I get this, and why am I waiting: the answers as reasons, from the same rules that decided. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from rooms.matching.eligibility import Refused, eligibility, of_time
from rooms.matching.parties import HALVES, Clinician, Need
from rooms.matching.reasons import Code, Reason
from rooms.urgency import NO_ALARM

# What was against them before the hand-off is told; that hands are full after it is not.
_OF_NOW = (Code.HANDS_FULL, Code.NOT_AVAILABLE)
USUAL_LANGUAGE = "sv"
# With so many at work a queue moves slowly, and whoever waits in it may know why.
FEW = 2


def why_given(case: Need, person: Clinician, waiting: Iterable[Need], now: datetime) -> list[Reason]:
    """For the person who is asked: the case's rank first, then what they have that it needs, then who was passed.
    `waiting` is all that waits beside it."""
    reasons = [_rank_reason(case)]
    if person.id == case.permanent:
        reasons.append(Reason(Code.PERMANENT_CONTACT))
    elif person.id in case.known:
        reasons.append(Reason(Code.KNOWS_RESIDENT))
    if case.language != USUAL_LANGUAGE and case.language in person.languages:
        reasons.append(Reason(Code.SPEAKS, {"language": case.language}))
    if case.wished in person.competences:
        reasons.append(Reason(Code.HAS_COMPETENCE, {"competence": case.wished}))
    elif case.wished:
        reasons.append(Reason(Code.COMPETENCE_WAITED, {"competence": case.wished}))
    if len(reasons) == 1:
        cases = person.load // HALVES
        reasons.append(Reason(Code.LEAST_LOADED, {"count": cases}) if cases else Reason(Code.HANDS_FREE))
    above = [other for other in waiting if other.rank < case.rank and other.id != case.id]
    passed = _passed(above, person, now)
    return [*reasons, passed] if passed else reasons


def why_helping(case: Need, because: Reason) -> list[Reason]:
    """For everybody at the unit that helps: why it is shown there, and how it ranks."""
    return [because, _rank_reason(case)]


def _rank_reason(case: Need) -> Reason:
    if case.alarm_rank != NO_ALARM:
        return Reason(Code.ALARM)
    if case.urgent and case.priority is not None:
        return Reason(Code.PRIORITY, {"priority": case.priority})
    return Reason(Code.EARLIEST_DEADLINE)


def _passed(above: Sequence[Need], person: Clinician, now: datetime) -> Reason | None:
    against: Counter[Code] = Counter()
    for other in above:
        answer = eligibility(other, person, now)
        if isinstance(answer, Refused):
            against.update([reason.code for reason in answer.reasons if reason.code not in _OF_NOW][:1])
    if not against:
        return None
    commonest = min(against, key=lambda code: (-against[code], code.value))
    return Reason(Code.PASSED, {"count": against.total(), "why": commonest.value})


@dataclass(frozen=True, slots=True)
class Stand:
    """How it stands at the unit for one waiting case."""

    ahead: int
    being_asked: bool
    unit_open: bool
    people: Sequence[Clinician]
    # The resident asked for an interpreter, and there is none in the room.
    interpreter_missing: bool = False
    # The other unit that may take it too now.
    helped_by: str = ""


def why_waiting(case: Need, stand: Stand, now: datetime) -> list[Reason]:
    """For the resident: what stands between them and an answer, the most telling first, nobody named."""
    if stand.being_asked:
        return [Reason(Code.BEING_ASKED)]
    if of_time(case, now):
        return [Reason(Code.CALLED_LATER)]
    missing = [Reason(Code.INTERPRETER)] if stand.interpreter_missing else []
    if stand.helped_by:
        missing = [Reason(Code.HELP_ASKED, {"unit": stand.helped_by}), *missing]
    ahead = [Reason(Code.AHEAD, {"count": stand.ahead})] if stand.ahead else []
    here = [person for person in stand.people if person.available]
    if not here:
        # "Next" is no word for a queue in which nobody is called.
        return [Reason(Code.NOBODY_HERE if stand.unit_open else Code.CLOSED), *ahead, *missing]
    return [*(ahead or [Reason(Code.NEXT)]), *_of_people(case, stand, here, now), *missing]


def _of_people(case: Need, stand: Stand, here: Sequence[Clinician], now: datetime) -> list[Reason]:
    """Whether any of those at work may be given the case, by the rule that gives it."""
    answers = [eligibility(case, person, now) for person in here]
    refusals = [{reason.code for reason in answer.reasons} for answer in answers if isinstance(answer, Refused)]
    if len(refusals) < len(here):
        return [Reason(Code.FEW_HERE, {"count": len(here)})] if stand.ahead and len(here) <= FEW else []
    if any(codes - {Code.HANDS_FULL} == {Code.LACKS_COMPETENCE} for codes in refusals):
        return [Reason(Code.COMPETENCE_FIRST, {"competence": case.wished, "percent": case.wished_until})]
    if any(codes == {Code.HANDS_FULL} for codes in refusals):
        return [Reason(Code.ALL_BUSY, {"count": len(here)})]
    return [Reason(Code.FEW_FIT if stand.unit_open else Code.CLOSED)]
