"""A case as a document: gathered here as data, set as PDF by `chatserver.core.printing`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from chatserver.core import clock, printing
from chatserver.core.actor import Actor
from chatserver.core.limits import SHARED
from chatserver.core.printing.letters import runs_from_right
from chatserver.core.wire import Localized
from people import queries as people
from rooms import policy as rooms
from rooms import wire
from rooms.permissions import Permission
from rooms.queries.transcript import MAX_MESSAGES, Whole, whole
from rooms.storage import consistent_read
from triage import policy
from triage.models import Intake
from triage.queries import screens, transcript_pictures
from triage.transcript_words import Language, word
from triage.wire import IntakeView

TEMPLATE = Path(__file__).parent.parent / "printed" / "transcript.typ"
Data = dict[str, Any]
# What ends a line; other control characters are no line's end and stand as what they are.
BREAKS = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
MONTHS = (
    ("januari", "January"), ("februari", "February"), ("mars", "March"), ("april", "April"), ("maj", "May"),
    ("juni", "June"), ("juli", "July"), ("augusti", "August"), ("september", "September"), ("oktober", "October"),
    ("november", "November"), ("december", "December"),
)  # fmt: skip


def for_resident(actor: Actor, case_id: UUID, language: Language) -> bytes:
    """Everything that the resident may read of their case, in their own language."""
    SHARED.take(actor.account_id, "case.transcript")
    with consistent_read():
        access = rooms.read_room(actor, case_id)
        found = whole(actor, access, notes=False)
        forms = _own_forms(actor, case_id, access.case.resident_id)
        copy = _Copy(found, language, people.unit(access.room.unit_id).zone)
        data = copy.document([*(copy.own_form(form, first=not at) for at, form in enumerate(forms))])
    return printing.pdf(TEMPLATE, data, transcript_pictures.gathered(data))


def for_staff(actor: Actor, case_id: UUID, language: Language, *, notes: bool) -> bytes:
    """What staff read of the case; `notes` adds what only they wrote."""
    SHARED.take(actor.account_id, "case.transcript")
    with consistent_read():
        access = rooms.read_room(actor, case_id, Permission.READ_STAFF)
        found = whole(actor, access, notes=notes)
        copy = _Copy(found, language, people.unit(access.room.unit_id).zone)
        number = people.subject(access.case.resident_id).personal_number
        data = copy.document([copy.summary(one) for one in found.summaries])
        data["facts"].insert(1, copy.row(copy.say("personal_number"), number))
        data["facts"].append(copy.row(copy.say("made_for"), actor.name))
        if notes:
            data["parts"].append(copy.notes())
    return printing.pdf(TEMPLATE, data, transcript_pictures.gathered(data))


def _own_forms(actor: Actor, case_id: UUID, resident_id: UUID) -> list[tuple[Intake, IntakeView]]:
    """Those of the case that this reader may see; what a card in the room has is not said twice."""
    rows = Intake.objects.filter(resident_id=resident_id, case_id=case_id, sent_form_id=None)
    seen = [row for row in rows.order_by("updated_at", "id") if policy.may_see(actor, row)]
    return [(row, screens.intake_view(row, actor.account_id)) for row in seen]


@dataclass(frozen=True, slots=True)
class _Copy:
    found: Whole
    language: Language
    zone: ZoneInfo

    def say(self, key: str, /, **values: object) -> str:
        return word(self.language, key, **values)

    def local(self, text: Localized) -> str:
        return text.sv if self.language == "sv" else text.en

    def time(self, at: datetime) -> str:
        here = at.astimezone(self.zone)
        month = MONTHS[here.month - 1][0 if self.language == "sv" else 1]
        separator = "." if self.language == "sv" else ":"
        return f"{here.day} {month} {here.year} {here:%H}{separator}{here:%M}"

    def row(self, label: str, *texts: str, pictures: Iterable[UUID] = ()) -> Data:
        told = [(one, self.say("picture_told", number=at)) for at, one in enumerate(pictures, 1)]
        return {"label": label, "lines": _lines(texts), "pictures": transcript_pictures.placed(told) if told else []}

    def document(self, forms: list[Data]) -> Data:
        room = self.found.room
        ended = room.closing_card is not None
        facts = [
            self.row(self.say("resident"), room.resident.name),
            *(self.row(self.say("guardian"), one.name) for one in room.participants if one.role == "guardian"),
            self.row(self.say("reason"), self.local(room.reason)),
            self.row(self.say("unit"), room.unit_name),
            self.row(self.say("arrived"), self.time(room.arrived_at)),
            self.row(self.say("state"), self.say("concluded" if ended else "open")),
            self.row(self.say("made"), self.time(clock.now())),
        ]
        cards = [self.closing(card, "earlier_closing") for card in room.earlier_cards]
        if room.closing_card is not None:
            cards.append(self.closing(room.closing_card, "closing"))
        left_out = self.found.left_out
        return {
            "language": self.language,
            "title": self.say("title", number=room.number),
            "header": {
                "who": self.say("who", number=room.number, name=room.resident.name),
                "unit": room.unit_name,
                "page": self.say("page"),
                "copy": self.say("copy"),
            },
            "facts": facts,
            "missing": self.say("left_out", count=left_out, most=MAX_MESSAGES) if left_out else "",
            "parts": [*cards, *forms, self.talk()],
        }

    def part(self, heading: str, **what: Any) -> Data:
        return {"heading": heading, "notes": [], "rows": [], "entries": [], **what}

    # --- forms ---------------------------------------------------------------------------------------------------
    def own_form(self, form: tuple[Intake, IntakeView], *, first: bool) -> Data:
        row, view = form
        title = self.local(view.reason.title)
        rows = [
            self.row(
                self.local(one.question.text),
                self._given(one.answer, one.answer_words, one.question.kind),
                pictures=transcript_pictures.told(one.answer) if one.question.kind == "image" else (),
            )
            for one in view.asked
        ]
        if row.result is not None:
            why = row.result["explanation"]["patient"]
            rows.append(self.row(self.say("assessment"), why[self.language]))
        heading = self.say("form") if first else self.say("form_added", title=title)
        if view.worse_of_case_id is not None:
            heading = self.say("form_worse")
        return self.part(heading, rows=rows, notes=self._about(view.updated_at, demonstration=view.demonstration))

    def _beside_before(self, answer: wire.SummaryAnswer) -> str:
        told = self.local(answer.answer)
        if answer.before is None:
            return told
        return self.say("before_it_was", answer=told, before=self.local(answer.before))

    def _given(self, answer: object, words: Localized | None, kind: str) -> str:
        if kind == "image":
            return self.say("pictures", count=len(answer) if isinstance(answer, list) else 0)
        return self.local(words) if words is not None else "–"

    def _about(self, at: datetime, *, demonstration: bool) -> list[str]:
        said = [self.say("sent_at", time=self.time(at))]
        return [*said, self.say("demonstration")] if demonstration else said

    def summary(self, one: wire.AddedSummary) -> Data:
        told = one.summary
        answers = [*told.red_flags, *told.measurements, *told.answers]
        rows = [self.row(self.local(answer.question), self._beside_before(answer)) for answer in answers]
        rows += [self.row(self.say("free_text"), text) for text in told.free_text]
        if told.pictures:
            count = self.say("pictures", count=len(told.pictures))
            rows.append(self.row(self.say("pictures_of"), count, pictures=told.pictures))
        rows.append(self.row(self.say("assessment"), self.local(told.explanation)))
        title = next((self.local(form.title) for form in self.found.room.sent_forms if form.changed_at == one.at), "")
        if one.worse:
            heading = self.say("form_worse")
        elif one.sequence and title:
            heading = self.say("form_asked", title=title)
        else:
            reason = self.local(self.found.room.reason)
            heading = self.say("form_added", title=reason) if one.sequence else self.say("form")
        return self.part(heading, rows=rows, notes=self._about(one.at, demonstration=told.demonstration))

    # --- the conversation ----------------------------------------------------------------------------------------
    def talk(self) -> Data:
        said = [(message.sequence, self.message(message)) for message in self.found.messages]
        asked = [(form.sequence, self.sent_form(form)) for form in self.found.room.sent_forms]
        entries = [entry for _, entry in sorted([*said, *asked], key=lambda one: one[0])]
        return self.part(self.say("talk"), entries=entries, notes=[] if entries else [self.say("nothing_said")])

    def entry(self, by: wire.Participant, at: datetime, texts: Iterable[str], rows: list[Data]) -> Data:
        who = f"{by.name}, {self.local(by.title).lower()}" if by.title else by.name
        return {"who": who, "at": self.time(at), "lines": _lines(texts), "rows": rows, "pictures": []}

    def message(self, message: wire.Message) -> Data:
        texts: list[str] = []
        if message.redacted is not None:
            return self.entry(message.sender, message.at, [self.say("redacted")], [])
        if message.reply_to is not None and not message.reply_to.redacted:
            quoted = message.reply_to
            texts.append(self.say("reply", line=quoted.line, name=quoted.sender.name))
        texts.append(message.text)
        if message.copy_of is not None:
            texts.append(self.say("copy_of", time=self.time(message.copy_of.at)))
        if message.document is not None:
            texts.append(self.say("document", pages=message.document.pages, name=message.document.name))
        if message.hidden is not None:
            texts.append(self.say("hidden"))
        if message.corrected_at is not None:
            texts.append(self.say("corrected", time=self.time(message.corrected_at)))
        entry = self.entry(message.sender, message.at, texts, [])
        if message.picture is not None:
            words = self.say("picture_of", name=message.sender.name, time=self.time(message.at))
            entry["pictures"] = transcript_pictures.placed([(message.picture.id, words)])
        return entry

    def sent_form(self, form: wire.SentForm) -> Data:
        state = self.say(form.state, time=self.time(form.changed_at))
        rows = [self.row(self.local(one.question), self.local(one.answer)) for one in form.told]
        if form.pictures:
            rows.append(self.row(self.say("pictures_of"), self.say("pictures", count=form.pictures)))
        said = self.say("form_sent", state=state, title=self.local(form.title))
        return self.entry(form.by, form.at, [said], rows)

    # --- its end -------------------------------------------------------------------------------------------------
    def closing(self, card: wire.ClosingCard, heading: str) -> Data:
        outcome = "case_withdrawn" if card.outcome == "withdrawn" else card.outcome
        rows = [
            self.row(self.say("outcome"), self.say(outcome)),
            self.row(self.say("said_at_end"), card.text),
            *([self.row(self.say("seek_care"), card.seek_care)] if card.seek_care else []),
            self.row(self.say("concluded_by"), f"{card.concluded_by.name}, {self.time(card.concluded_at)}"),
        ]
        return self.part(self.say(heading), rows=rows)

    def notes(self) -> Data:
        entries = [self.entry(note.author, note.at, [note.text], []) for note in self.found.notes]
        return self.part(self.say("notes"), entries=entries)


def _lines(texts: Iterable[str]) -> list[Data]:
    """Each line of each text runs the way its own letters do."""
    lines = [line for text in texts for line in BREAKS.split(text) if line.strip()]
    return [{"text": line, "right": runs_from_right(line)} for line in lines]
