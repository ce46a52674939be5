"""Prepared texts: who may change which library, what a text may hold, versions, and two who save at once."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from pytest_django import Settings

from chatserver.core.actor import ADMINISTRATOR, SUPERVISOR, Actor
from chatserver.core.errors import ErrorCode
from chatserver.core.ids import new_id
from chatserver.core.limits import RATES
from chatserver.core.models import AuditEntry
from people import demo as people_demo
from people.models import CareProvider, Unit, UnitKind
from rooms import demo, phrasing, wire
from rooms.actions import phrases as actions
from rooms.models import Phrase, PhraseVersion
from rooms.phrasing import Flaw, Library
from rooms.queries import phrases as queries
from tests.rooms.refusals import refused
from tests.rooms.test_api import browser_of
from tests.rooms.world import World
from tests.rooms.world import phrase as phrase_of

ONE_LANGUAGE: dict[str, Any] = {"title": {"sv": "Vila", "en": ""}, "text": {"sv": "Vila till [dag].", "en": ""}}


def saved(actor: Actor, command: wire.SavePhrase) -> UUID:
    phrase_id = new_id()
    actions.save_phrase(actor, phrase_id, command)
    return phrase_id


def found(actor: Actor) -> list[str]:
    return [phrase.abbreviation for phrase in queries.phrases(actor).phrases]


def administrator(world: World) -> Actor:
    return replace(world.helena, roles=frozenset({ADMINISTRATOR}))


# --- the rules -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("Kom [dag] klockan [tid].", None),
        ("{resident_first_name} {answer:temperature} {opening_hours}", None),
        ("Kom [dag", Flaw.STRAY_BRACKET),
        ("Kom dag]", Flaw.STRAY_BRACKET),
        ("Kom [] nu", Flaw.STRAY_BRACKET),
        ("Kom [ ] nu", Flaw.STRAY_BRACKET),
        ("[a]" * phrasing.MAX_BLANKS, None),
        ("[a]" * (phrasing.MAX_BLANKS + 1), Flaw.TOO_MANY_BLANKS),
        ("Hej {förnamn}", Flaw.UNKNOWN_VARIABLE),
        ("Hej {nobody_knows}", Flaw.UNKNOWN_VARIABLE),
        ("Hej {answer}", Flaw.UNKNOWN_VARIABLE),
        ("Hej {unit_name:x}", Flaw.UNKNOWN_VARIABLE),
        ("Hej {", Flaw.UNKNOWN_VARIABLE),
    ],
)
def test_what_a_text_may_hold(text: str, flaw: Flaw | None) -> None:
    assert phrasing.flaw_in(text) is flaw


@pytest.mark.parametrize(
    ("library", "roles", "may"),
    [
        (library, frozenset(roles), may)
        for library, editors in (
            (Library.OWN, ((), (SUPERVISOR,), (ADMINISTRATOR,))),
            (Library.UNIT, ((SUPERVISOR,), (ADMINISTRATOR,))),
            (Library.SHARED, ((ADMINISTRATOR,),)),
        )
        for roles in ((), (SUPERVISOR,), (ADMINISTRATOR,))
        for may in (roles in editors,)
    ],
)
def test_who_may_change_which_library(library: Library, roles: frozenset[str], may: bool) -> None:
    assert phrasing.may_edit(library, roles) is may


# --- saving ----------------------------------------------------------------------------------------------------------
def test_a_phrase_of_ones_own_is_ones_own(world: World) -> None:
    phrase_id = saved(world.sara, phrase_of("Hals"))
    [phrase] = queries.phrases(world.sara).phrases
    assert (phrase.id, phrase.library, phrase.abbreviation, phrase.version) == (phrase_id, "own", "hals", 1)
    assert (phrase.changed_by, phrase.text.sv) == ("Sara Holm", "Vila till [dag], {resident_first_name}.")
    assert found(world.johan) == []
    for ask in (queries.versions, queries.phrase):
        with refused(ErrorCode.NOT_FOUND):
            ask(world.johan, phrase_id)
    with refused(ErrorCode.NOT_FOUND):
        actions.save_phrase(world.johan, phrase_id, phrase_of(based_on=0))
    with refused(ErrorCode.NOT_FOUND):
        actions.save_phrase(world.johan, phrase_id, phrase_of(based_on=1))
    with refused(ErrorCode.NOT_FOUND):
        actions.withdraw_phrase(world.johan, phrase_id, wire.WithdrawPhrase(save_id=new_id(), based_on=1))
    written = AuditEntry.objects.get(action="phrase.save")
    assert (written.actor_id, written.object_id, written.resident_id) == (world.sara.person, phrase_id, None)


def test_the_units_are_the_supervisors_and_the_shared_the_administrators(world: World) -> None:
    of_unit = saved(world.helena, phrase_of("tid", library="unit"))
    shared = saved(administrator(world), phrase_of("hej", library="shared"))
    saved(world.sara, phrase_of("egen"))
    assert found(world.sara) == ["egen", "tid", "hej"]
    # Another unit of the same care provider.
    assert found(world.omar) == ["hej"]
    assert queries.phrases(world.sara).editable == ["own"]
    assert queries.phrases(world.helena).editable == ["own", "unit"]
    assert queries.phrases(administrator(world)).editable == ["own", "unit", "shared"]
    for actor, phrase_id, command in (
        (world.sara, of_unit, phrase_of(library="unit", based_on=1)),
        (world.helena, shared, phrase_of(library="shared", based_on=1)),
    ):
        with refused(ErrorCode.NOT_ALLOWED):
            actions.save_phrase(actor, phrase_id, command)
        with refused(ErrorCode.NOT_ALLOWED):
            actions.withdraw_phrase(actor, phrase_id, wire.WithdrawPhrase(save_id=new_id(), based_on=1))


def test_the_phrases_of_another_care_provider_do_not_exist(world: World) -> None:
    shared = saved(administrator(world), phrase_of("hej", library="shared"))
    other = CareProvider.objects.create(name="Norrvård")
    away = Unit.objects.create(provider=other, name="Norra vårdcentralen", kind="health_centre", telephone="090-1")
    stranger = replace(administrator(world), unit_id=away.id)
    assert found(stranger) == []
    with refused(ErrorCode.NOT_FOUND):
        actions.save_phrase(stranger, shared, phrase_of(library="shared", based_on=1))


def test_each_save_is_a_version_and_the_same_save_twice_is_one(world: World) -> None:
    phrase_id = new_id()
    first = phrase_of()
    assert [actions.save_phrase(world.sara, phrase_id, first) for _ in range(2)] == [1, 1]
    second = phrase_of("hals2", based_on=1, **ONE_LANGUAGE)
    assert actions.save_phrase(world.sara, phrase_id, second) == 2
    # A repetition that comes after a later save is still the first one's.
    assert actions.save_phrase(world.sara, phrase_id, first) == 1
    assert found(world.sara) == ["hals2"]
    versions = queries.versions(world.sara, phrase_id).versions
    assert [(version.number, version.abbreviation, version.by) for version in versions] == [
        (2, "hals2", "Sara Holm"),
        (1, "hals", "Sara Holm"),
    ]
    assert versions[0].text.en == ""


def test_whoever_saves_what_has_changed_meanwhile_is_told(world: World) -> None:
    phrase_id = saved(world.helena, phrase_of(library="unit"))
    actions.save_phrase(world.helena, phrase_id, phrase_of(library="unit", based_on=1))
    also = replace(world.johan, roles=frozenset({SUPERVISOR}))
    with refused(ErrorCode.PHRASE_CHANGED, version=2):
        actions.save_phrase(also, phrase_id, phrase_of(library="unit", based_on=1))
    with refused(ErrorCode.PHRASE_CHANGED, version=2):
        actions.save_phrase(also, phrase_id, phrase_of(library="unit", based_on=0))
    with refused(ErrorCode.PHRASE_CHANGED, version=2):
        actions.withdraw_phrase(also, phrase_id, wire.WithdrawPhrase(save_id=new_id(), based_on=1))
    assert actions.save_phrase(also, phrase_id, phrase_of(library="unit", based_on=2)) == 3
    assert queries.phrase(world.sara, phrase_id).changed_by == "Johan Lager"


def test_what_is_taken_away_is_kept_and_comes_back(world: World) -> None:
    phrase_id = saved(world.sara, phrase_of())
    withdraw = wire.WithdrawPhrase(save_id=new_id(), based_on=1)
    assert [actions.withdraw_phrase(world.sara, phrase_id, withdraw) for _ in range(2)] == [2, 2]
    assert found(world.sara) == []
    assert [phrase.id for phrase in queries.withdrawn(world.sara).phrases] == [phrase_id]
    assert queries.withdrawn(world.johan).phrases == []
    with refused(ErrorCode.PHRASE_CHANGED, version=2):
        actions.withdraw_phrase(world.sara, phrase_id, wire.WithdrawPhrase(save_id=new_id(), based_on=2))
    # Its abbreviation is free meanwhile, and then it is not.
    other = saved(world.sara, phrase_of())
    with refused(ErrorCode.ABBREVIATION_TAKEN, field="abbreviation"):
        actions.save_phrase(world.sara, phrase_id, phrase_of(based_on=2, restores=1))
    actions.withdraw_phrase(world.sara, other, wire.WithdrawPhrase(save_id=new_id(), based_on=1))
    assert actions.save_phrase(world.sara, phrase_id, phrase_of(based_on=2, restores=1)) == 3
    versions = queries.versions(world.sara, phrase_id).versions
    assert [(version.withdrawn, version.restores) for version in versions] == [(False, 1), (True, None), (False, None)]
    assert AuditEntry.objects.filter(action="phrase.withdraw", object_id=phrase_id).count() == 1


def test_an_abbreviation_is_one_phrases_in_its_library(world: World) -> None:
    saved(world.sara, phrase_of("hals"))
    with refused(ErrorCode.ABBREVIATION_TAKEN, field="abbreviation"):
        saved(world.sara, phrase_of("HALS"))
    saved(world.johan, phrase_of("hals"))
    saved(world.helena, phrase_of("hals", library="unit"))
    assert found(world.sara) == ["hals", "hals"]


@pytest.mark.parametrize("abbreviation", ["", "två ord", ";hals", "-hals", "hals!", "a" * 13, "a\n"])
def test_an_abbreviation_can_be_typed_in_one_word(abbreviation: str) -> None:
    with pytest.raises(ValueError, match="abbreviation"):
        phrase_of(abbreviation)


def test_a_library_has_its_size(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(phrasing.ROOM_FOR, Library.OWN, 2)
    first = saved(world.sara, phrase_of("ett"))
    saved(world.sara, phrase_of("tva"))
    with refused(ErrorCode.LIBRARY_FULL, limit=2):
        saved(world.sara, phrase_of("tre"))
    actions.save_phrase(world.sara, first, phrase_of("ett", based_on=1))
    actions.withdraw_phrase(world.sara, first, wire.WithdrawPhrase(save_id=new_id(), based_on=2))
    saved(world.sara, phrase_of("tre"))
    with refused(ErrorCode.LIBRARY_FULL, limit=2):
        actions.save_phrase(world.sara, first, phrase_of("ett", based_on=3))


@pytest.mark.parametrize(
    ("change", "field", "flaw"),
    [
        ({"text": {"sv": "Kom [dag", "en": "Come"}}, "text.sv", "stray_bracket"),
        ({"text": {"sv": "Kom", "en": "Hi {you}"}}, "text.en", "unknown_variable"),
        ({"text": {"sv": "Kom", "en": " "}}, "text.en", "half"),
        ({"title": {"sv": "", "en": "Come"}}, "title.sv", "half"),
        ({"title": {"sv": "", "en": ""}, "text": {"sv": "", "en": ""}}, "text.sv", "half"),
    ],
)
def test_a_text_that_could_not_be_sent_is_not_kept(world: World, change: Any, field: str, flaw: str) -> None:
    with refused(ErrorCode.BAD_REQUEST, field=field, flaw=flaw):
        saved(world.sara, phrase_of(**change))


def test_a_revision_is_another_after_each_change_of_what_one_reads(world: World) -> None:
    before = queries.revision(world.sara)
    assert queries.phrases(world.sara).revision == before.revision
    saved(world.johan, phrase_of())
    assert queries.revision(world.sara) == before
    phrase_id = saved(world.helena, phrase_of(library="unit"))
    after = queries.revision(world.sara)
    assert after != before
    actions.withdraw_phrase(world.helena, phrase_id, wire.WithdrawPhrase(save_id=new_id(), based_on=1))
    assert queries.revision(world.sara) not in (before, after)


# --- over HTTP -------------------------------------------------------------------------------------------------------
def put(client: Client, phrase_id: UUID, command: wire.SavePhrase, **changes: Any) -> Any:
    body = command.model_dump(mode="json") | changes
    return client.put(f"/api/staff/phrases/{phrase_id}", body, content_type="application/json")


def test_the_whole_way_over_http(world: World) -> None:
    sara, phrase_id = browser_of(world.sara), new_id()
    answer = put(sara, phrase_id, phrase_of())
    assert (answer.status_code, answer.json()["version"]) == (200, 1)
    book = sara.get("/api/staff/phrases").json()
    assert [phrase["id"] for phrase in book["phrases"]] == [str(phrase_id)]
    assert book["unit"]["name"] == "Björkdalens vårdcentral"
    assert book["unit"]["hours"][0] == {"weekday": 0, "opens": 0, "closes": 1440}
    assert sara.get("/api/staff/phrases/revision").json() == {"revision": book["revision"]}
    stale = put(sara, phrase_id, phrase_of())
    assert (stale.status_code, stale.json()["code"], stale.json()["params"]) == (409, "phrase_changed", {"version": 1})
    body = {"save_id": str(new_id()), "based_on": 1}
    gone = sara.post(f"/api/staff/phrases/{phrase_id}/withdraw", body, content_type="application/json")
    assert (gone.status_code, gone.json()["version"]) == (200, 2)
    versions = sara.get(f"/api/staff/phrases/{phrase_id}/versions").json()["versions"]
    assert [version["number"] for version in versions] == [2, 1]
    assert not AuditEntry.objects.filter(kind="read").exists()


def test_what_cannot_be_kept_is_refused_without_its_words(world: World) -> None:
    secret = "Anna Lind har halsfluss"
    for changes in (
        {"abbreviation": secret},
        {"title": {"sv": secret * 9, "en": ""}},
        {"text": {"sv": f"{secret} [", "en": ""}},
        {"text": {"sv": secret + "x" * 2_000, "en": ""}},
        {"text": {"sv": secret + "\x00", "en": ""}},
        {"title": {"sv": secret + "\n", "en": ""}},
    ):
        answer = put(browser_of(world.sara), new_id(), phrase_of(), **changes)
        assert answer.status_code == 422
        assert secret not in answer.content.decode()
    assert not Phrase.objects.exists()


def test_nobody_fills_the_house_with_versions(world: World) -> None:
    sara, phrase_id, burst = browser_of(world.sara), new_id(), RATES["phrase.save"].burst
    answers = [put(sara, phrase_id, phrase_of(based_on=number)).status_code for number in range(burst + 1)]
    assert answers == [200] * burst + [429]
    assert PhraseVersion.objects.count() == burst


# --- the demonstration -----------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_the_demonstration_units_have_phrases() -> None:
    people_demo.load()
    demo.load()
    before = list(Phrase.objects.order_by("id").values())
    demo.load()
    assert list(Phrase.objects.order_by("id").values()) == before
    centre = Unit.objects.get(kind=UnitKind.HEALTH_CENTRE)
    shared = Phrase.objects.filter(provider_id=centre.provider_id).order_by("place")
    for rows in (shared, Phrase.objects.filter(unit_id=centre.id).order_by("place")):
        assert [row.place for row in rows] == list(range(1, len(rows) + 1))
        assert len(rows) >= 4
    assert PhraseVersion.objects.count() == len(before)
    for row in Phrase.objects.all():
        assert [phrasing.flaw_in(text) for text in (row.text_sv, row.text_en)] == [None, None]


@pytest.mark.django_db(transaction=True)
def test_the_demonstration_is_not_for_production(settings: Settings) -> None:
    settings.PRODUCTION = True
    with pytest.raises(RuntimeError, match="not for production"):
        demo.load()
