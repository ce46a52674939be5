"""Names of documents as their senders call them, made safe to show and to save under. Pure."""

import unicodedata

from chatserver.core.files.limits import MAX_NAME

ENDING = ".pdf"
# What paths, shells and headers give a meaning.
MEANING = frozenset("<>:\"/\\|?*%;`$'")
# What turns letters around or is not seen, and what is no character at all.
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def safe_name(said: str) -> str:
    """The last part of a path, without what is not seen, ending as what it is; empty if nothing is left."""
    last = said.replace("\\", "/").rpartition("/")[2]
    seen = "".join(" " if one in MEANING else one for one in last if unicodedata.category(one) not in UNSEEN)
    stem = " ".join(seen.split())
    while stem.lower().endswith(ENDING):
        stem = stem[: -len(ENDING)]
    stem = stem.strip(". ")[: MAX_NAME - len(ENDING)].strip(". ")
    return stem + ENDING if stem else ""
