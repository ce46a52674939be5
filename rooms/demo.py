"""Prepared texts for the demonstration: its units' own, and those all of them share. Loading them again changes nothing
that is there.

Written for reading on a phone: short sentences, what to do first, when to seek care again last.
"""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import transaction

from chatserver.core import clock
from people import queries as people
from rooms.models import Phrase, PhraseVersion


@dataclass(frozen=True, slots=True)
class DemoPhrase:
    """`kinds` are the kinds of units that have it; where none is named all of them share it."""

    abbreviation: str
    title_sv: str
    title_en: str
    text_sv: str
    text_en: str
    kinds: tuple[str, ...] = ()


VISITS = ("health_centre", "rehab")
CENTRE = ("health_centre",)

PHRASES = (
    DemoPhrase(
        "hej",
        "Hälsning",
        "Greeting",
        "Hej {resident_first_name}! Jag heter {staff_first_name} och svarar dig från {unit_name}. "
        "Jag har läst det du har skrivit och vill ställa några frågor.",
        "Hello {resident_first_name}! My name is {staff_first_name} and I am answering you from {unit_name}. "
        "I have read what you wrote and would like to ask you a few questions.",
    ),
    DemoPhrase(
        "bild",
        "Be om en bild",
        "Ask for a picture",
        "Kan du skicka en bild på [kroppsdel]? Ta den i dagsljus, utan blixt och med skärpa på huden. "
        "Ta gärna en bild nära och en på lite avstånd, så att vi ser hur stort området är.",
        "Could you send a picture of [part of the body]? Take it in daylight, without a flash and with the skin in "
        "focus. One picture close up and one from a little further away help us see how large the area is.",
    ),
    DemoPhrase(
        "temp",
        "Be om temperaturen",
        "Ask for the temperature",
        "Kan du ta tempen nu och skriva vad den visar? Vila först i en kvart. "
        "Skriv också om du har tagit något mot feber eller värk i dag, vad det var och när.",
        "Could you take the temperature now and tell me what it shows? Rest for fifteen minutes first. "
        "Please also write if you have taken anything for fever or pain today, what it was and when.",
        ("health_centre", "telephone"),
    ),
    DemoPhrase(
        "tid",
        "Bokad tid",
        "Booked visit",
        "Jag har bokat en tid åt dig [dag] klockan [tid]. Du kommer till {unit_name}, {unit_address}. "
        "Ta med legitimation. Om du inte kan komma, skriv det här eller ring {unit_phone}, så hittar vi en annan tid.",
        "I have booked a visit for you on [day] at [time]. Come to {unit_name}, {unit_address}. "
        "Bring your identity card. If you cannot come, write here or call {unit_phone} and we will find another time.",
        VISITS,
    ),
    DemoPhrase(
        "hals",
        "Egenvård vid halsont",
        "Self-care for a sore throat",
        "Halsont beror oftast på virus och brukar gå över av sig självt inom en vecka. "
        "Drick ofta, kallt eller ljummet, och vila så länge du känner dig sjuk. "
        "Paracetamol kan lindra. Följ det som står på förpackningen.\n\n"
        "Hör av dig igen om du får feber som varar i mer än två dagar utan förkylning, "
        "om ena sidan av halsen gör mycket mer ont, om du inte får i dig tillräckligt att dricka "
        "eller om det inte är bättre efter en vecka.\n\n"
        "Ring 112 om du får svårt att andas eller inte kan svälja saliven.",
        "A sore throat is usually caused by a virus and tends to get better by itself within a week. "
        "Drink often, cold or lukewarm, and rest for as long as you feel ill. "
        "Paracetamol can ease the pain. Follow what it says on the package.\n\n"
        "Contact us again if you get a fever that lasts more than two days without a cold, "
        "if one side of the throat hurts much more, if you cannot drink enough "
        "or if it is not better after a week.\n\n"
        "Call 112 if you have trouble breathing or cannot swallow your saliva.",
        ("health_centre", "telephone"),
    ),
    DemoPhrase(
        "rec",
        "Receptet är förnyat",
        "Prescription renewed",
        "Receptet på [läkemedel] är förnyat. Du kan hämta ut det på vilket apotek som helst från [dag]. "
        "Ta det som tidigare: [dos]. Skriv här om något har förändrats sedan sist eller om du tar nya läkemedel.",
        "Your prescription for [medicine] has been renewed. You can collect it at any pharmacy from [day]. "
        "Take it as before: [dose]. Write here if anything has changed since last time or if you take new medicines.",
        CENTRE,
    ),
    DemoPhrase(
        "prov",
        "Provtagning",
        "Samples",
        "Jag vill att du lämnar prov: [prov]. Kom till {unit_name}, {unit_address}, [dag] mellan [tid] och [tid]. "
        "[Fasta eller inte.] Jag skriver till dig här när svaret har kommit, senast [dag].",
        "I would like you to leave samples: [samples]. Come to {unit_name}, {unit_address}, on [day] between [time] "
        "and [time]. [Fasting or not.] I will write to you here when the results have come, by [day] at the latest.",
        CENTRE,
    ),
    DemoPhrase(
        "ovn",
        "Träna hemma",
        "Exercise at home",
        "Gör övningarna [antal] gånger om dagen. Det får kännas, men det ska vara lugnare igen efter ett dygn. "
        "Gör det lättare om det värker mer dagen efter. Skriv till mig här [dag] och berätta hur det har gått.",
        "Do the exercises [number] times a day. It is fine to feel it, but it should have calmed down after a day. "
        "Make them easier if it aches more the day after. Write to me here on [day] and tell me how it went.",
        ("rehab",),
    ),
    DemoPhrase(
        "ater",
        "Jag återkommer",
        "I will come back to you",
        "Jag behöver [vad] innan jag kan svara. Jag återkommer till dig här [när]. "
        "Du behöver inte vänta vid skärmen. Skriv om du blir sämre innan dess.",
        "I need [what] before I can answer. I will come back to you here [when]. "
        "You do not have to wait by the screen. Write if you get worse before then.",
    ),
    DemoPhrase(
        "varr",
        "Om det blir värre",
        "If it gets worse",
        "Om du blir sämre innan vi hörs igen: skriv här under våra öppettider. "
        "Ring 1177 när vi har stängt. Ring 112 om det är bråttom eller livshotande.",
        "If you get worse before we are in touch again, write here during our opening hours. "
        "Call 1177 when we are closed. Call 112 if it is urgent or life-threatening.",
    ),
    # The desk offers it by its abbreviation where somebody has written a threat.
    DemoPhrase(
        "hot",
        "Svar på hot",
        "Answer to a threat",
        "Det du skrev läser vi som ett hot, och hot kan vi polisanmäla. Vi vill gärna hjälpa dig vidare, men bara om "
        "vi kan skriva lugnt till varandra. Är det bråttom eller livshotande: ring 112. För råd om vård: ring 1177.",
        "We read what you wrote as a threat, and we may report threats to the police. We would like to go on helping "
        "you, but only if we can write calmly to each other. If it is urgent or life-threatening, call 112. For "
        "medical advice, call 1177.",
    ),
    DemoPhrase(
        "slut",
        "Tack och avslut",
        "Thanks and goodbye",
        "Tack för att du hörde av dig, {resident_first_name}. Jag avslutar ärendet nu. "
        "Det vi har skrivit finns kvar under dina ärenden. Du är välkommen att höra av dig igen.",
        "Thank you for contacting us, {resident_first_name}. I am closing the case now. "
        "What we have written stays under your cases. You are welcome to contact us again.",
    ),
)


@transaction.atomic(durable=True)
def load() -> None:
    if settings.PRODUCTION:
        raise RuntimeError("the demonstration world is not for production")
    units = [unit for unit in people.units() if not Phrase.objects.filter(unit_id=unit.id).exists()]
    for unit in units:
        _bring("unit_id", unit.id, [phrase for phrase in PHRASES if unit.kind in phrase.kinds])
    for provider_id in sorted({unit.provider_id for unit in units}):
        if not Phrase.objects.filter(provider_id=provider_id).exists():
            _bring("provider_id", provider_id, [phrase for phrase in PHRASES if not phrase.kinds])


def _bring(column: str, owner_id: UUID, chosen: list[DemoPhrase]) -> None:
    rows = [_row(phrase, place, **{column: owner_id}) for place, phrase in enumerate(chosen, start=1)]
    Phrase.objects.bulk_create(rows)
    PhraseVersion.objects.bulk_create([_first_version(row) for row in rows])


def _row(phrase: DemoPhrase, place: int, **owner: UUID) -> Phrase:
    return Phrase(
        place=place,
        abbreviation=phrase.abbreviation,
        title_sv=phrase.title_sv,
        title_en=phrase.title_en,
        text_sv=phrase.text_sv,
        text_en=phrase.text_en,
        changed_at=clock.now(),
        **owner,
    )


def _first_version(row: Phrase) -> PhraseVersion:
    return PhraseVersion(
        phrase=row,
        number=row.version,
        save_id=row.id,
        at=row.changed_at,
        abbreviation=row.abbreviation,
        title_sv=row.title_sv,
        title_en=row.title_en,
        text_sv=row.text_sv,
        text_en=row.text_en,
    )
