"""The chapters of the album by name. Each gets a clinic of its own, so that none waits for what another left behind."""

from collections.abc import Callable
from pathlib import Path

from tests.browser.album import (
    alarms,
    asked_forms,
    bad_line,
    callbacks,
    captions,
    closing_time,
    connection_check,
    contacts,
    group_call,
    guests,
    in_call,
    merging,
    missed_calls,
    offers,
    overflow,
    phrases,
    reached,
    resident_form,
    resident_room,
    said_anew,
    sent_files,
    silences,
    staff,
    staff_busy,
    transfers,
    unit_settings,
    unsent,
    worse,
)
from tests.browser.album.album import Album
from tests.browser.conftest import House

Chapter = Callable[[House, Album, Path], None]


def the_form(house: House, album: Album, folder: Path) -> None:
    resident_form.before_login(house.windows, house.origin, album)
    resident_form.questions(house, album, folder)
    resident_form.troubles(house, album)


def where_it_leads(house: House, album: Album, _folder: Path) -> None:
    resident_form.outcomes(house, album)
    resident_form.urgent(house, album)
    resident_form.advice(house, album)
    resident_form.errand(house, album)
    resident_form.for_a_child(house, album)


def the_case(house: House, album: Album, folder: Path) -> None:
    anna, sara = resident_room.wait(house, album, folder)
    resident_room.talk(anna, sara, album, folder)
    resident_room.look_back(anna, album)
    resident_room.call(anna, sara, album)
    resident_room.end(anna, sara, album)
    resident_room.worse(house, album)
    resident_room.shut_out(anna, album)


def what_is_said_anew(house: House, album: Album, _folder: Path) -> None:
    samira, sara = said_anew.both_sides(house)
    said_anew.corrected(samira, sara, album)
    said_anew.answered(samira, sara, album)
    said_anew.looked_for(samira, sara, album)
    said_anew.taken_away(samira, sara, album)


def what_is_unsent(house: House, album: Album, folder: Path) -> None:
    oskar, sara = unsent.on_the_telephone(house, album, folder)
    unsent.without_a_store(house, album, sara)
    unsent.leaving(oskar, sara, album)
    unsent.had_again(house, sara, album)


def before_the_desk(house: House, album: Album, _folder: Path) -> None:
    staff.the_door(house, album)


def a_day_at_the_desk(house: House, album: Album, _folder: Path) -> None:
    sara, came = staff.the_morning(house, album)
    staff.the_rooms(sara, came, album)
    staff.overlays(sara, album)
    helena = staff.the_floor(house, album)
    staff.afterwards(house, sara, helena, came, album)


def a_busy_desk(house: House, album: Album, folder: Path) -> None:
    sara, came = staff_busy.a_long_list(house, album, folder)
    staff_busy.pictures(sara, came, album, folder)
    staff_busy.a_child(sara, came, album)
    staff_busy.calls(sara, came, album)
    staff_busy.menus(sara, album)
    staff_busy.the_full_floor(house, album)
    staff_busy.troubles(sara, album)


def alarm_words(house: House, album: Album, _folder: Path) -> None:
    samira = alarms.numbers_to_call(house, album)
    alarms.over_the_desk(house, album, samira)


def the_phrases(house: House, album: Album, _folder: Path) -> None:
    phrases.the_replies(house, album, phrases.the_library(house, album))


def files(house: House, album: Album, folder: Path) -> None:
    anna, sara = sent_files.begin(house)
    sent_files.on_the_way(anna, album, folder)
    sent_files.documents(anna, sara, album, folder)
    sent_files.together(anna, sara, album, folder)
    sent_files.hidden(anna, sara, album, folder)


def how_one_is_reached(house: House, album: Album, _folder: Path) -> None:
    samira = reached.asked_where_one_waits(house, album)
    reached.settings(samira, album)
    reached.would_have_been_sent(house, samira, album)
    reached.refused_by_the_browser(house, album)
    sara = reached.answered_in_vain(house)
    reached.a_new_version(house, album)
    reached.staff_see_it(sara, album)


def the_guests(house: House, album: Album, _folder: Path) -> None:
    oskar, sara = guests.asked_for(house, album)
    amira = guests.before_the_door(house, album, guests.invite(house, sara, album))
    reader, outside = guests.the_line(house, oskar, sara, album, amira)
    guests.in_the_room(oskar, sara, album, amira, reader)
    guests.at_the_end(house, sara, album, amira, reader, outside)


def forms_in_a_room(house: House, album: Album, _folder: Path) -> None:
    anna, sara = asked_forms.chosen(house, album)
    asked_forms.sent_and_taken_back(anna, sara, album)
    asked_forms.answered(anna, sara, album)
    asked_forms.saved(anna, sara, album)


def what_is_offered(house: House, album: Album, _folder: Path) -> None:
    offers.missed(house, offers.offered(house, album), album)


def whom_one_knows(house: House, album: Album, _folder: Path) -> None:
    contacts.named(house, album)
    contacts.able(house, album)


def closing_time_passes(house: House, album: Album, _folder: Path) -> None:
    closing_time.passes(house, album)
    closing_time.moves(house, album)


def a_unit_helps(house: House, album: Album, _folder: Path) -> None:
    overflow.helped(house, album)


def what_is_handed_over(house: House, album: Album, _folder: Path) -> None:
    transfers.handed_over(house, album)
    transfers.to_another_unit(house, album)


def a_call_of_three(house: House, album: Album, _folder: Path) -> None:
    group_call.joined(house, album)


def a_call(house: House, album: Album, _folder: Path) -> None:
    in_call.during(house, album)


def what_is_captioned(house: House, album: Album, _folder: Path) -> None:
    captions.read(house, album)


def a_call_in_vain(house: House, album: Album, _folder: Path) -> None:
    missed_calls.missed(house, album)


def a_line_that_is_bad(house: House, album: Album, _folder: Path) -> None:
    bad_line.told(house, album)


def before_a_call(house: House, album: Album, _folder: Path) -> None:
    connection_check.found(house, album)


def what_is_merged(house: House, album: Album, folder: Path) -> None:
    merging.merged(house, album, folder)


def what_is_not_answered(house: House, album: Album, _folder: Path) -> None:
    silences.of_staff(house, album)


def who_does_not_answer(house: House, album: Album, _folder: Path) -> None:
    silences.of_a_resident(house, album)


def who_is_worse(house: House, album: Album, folder: Path) -> None:
    samira, sara = worse.told(house, album, folder)
    worse.alarmed(samira, sara, album)
    worse.closed(house, album, folder)


def who_is_called_back(house: House, album: Album, folder: Path) -> None:
    oskar, sara = callbacks.asked(house, album, folder)
    callbacks.called(oskar, sara, album)
    callbacks.withdrawn(house, album, folder)


def what_holds_for_a_unit(house: House, album: Album, _folder: Path) -> None:
    unit_settings.shown(house, album)
    unit_settings.of_an_administrator(house, album)


CHAPTERS: dict[str, Chapter] = {
    "the form": the_form,
    "where it leads": where_it_leads,
    "the case": the_case,
    "who is worse": who_is_worse,
    "who is called back": who_is_called_back,
    "what is said anew": what_is_said_anew,
    "what is unsent": what_is_unsent,
    "before the desk": before_the_desk,
    "a day at the desk": a_day_at_the_desk,
    "a busy desk": a_busy_desk,
    "alarm words": alarm_words,
    "what is offered": what_is_offered,
    "whom one knows": whom_one_knows,
    "closing time": closing_time_passes,
    "what is handed over": what_is_handed_over,
    "a unit helps": a_unit_helps,
    "what is merged": what_is_merged,
    "what is not answered": what_is_not_answered,
    "who does not answer": who_does_not_answer,
    "the phrases": the_phrases,
    "what holds for a unit": what_holds_for_a_unit,
    "files": files,
    "how one is reached": how_one_is_reached,
    "the guests": the_guests,
    "a call": a_call,
    "captions of a call": what_is_captioned,
    "a call of three": a_call_of_three,
    "a call in vain": a_call_in_vain,
    "a line that is bad": a_line_that_is_bad,
    "before a call": before_a_call,
    "forms in a room": forms_in_a_room,
}
