"""The list of alarm words against written messages in both languages, and the matcher and loader by themselves."""

import random
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from chatserver.core.yaml_source import ContentError
from rooms.alarms import library
from rooms.alarms.content import Category, Content, ListState, Package, Patterns, WordSet
from rooms.alarms.loader import load_list
from rooms.alarms.matcher import Matcher, is_near
from rooms.alarms.spelling import words_of

MESSAGES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("alarm_messages.yaml").read_text())
FOUND: dict[str, dict[str, list[str]]] = MESSAGES["found"]
HARMLESS: list[str] = [text for texts in MESSAGES["harmless"].values() for text in texts]
# Written plainly, these must never be missed.
NEVER_MISSED = ("suicide", "violence")
AT_LEAST_FOUND, AT_MOST_FALSE = 0.95, 0.05
# A message of the greatest length, whatever it is made of. The limit is wide since test machines are slow.
LONGEST, LONGEST_SECONDS = 4_000, 0.05


def hits(text: str) -> list[str]:
    return [hit.category for hit in library.current().matcher.hits(text)]


# --- the written messages --------------------------------------------------------------------------------------------
def test_the_written_messages_are_told_apart(capsys: pytest.CaptureFixture[str]) -> None:
    wanted = [(category, text) for category, kinds in FOUND.items() for texts in kinds.values() for text in texts]
    missed = [(category, text) for category, text in wanted if category not in hits(text)]
    false = [text for text in HARMLESS if hits(text)]
    by_category = Counter(category for category, _ in wanted)
    lost = Counter(category for category, _ in missed)
    report = [
        f"alarm words ({library.current().name}): {len(wanted)} alarming and {len(HARMLESS)} harmless messages",
        *(f"  {category:12} {count - lost[category]:3} of {count:3} found" for category, count in by_category.items()),
        *(f"  missed, {category}: {text}" for category, text in missed),
        *(f"  false alarm: {text}" for text in false),
        f"  {len(wanted) - len(missed)} found, {len(missed)} missed, {len(false)} false alarms",
    ]
    with capsys.disabled():
        sys.stdout.write("\n" + "\n".join(report) + "\n")
    assert len(wanted) + len(HARMLESS) >= 150
    assert 1 - len(missed) / len(wanted) >= AT_LEAST_FOUND
    assert len(false) / len(HARMLESS) <= AT_MOST_FALSE


@pytest.mark.parametrize(
    ("category", "text"), [(category, text) for category in NEVER_MISSED for text in FOUND[category]["plain"]]
)
def test_suicide_and_violence_written_plainly_are_never_missed(category: str, text: str) -> None:
    assert category in hits(text)
    assert category in hits(f"Hej! Jag har haft feber i tre dagar. {text} Vad ska jag göra?")


def test_every_category_of_the_list_is_among_the_messages() -> None:
    assert FOUND.keys() == library.current().categories.keys()


# --- the matcher -----------------------------------------------------------------------------------------------------
def matcher(*patterns: str, deniable: bool = False, harmless: tuple[str, ...] = ()) -> Matcher:
    listed = Patterns(sv=list(patterns))
    told: dict[str, Any] = {"title": {"sv": "x", "en": "x"}, "card": {"sv": "x", "en": "x"}, "lines": ["emergency"]}
    told |= {"id": "one", "aim": "resident", "unless_denied" if deniable else "always": listed}
    category = Category.model_validate(told)
    sets = [
        WordSet(id="denial", any=["inte"]),
        WordSet(id="clause", any=["jag"]),
        WordSet(id="vill", any=["vill", "ville"]),
    ]
    package = Package(id="test", version="1.0.0", state=ListState.DRAFT, author="test")
    return Matcher(
        Content(package=package, sets=sets, lines=[], categories=[category], harmless=Patterns(sv=list(harmless)))
    )


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("dö", "Jag vill DÖ!", True),
        ("dö", "död", False),
        ("död*", "dödstrött", True),
        ("~självmord", "sjalvmrod", True),
        ("~självmord", "självmodd", True),
        ("~självmord", "självmat", False),
        ("<vill> dö", "ville dö", True),
        ("<vill> dö", "ville bara dö", False),
        ("<vill> ... dö", "ville bara verkligen nu dö", True),
        ("<vill> ... dö", "ville bara verkligen nu genast dö", False),
        ("<vill> ... dö", "vill inte dö", False),
        ("<vill> ... dö", "Jag vill det. Dö inte", False),
        ("<vill> ... dö", "jag vill ... dö", True),
        ("<vill> ... dö", "jag vill,\ndö", True),
        ("cant stop", "I can't stop", True),
    ],
)
def test_a_pattern_means_what_it_says(pattern: str, text: str, found: bool) -> None:
    assert bool(matcher(pattern).hits(text)) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("tankar på självmord", True),
        ("inte tankar på självmord", False),
        ("inte det, självmord", True),
        ("inte det jag tänker på självmord", True),
        ("inte nu alls på länge självmord", True),
    ],
)
def test_a_denial_reaches_to_the_end_of_its_clause_and_four_words(text: str, found: bool) -> None:
    assert bool(matcher("självmord", deniable=True).hits(text)) is found


def test_what_is_harmless_is_taken_out_and_hides_nothing_else() -> None:
    look = matcher("<vill> ... dö", harmless=("dö av skratt*",))
    assert not look.hits("jag vill dö av skratt")
    assert look.hits("jag vill dö av skratt och jag vill dö")


def test_spelling_is_evened_out() -> None:
    spelt = ("Själv-Mord", "ｓｊäｌｖ mord", "sjaaalv\u200b mord", "sj4lv m0rd", "SJA\u0308LV MORD")
    assert {tuple(words_of(text).words) for text in spelt} == {("sjalv", "mord")}
    assert words_of("s j ä l v m o r d").words == ["sjalvmord"]


@given(st.text(min_size=6, max_size=12, alphabet="abcdefåäö"), st.randoms(use_true_random=False))
def test_near_is_one_letter(word: str, chance: random.Random) -> None:
    at = chance.randrange(len(word) - 1)
    exchanged = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    for other in (word[:at] + word[at + 1 :], word[:at] + "x" + word[at:], word[:at] + "x" + word[at + 1 :], exchanged):
        assert is_near(word, other)
        assert is_near(other, word)
    assert not is_near(word, f"xx{word}")
    assert not is_near(word, f"xx{word[2:]}")


PARTS = ["jag", "vill", "inte", "dö", "leva", "på", "självmord", "av", "skratt", ".", ",", "bara", "livet", "mig", "ta"]


@given(st.lists(st.sampled_from(PARTS), max_size=14))
def test_all_places_at_once_are_each_place_by_itself(parts: list[str]) -> None:
    """A plain reading of the same patterns, one place after the other, finds the same."""
    text = " ".join(parts)
    for pattern in ("<vill> ... dö", "vill ... inte ... leva", "livet av mig"):
        assert bool(matcher(pattern).hits(text)) == found_plainly(pattern.split(), text), pattern


def found_plainly(steps: list[str], text: str) -> bool:
    words = words_of(text)
    sets = {"<vill>": {"vil", "vile"}}

    def follows(at: int) -> bool:
        return at < len(words.words) and not words.begins_sentence >> at & 1

    def from_here(at: int, left: list[str], *, first: bool) -> bool:
        if not left:
            return True
        if left[0] == "...":
            for skipped in range(4):
                if from_here(at + skipped, left[1:], first=False):
                    return True
                if not follows(at + skipped) or words.words[at + skipped] == "inte":
                    return False
            return False
        if at >= len(words.words) or not (first or follows(at)):
            return False
        [meant] = words_of(left[0].strip("<>")).words
        stands = words.words[at] in sets.get(left[0], {meant})
        return stands and from_here(at + 1, left[1:], first=False)

    return any(from_here(at, steps, first=True) for at in range(len(words.words)))


@given(st.text(max_size=400))
def test_any_text_can_be_looked_through(text: str) -> None:
    library.current().matcher.hits(text)


class PatientMatcher(Matcher):
    """Looks at every text with every pattern."""

    def _may_hold_one(self, text: str) -> bool:
        return True


PATIENT = PatientMatcher(library.current().content)
ALARMING = [text for kinds in FOUND.values() for texts in kinds.values() for text in texts]
PIECES = st.sampled_from(
    [*ALARMING, *(part for text in ALARMING for part in text.split()), *"dödaDÖ.,!?'", "ﷺ", "e\u0301"]
)
JOINTS = st.sampled_from(["", " ", "  ", "\n", "\u00a0", "\u200b", " \u0301", ".", "-"])


@example([("s j ä l v m o r d", "")])
@example([("s j ä", " "), ("l v", " "), ("m.o.r.d", "")])
@given(st.lists(st.tuples(PIECES, JOINTS), max_size=12))
def test_the_quick_look_passes_nothing_by(parts: list[tuple[str, str]]) -> None:
    text = "".join(piece + joint for piece, joint in parts)
    assert library.current().matcher.hits(text) == PATIENT.hits(text)


@pytest.mark.parametrize(
    "unit",
    [
        "vill ",
        "jag vill inte ",
        "vill att dö inte ",
        "ta mitt livet av ",
        "a ",
        ". ",
        "ä",
        "a" * 99,
        "självmordx ",
        "e\u0301\u0302",
    ],
)
def test_a_hostile_text_is_bounded(unit: str) -> None:
    text = (unit * LONGEST)[:LONGEST]
    look = library.current().matcher
    seconds = min(timed(look, text) for _ in range(3))
    assert seconds < LONGEST_SECONDS


def timed(look: Matcher, text: str) -> float:
    begun = time.perf_counter()
    look.hits(text)
    return time.perf_counter() - begun


# --- the list --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("version: 0.1.0", "version: new", "0_package.yaml:4"),
        ("state: draft", "state: approved", "approved exactly when"),
        ("id: denial", "id: denials", "the set 'denial' is missing"),
        ("    - dö av skratt*", "    - dö ... skratt*", "has no gaps"),
        ("    - dö av skratt*", "    - <nobody> skratt", "no set <nobody>"),
        ("    - dö av skratt*", "    - ... skratt", "begins and ends with a word"),
        ("    - dö av skratt*", "    - ~död", "too short"),
        ("  - id: poison_line", "  - id: advice", "stands here twice"),
        ("  - id: suicide_line", "  - id: other_line", "there is no line 'suicide_line'"),
    ],
)
def test_a_list_that_is_wrong_is_refused_whole(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    for file in library.SHIPPED.glob("*.yaml"):
        text = file.read_text()
        (tmp_path / file.name).write_text(text.replace(old, new) if file.name.startswith("0") else text)
    with pytest.raises(ContentError, match=complaint):
        load_list(tmp_path)


def test_an_approval_is_of_this_content_and_no_other(tmp_path: Path) -> None:
    digest = load_list(library.SHIPPED).sha256
    approval = "  state: approved\n  approvals:\n    - {{name: A, role: B, on: 2026-01-01, sha256: '{}'}}"
    for sha256 in (digest, "0" * 64):
        for file in library.SHIPPED.glob("*.yaml"):
            text = file.read_text().replace("  state: draft", approval.format(sha256))
            (tmp_path / file.name).write_text(text)
        if sha256 == digest:
            assert load_list(tmp_path).sha256 == digest
        else:
            with pytest.raises(ContentError, match=f"of another content than {digest}"):
                load_list(tmp_path)


def test_a_regions_own_list_takes_the_place_of_the_shipped_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for file in library.SHIPPED.glob("*.yaml"):
        (tmp_path / file.name).write_text(file.read_text().replace("version: 0.1.0", "version: 7.0.0"))
    monkeypatch.setattr(library, "_in_force", [])
    library.use(tmp_path)
    assert library.current().name.startswith("alarm_words 7.0.0")
    assert library.current().sha256 != load_list(library.SHIPPED).sha256


def test_the_gravest_of_several_texts_comes_first() -> None:
    found = library.hits_in(["Har ont i bröstet", "", "Jag vill dö"])
    assert [hit.category for hit in found] == ["suicide", "chest_pain"]
