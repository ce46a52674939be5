"""Finds the alarm words in a text. Pure, and as explainable as the list: each hit names its category and its pattern.

A pattern is looked for at all places of a text at once: a set of places is an integer with one bit for each word, so
that a text costs what its words and the patterns cost, and never one times the other times the gaps, whatever was
written (the bit-parallel search of Navarro and Raffinot, 'Flexible Pattern Matching in Strings', turned to places).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from rooms.alarms.content import Category, Content
from rooms.alarms.spelling import REMEMBERED_WORDS, SPACED_LETTERS, Words, plain, word, words_apart, words_of

GAP = "..."
GAP_WORDS = 3
# So many words after a denial are denied, unless a new clause begins before.
DENIED_WORDS = 4
# The sets that a list must have: words that deny, and words after which a denial no longer holds.
DENIALS, CLAUSES = "denial", "clause"
# A shorter word with one letter wrong is another word.
SHORTEST_NEAR = 6
# What is longer between two spaces is not remembered.
LONGEST_CHUNK = 40
Places = int
_NONE: tuple[int, ...] = ()
_NO_ELEMENTS: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Hit:
    """A category, and the pattern of the list by which it was found."""

    category: str
    pattern: str


@dataclass(frozen=True, slots=True)
class _Pattern:
    text: str
    # None is a gap.
    steps: tuple[int | None, ...]
    needs: frozenset[int]
    deniable: bool


@dataclass(frozen=True, slots=True)
class _Chunk:
    """What stands between two spaces: the elements that its words may stand for, and its words of a single letter."""

    elements: frozenset[int]
    letters: int


class _Chunks(dict[str, _Chunk | None]):
    """What has been seen before, up to a bound; then it begins anew. None of what no pattern is about."""

    def __init__(self, look_at: Callable[[str], _Chunk | None]) -> None:
        super().__init__()
        self._look_at = look_at

    def __missing__(self, chunk: str) -> _Chunk | None:
        found = self._look_at(chunk)
        if len(chunk) <= LONGEST_CHUNK:
            if len(self) >= REMEMBERED_WORDS:
                self.clear()
            self[chunk] = found
        return found


# By one element that a text must have for the pattern to be tried.
Keyed = dict[int, list[_Pattern]]


@dataclass(slots=True)
class _Vocabulary:
    """From a word of a text to the elements of patterns that it may stand for."""

    ids: dict[str, int] = field(default_factory=dict)
    exact: dict[str, tuple[int, ...]] = field(default_factory=lambda: defaultdict(tuple))
    begins: dict[int, dict[str, tuple[int, ...]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(tuple))
    )
    near: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=lambda: defaultdict(tuple))

    def element(self, text: str, sets: dict[str, list[str]]) -> int:
        known = self.ids.get(text)
        if known is not None:
            return known
        element = self.ids[text] = len(self.ids)
        for atom in sets[text[1:-1]] if text.startswith("<") else [text]:
            self._add(atom, element)
        return element

    def _add(self, atom: str, element: int) -> None:
        bare = word(plain(atom.strip("~*")))
        if atom.endswith("*"):
            beginnings = self.begins[len(bare)]
            beginnings[bare] = (*beginnings.get(bare, _NONE), element)
        else:
            self.exact[bare] += (element,)
        if atom.startswith("~"):
            for shortened in {bare, *_one_less(bare)}:
                self.near[shortened] += ((bare, element),)

    def elements_of(self, one: str) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self._elements_of(one)))

    def _elements_of(self, one: str) -> Iterator[int]:
        yield from self.exact.get(one, _NONE)
        for length, beginnings in self.begins.items():
            yield from beginnings.get(one[:length], _NONE)
        if len(one) >= SHORTEST_NEAR - 1:
            for shortened in (one, *_one_less(one)):
                for meant, element in self.near.get(shortened, ()):
                    if is_near(one, meant):
                        yield element


class Matcher:
    """A list, made ready once; `hits` may be called by many threads at once."""

    def __init__(self, content: Content) -> None:
        self._sets = {one.id: one.any for one in content.sets}
        self._vocabulary = _Vocabulary()
        self._denials = self._vocabulary.element(f"<{DENIALS}>", self._sets)
        self._clauses = self._vocabulary.element(f"<{CLAUSES}>", self._sets)
        self._harmless = self._keyed(self._pattern(text, deniable=False) for text in content.harmless.all)
        self._categories = [(one.id, self._keyed(self._patterns(one))) for one in content.categories]
        self._needs = self._needs_of_all()
        self._elements_of = lru_cache(REMEMBERED_WORDS)(self._vocabulary.elements_of)
        self._keys = frozenset(self._needs)
        self._chunks = _Chunks(self._look_at)

    def _patterns(self, category: Category) -> Iterator[_Pattern]:
        yield from (self._pattern(text, deniable=False) for text in category.always.all)
        yield from (self._pattern(text, deniable=True) for text in category.unless_denied.all)

    def _pattern(self, text: str, *, deniable: bool) -> _Pattern:
        steps = tuple(None if one == GAP else self._vocabulary.element(one, self._sets) for one in text.split())
        return _Pattern(text, steps, frozenset(one for one in steps if one is not None), deniable)

    def _keyed(self, patterns: Iterable[_Pattern]) -> Keyed:
        """By the element that fewest patterns share."""
        listed = list(patterns)
        shared: dict[int, int] = defaultdict(int)
        for one in listed:
            for element in one.needs:
                shared[element] += 1
        keyed: dict[int, list[_Pattern]] = defaultdict(list)
        for one in listed:
            keyed[min(one.needs, key=lambda element: (shared[element], element))].append(one)
        return dict(keyed)

    def _needs_of_all(self) -> dict[int, frozenset[frozenset[int]]]:
        """What the patterns of all categories need, by the same elements."""
        needs: dict[int, set[frozenset[int]]] = defaultdict(set)
        for _, keyed in self._categories:
            for element, patterns in keyed.items():
                needs[element].update(pattern.needs for pattern in patterns)
        return {element: frozenset(found) for element, found in needs.items()}

    def hits(self, text: str) -> list[Hit]:
        """At most one for each category, in the order of the list."""
        # Nearly every text ends here, and every message comes by.
        if not self._may_hold_one(text):
            return []
        words = words_of(text)
        at = self._places(words)
        look = _Look(words, at, self._denials, self._clauses)
        for pattern in look.candidates(self._harmless):
            look.take_out(pattern)
        found = (self._first(category, keyed, look) for category, keyed in self._categories)
        return [hit for hit in found if hit is not None]

    def _places(self, words: Words) -> dict[int, Places]:
        at: dict[int, Places] = {}
        for place, one in enumerate(words.words):
            for element in self._elements_of(one):
                at[element] = at.get(element, 0) | 1 << place
        return at

    def _may_hold_one(self, text: str) -> bool:
        """Asked of what stands between spaces, since most of that has been seen before. No word goes over a space,
        unless its letters are spaced out."""
        looked_at = list(filter(None, map(self._chunks.__getitem__, text.split())))
        if not looked_at:
            return False
        if sum([one.letters for one in looked_at]) >= SPACED_LETTERS:
            return True
        held = _NO_ELEMENTS.union(*[one.elements for one in looked_at])
        # Loops and lists and no generators, which cost more than what they hand over.
        for element in held & self._keys:
            for needs in self._needs[element]:
                if needs <= held:
                    return True
        return False

    def _look_at(self, chunk: str) -> _Chunk | None:
        words = words_apart(chunk).words
        elements = frozenset(element for one in words for element in self._elements_of(one))
        letters = sum(len(one) == 1 for one in words)
        return _Chunk(elements, letters) if elements or letters else None

    def _first(self, category: str, keyed: Keyed, look: "_Look") -> Hit | None:
        found = (pattern.text for pattern in look.candidates(keyed) if look.finds(pattern))
        text = next(found, None)
        return None if text is None else Hit(category, text)


class _Look:
    """One text under the eyes of all patterns."""

    def __init__(self, words: Words, at: dict[int, Places], denials: int, clauses: int) -> None:
        self.at = at
        self._free: Places = (1 << len(words.words)) - 1
        self._new_sentence = words.begins_sentence
        self._denials = at.get(denials, 0)
        self._denied = self._reach_of_denials(words, at.get(clauses, 0))

    def _reach_of_denials(self, words: Words, clauses: Places) -> Places:
        ends = words.begins_clause | words.begins_sentence | clauses
        denied, reach = 0, self._denials
        for _ in range(DENIED_WORDS):
            reach = reach << 1 & ~ends
            denied |= reach
        return denied

    def candidates(self, keyed: Keyed) -> Iterator[_Pattern]:
        """Patterns of which every element stands somewhere in the text."""
        for element in sorted(self.at.keys() & keyed.keys()):
            for pattern in keyed[element]:
                if pattern.needs <= self.at.keys():
                    yield pattern

    def take_out(self, pattern: _Pattern) -> None:
        """Harmless patterns have no gaps, so each covers as many words as it has steps."""
        after = self._after(pattern, self._free)
        for back in range(1, len(pattern.steps) + 1):
            self._free &= ~(after >> back)

    def finds(self, pattern: _Pattern) -> bool:
        return self._after(pattern, self._free & ~self._denied if pattern.deniable else self._free) != 0

    def _after(self, pattern: _Pattern, starts: Places) -> Places:
        """The places right after where the pattern was found."""
        reach = starts
        for number, step in enumerate(pattern.steps):
            if number > 0:
                reach &= ~self._new_sentence
            reach = self._over_gap(reach) if step is None else (reach & self.at[step] & self._free) << 1
            if not reach:
                return 0
        return reach

    def _over_gap(self, reach: Places) -> Places:
        skipped = reach
        for _ in range(GAP_WORDS):
            skipped = (skipped & ~self._denials) << 1 & ~self._new_sentence
            reach |= skipped
        return reach


def _one_less(one: str) -> Iterator[str]:
    return (one[:at] + one[at + 1 :] for at in range(len(one)))


def is_near(one: str, other: str) -> bool:
    """Whether one letter added, left out, changed or exchanged with its neighbour makes one of the other."""
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    at = next((place for place, letter in enumerate(shorter) if letter != longer[place]), len(shorter))
    rest, more = shorter[at:], longer[at:]
    if len(longer) - len(shorter) == 1:
        return rest == more[1:]
    changed = rest[1:] == more[1:]
    exchanged = rest[:2] == more[1::-1] and rest[2:] == more[2:]
    return len(longer) == len(shorter) and (changed or exchanged)
