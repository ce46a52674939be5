"""What came of a run: figures, and what was wrong, which is nothing where the promise holds.

A person's side is a screen that has one notification a tag, a mailbox that has one letter a Message-ID, and a gateway
that delivers one message a key. What they were spared is counted as `repeated`.
"""

import base64
import json
import re
import statistics
from collections import Counter
from typing import Any

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec

from people.notice_words import LANGUAGES, words
from people.outbox import Kind
from tests.notices.fire import Fired
from tests.notices.world import AUTH, CANARY, WAYS

NUMBER = re.compile(rb"(?<!\d)(?:19|20)?\d{6}[-+]?\d{4}(?!\d)")
NEUTRAL = {
    words(kind, language, protected=protected).text
    for kind in Kind
    for language in LANGUAGES
    for protected in (True, False)
}
# What has to be zero.
PROMISED = (
    "never_arrived",
    "not_recorded",
    "seen_twice",
    "by_two_ways",
    "out_of_order",
    "not_neutral",
    "links",
    "health_words",
    "personal_numbers",
)


def figures(fired: Fired) -> dict[str, Any]:
    pushed = [{**entry, "said": decrypted(entry, fired.people)} for entry in fired.received if entry["way"] == "push"]
    texts = [*(one["said"]["text"] for one in pushed), *(e["text"].strip() for e in fired.received if "text" in e)]
    everything = json.dumps([pushed, fired.received], ensure_ascii=False).encode() + fired.logs
    first = firsts(fired.received)
    return {
        "notices": len(fired.due),
        "people": len(fired.people),
        "by_way": {way: sum(entry["way"] == way for entry in first.values()) for way in WAYS},
        "workers_killed": fired.killed,
        "repeated": {way: repeated(fired.received, way) for way in WAYS},
        "wait_s": ranks([first[one]["at"] - due for one, due in fired.due.items() if one in first]),
        "calm_wait_s": ranks(
            [first[o]["at"] - due for o, due in fired.due.items() if o in first and due > fired.calm_from]
        ),
        "pushes_decrypted": len(pushed),
        "bytes_searched": len(everything),
        "never_arrived": len(fired.due.keys() - first.keys()),
        "not_recorded": sum(count for state, count in fired.states.items() if state != "sent"),
        "seen_twice": seen_twice(pushed, fired.received),
        "by_two_ways": sum(len(ways) > 1 for ways in ways_of(fired.received).values()),
        "out_of_order": out_of_order(fired.people, first),
        "not_neutral": sum(text not in NEUTRAL for text in texts)
        + sum(set(p["said"]) != {"n", "title", "text"} for p in pushed),
        "links": sum("http" in text for text in texts),
        "health_words": everything.lower().count(CANARY.encode()),
        "personal_numbers": len(personal_numbers(everything, fired.people)),
    }


def broken(told: dict[str, Any]) -> dict[str, Any]:
    return {name: told[name] for name in PROMISED if told[name]}


def firsts(received: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for entry in received:
        found.setdefault(entry["notice"], entry)
    return found


def repeated(received: list[dict[str, Any]], way: str) -> int:
    mine = [entry["notice"] for entry in received if entry["way"] == way]
    return len(mine) - len(set(mine))


def seen_twice(pushed: list[dict[str, Any]], received: list[dict[str, Any]]) -> int:
    """Of one notice, beyond the first: tags on a screen, Message-IDs in a mailbox, messages of a gateway."""
    seen = {(one["notice"], one["said"]["n"]) for one in pushed}
    seen |= {(one["notice"], one["id"]) for one in received if one["way"] == "email"}
    by_notice = Counter(notice for notice, _shown in seen)
    by_notice += Counter(one["notice"] for one in received if one["way"] == "sms" and not one["again"])
    return sum(count - 1 for count in by_notice.values())


def ways_of(received: list[dict[str, Any]]) -> dict[str, set[str]]:
    ways: dict[str, set[str]] = {}
    for entry in received:
        ways.setdefault(entry["notice"], set()).add(entry["way"])
    return ways


def out_of_order(people: list[dict[str, Any]], first: dict[str, dict[str, Any]]) -> int:
    """How many people were told something before what was to be told them earlier."""
    found = 0
    for person in people:
        times = [first[notice]["at"] for notice in person["notices"] if notice in first]
        found += times != sorted(times)
    return found


def decrypted(entry: dict[str, Any], people: list[dict[str, Any]]) -> dict[str, str]:
    """By the key of the device that it was sent to (RFC 8291)."""
    owner = next(person for person in people if person["endpoint"].endswith(entry["to"]))
    key = ec.derive_private_key(owner["key"], ec.SECP256R1())
    body = http_ece.decrypt(base64.b64decode(entry["body"]), private_key=key, auth_secret=AUTH, version="aes128gcm")
    said: dict[str, str] = json.loads(body)
    return said


def personal_numbers(everything: bytes, people: list[dict[str, Any]]) -> set[str]:
    numbers = {person["number"].replace("-", "")[-10:] for person in people}
    return {match.replace(b"-", b"").decode()[-10:] for match in NUMBER.findall(everything)} & numbers


def ranks(values: list[float]) -> dict[str, float] | None:
    """By the nearest rank, in seconds."""
    if not values:
        return None
    ordered = sorted(values)
    p95 = ordered[-(-len(ordered) * 95 // 100) - 1]
    return {
        "n": len(ordered),
        "p50": round(statistics.median(ordered), 2),
        "p95": round(p95, 2),
        "max": round(ordered[-1], 2),
    }
