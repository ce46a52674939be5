"""What a transcript says around what was said, in the language it is made in. Pure."""

from typing import Literal

Language = Literal["sv", "en"]

WORDS: dict[str, tuple[str, str]] = {
    "title": ("Utskrift av ärende {number}", "Transcript of case {number}"),
    "who": ("{name}, ärende {number}", "{name}, case {number}"),
    "page": ("Sida [n] av [m]", "Page [n] of [m]"),
    "copy": ("Kopia, inte journalen", "Copy, not the record"),
    "resident": ("Invånare", "Resident"),
    "personal_number": ("Personnummer", "Personal identity number"),
    "guardian": ("Ombud", "Guardian"),
    "reason": ("Gäller", "About"),
    "unit": ("Mottagning", "Clinic"),
    "arrived": ("Inkom", "Received"),
    "state": ("Ärendet är", "The case is"),
    "open": ("pågående", "open"),
    "concluded": ("avslutat", "concluded"),
    "made": ("Utskriften gjord", "Transcript made"),
    "made_for": ("Gjord av", "Made by"),
    "form": ("Svaren i formuläret", "Answers in the form"),
    "form_added": ("Formulär som lades till: {title}", "Form that was added: {title}"),
    "form_worse": ("Mår sämre: svar på allvarliga tecken", "Feels worse: answers about serious signs"),
    "before_it_was": ("{answer} (förut: {before})", "{answer} (before: {before})"),
    "form_asked": ("Svar på: {title}", "Answers to: {title}"),
    "sent_at": ("Skickat {time}", "Sent {time}"),
    "assessment": ("Bedömning av formuläret", "Assessment of the form"),
    "demonstration": (
        "Frågor och bedömning är ett utkast för demonstration. Ingen har godkänt dem.",
        "Questions and assessment are a draft for demonstration. Nobody has approved them.",
    ),
    "talk": ("Samtalet", "The conversation"),
    "nothing_said": ("Ingen har skrivit något.", "Nobody has written anything."),
    "picture_of": ("Bild från {name}, {time}", "Picture from {name}, {time}"),
    "picture_told": ("Bild {number} i formuläret", "Picture {number} in the form"),
    "copy_of": ("Kopia med markeringar av bilden från {time}", "Marked copy of the picture from {time}"),
    "pictures": ("[Bilder: {count}]", "[Pictures: {count}]"),
    "pictures_of": ("Bilder", "Pictures"),
    "document": ("[Dokument: {name}, sidor: {pages}]", "[Document: {name}, pages: {pages}]"),
    "hidden": ("[En bild eller ett dokument har dolts]", "[A picture or document has been hidden]"),
    "redacted": ("[Meddelandet har tagits bort]", "[The message has been taken away]"),
    "corrected": ("Rättat {time}", "Corrected {time}"),
    "reply": ("Svar till {name}: {line}", "Reply to {name}: {line}"),
    "form_sent": ("Formulär ”{title}”. {state}", "Form “{title}”. {state}"),
    "sent": ("Inte öppnat.", "Not opened."),
    "opened": ("Öppnat, inte besvarat.", "Opened, not answered."),
    "answered": ("Besvarat {time}.", "Answered {time}."),
    "withdrawn": ("Tillbakataget {time}.", "Withdrawn {time}."),
    "expired": ("Ärendet avslutades innan det besvarades.", "The case was concluded before it was answered."),
    "closing": ("Så avslutades ärendet", "How the case was concluded"),
    "earlier_closing": ("Ett tidigare avslut", "An earlier conclusion"),
    "outcome": ("Utfall", "Outcome"),
    "said_at_end": ("Besked", "What was decided"),
    "seek_care": ("Sök vård igen", "Seek care again"),
    "concluded_by": ("Avslutat av", "Concluded by"),
    "advice_given": ("Råd lämnat", "Advice given"),
    "visit_booked": ("Besök bokat", "Visit booked"),
    "prescription_made": ("Recept", "Prescription made"),
    "referred": ("Remiss", "Referred"),
    "sent_to_emergency": ("Hänvisad till akutmottagning", "Sent to emergency care"),
    "no_contact": ("Ingen kontakt", "No contact"),
    "case_withdrawn": ("Ärendet togs tillbaka", "The case was withdrawn"),
    "other": ("Annat", "Other"),
    "notes": ("Anteckningar, bara för personal", "Notes, for staff only"),
    "left_out": (
        "De {count} äldsta meddelandena är inte med: en utskrift har plats för {most}.",
        "The {count} oldest messages are left out: a transcript has room for {most}.",
    ),
    "free_text": ("Med egna ord", "In their own words"),
}


def word(language: Language, key: str, /, **values: object) -> str:
    """The words, with their blanks filled. What fills a blank is taken as it is."""
    text = WORDS[key][0 if language == "sv" else 1]
    for blank, value in values.items():
        text = text.replace("{" + blank + "}", str(value), 1)
    return text
