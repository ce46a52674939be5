"""Prepared texts are changed by whoever has their library: each save is a version, and taking one away is one too."""

from uuid import UUID

from django.db import transaction
from django.db.models import F, Max

from chatserver.core import audit, clock
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode, not_found
from rooms import phrasing, policy, wire
from rooms.models import Phrase, PhraseLibrary, PhraseVersion
from rooms.phrasing import Flaw, Library
from rooms.policy import LibraryAccess


@transaction.atomic(durable=True)
def save_phrase(actor: Actor, phrase_id: UUID, command: wire.SavePhrase) -> int:
    """Gives the number of the version. A repetition gets the first one's; whoever saves what has changed meanwhile is
    told, and nothing is written."""
    access = policy.access_library(actor, Library(command.library))
    phrase = access.phrases.filter(id=phrase_id).first()
    earlier = _earlier(phrase_id, command.save_id) if phrase is not None else None
    if earlier is not None:
        return earlier
    require_sound(command)
    if phrase is None:
        phrase = _begun(access, phrase_id, command)
    elif phrase.version != command.based_on:
        raise DomainError(ErrorCode.PHRASE_CHANGED, version=phrase.version)
    _require_place(access, phrase, command)
    phrase.abbreviation = command.abbreviation
    phrase.title_sv, phrase.title_en = command.title.sv.strip(), command.title.en.strip()
    phrase.text_sv, phrase.text_en = command.text.sv.strip(), command.text.en.strip()
    phrase.withdrawn = False
    return _keep(actor, access, phrase, command.save_id, command.restores)


@transaction.atomic(durable=True)
def withdraw_phrase(actor: Actor, phrase_id: UUID, command: wire.WithdrawPhrase) -> int:
    """Nobody finds it any more; its versions stay, and saving one of them brings it back."""
    access = policy.access_library(actor, policy.library_of(actor, phrase_id).library)
    phrase = access.phrases.get(id=phrase_id)
    earlier = _earlier(phrase_id, command.save_id)
    if earlier is not None:
        return earlier
    if phrase.version != command.based_on or phrase.withdrawn:
        raise DomainError(ErrorCode.PHRASE_CHANGED, version=phrase.version)
    phrase.withdrawn = True
    return _keep(actor, access, phrase, command.save_id, None)


def require_sound(command: wire.SavePhrase) -> None:
    """Title and text in at least one language, and no text that could never be sent."""
    languages = [("sv", command.title.sv, command.text.sv), ("en", command.title.en, command.text.en)]
    written = 0
    for language, title, text in languages:
        if bool(title.strip()) != bool(text.strip()):
            raise _flawed(f"text.{language}" if title.strip() else f"title.{language}", Flaw.HALF)
        flaw = phrasing.flaw_in(text)
        if flaw is not None:
            raise _flawed(f"text.{language}", flaw)
        written += bool(text.strip())
    if written == 0:
        raise _flawed("text.sv", Flaw.HALF)


def _flawed(field: str, flaw: Flaw) -> DomainError:
    return DomainError(ErrorCode.BAD_REQUEST, field=field, flaw=flaw.value)


def _earlier(phrase_id: UUID, save_id: UUID) -> int | None:
    saved = PhraseVersion.objects.filter(phrase_id=phrase_id, save_id=save_id)
    return saved.values_list("number", flat=True).first()


def _begun(access: LibraryAccess, phrase_id: UUID, command: wire.SavePhrase) -> Phrase:
    """A phrase of another library has this id, or there was none to change: to the writer it does not exist."""
    if command.based_on != 0 or Phrase.objects.filter(id=phrase_id).exists():
        raise not_found()
    last: int | None = access.phrases.aggregate(last=Max("place"))["last"]
    return Phrase(id=phrase_id, place=(last or 0) + 1, version=0, withdrawn=True, **{access.column: access.owner_id})


def _require_place(access: LibraryAccess, phrase: Phrase, command: wire.SavePhrase) -> None:
    others = access.phrases.filter(withdrawn=False).exclude(id=phrase.id)
    if others.filter(abbreviation=command.abbreviation).exists():
        raise DomainError(ErrorCode.ABBREVIATION_TAKEN, field="abbreviation")
    limit = phrasing.ROOM_FOR[access.library]
    if phrase.withdrawn and others.count() >= limit:
        raise DomainError(ErrorCode.LIBRARY_FULL, limit=limit)


def _keep(actor: Actor, access: LibraryAccess, phrase: Phrase, save_id: UUID, restores: int | None) -> int:
    phrase.version += 1
    phrase.changed_at, phrase.changed_by_id = clock.now(), actor.person
    phrase.save(force_insert=phrase.version == 1)
    PhraseVersion.objects.create(
        phrase=phrase,
        number=phrase.version,
        save_id=save_id,
        at=phrase.changed_at,
        by_id=phrase.changed_by_id,
        abbreviation=phrase.abbreviation,
        title_sv=phrase.title_sv,
        title_en=phrase.title_en,
        text_sv=phrase.text_sv,
        text_en=phrase.text_en,
        withdrawn=phrase.withdrawn,
        restores=restores,
    )
    PhraseLibrary.objects.filter(owner_id=access.owner_id).update(revision=F("revision") + 1)
    audit.record(
        actor,
        "phrase.withdraw" if phrase.withdrawn else "phrase.save",
        kind="write",
        resident_id=None,
        unit_id=actor.unit_id,
        object_type="phrase",
        object_id=phrase.id,
    )
    return phrase.version
