"""Reads what a sentence claims to have done.

It is conservative: it knows the usual ways to claim, and doubt lets a sentence pass.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import regex

from src.schemas.receipts import Deed

_ACTIONS: dict[str, frozenset[str]] = {
    "added": frozenset({"create", "update"}),
    "created": frozenset({"create"}),
    "imported": frozenset({"create"}),
    "scheduled": frozenset({"create", "update"}),
    "completed": frozenset({"complete"}),
    "finished": frozenset({"complete"}),
    "marked": frozenset({"complete", "reopen", "update"}),
    "checked": frozenset({"complete"}),
    "deleted": frozenset({"delete"}),
    "removed": frozenset({"delete", "update"}),
    "cleared": frozenset({"delete", "update", "complete"}),
    "archived": frozenset({"archive", "update"}),
    "reopened": frozenset({"reopen"}),
    "restored": frozenset({"reopen", "undo", "restore"}),
    "undone": frozenset({"undo"}),
    "undid": frozenset({"undo"}),
    "reverted": frozenset({"undo"}),
    "updated": frozenset({"update"}),
    "changed": frozenset({"update"}),
    "renamed": frozenset({"update"}),
    "moved": frozenset({"update", "move"}),
    "rescheduled": frozenset({"update"}),
    "postponed": frozenset({"update"}),
    "tagged": frozenset({"update"}),
    "set": frozenset({"update", "create"}),
}
_ANY = frozenset[str]().union(*_ACTIONS.values())
_VERB = "|".join(_ACTIONS)
_SOFTLY = r"(?:(?:just|now|already|also|successfully|all)\s+)*"
_CLAIMS = (
    regex.compile(rf"\bI(?:['\u2019]ve|\s+have)?\s+{_SOFTLY}({_VERB})\b", regex.IGNORECASE),
    regex.compile(rf"\b(?:has|have)\s+{_SOFTLY}been\s+{_SOFTLY}({_VERB})\b", regex.IGNORECASE),
    regex.compile(
        rf"^\W*(?:(?:ok|okay|sure|great|done|all right|got it)\W+)*{_SOFTLY}({_VERB})\b",
        regex.IGNORECASE,
    ),
)
_DONE = regex.compile(r"^\W*(?:all\s+)?done\s*[.!:]", regex.IGNORECASE)
_BEGINNINGS = (*_CLAIMS, _DONE)
_EARLIER = regex.compile(r"\b(?:earlier|before|previously|yesterday|last|ago)\b", regex.IGNORECASE)
_QUOTED = regex.compile(r"“([^”]+)”|\"([^\"]+)\"|\*\*([^*]+)\*\*")
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNT = regex.compile(
    rf"\b(?:{_VERB})\s+(?:all\s+)?(?:the\s+|your\s+)?(\d+|{'|'.join(_NUMBERS)})\s+"
    r"(?:new\s+|open\s+|overdue\s+|done\s+|completed\s+)?(?:tasks?|items?|to-?dos?|reminders?)\b",
    regex.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence says was done."""

    actions: frozenset[str]
    """One of these."""
    titles: tuple[str, ...] = ()
    """The things that it names in quotation marks or in bold."""
    count: int = 0
    """How many, when it says so."""

    def is_borne_out(self, deeds: Iterable[Deed]) -> bool:
        """Whether what was done is enough for the sentence to be true."""
        fitting = [deed for deed in deeds if deed.action in self.actions]
        if not fitting or self.count > sum(deed.count for deed in fitting):
            return False
        done = [title.casefold() for deed in fitting for title in deed.titles]
        # One of those that are named is enough: a renaming names two.
        return not (self.titles and done) or any(
            named in title or title in named for named in self.titles for title in done
        )


def claimed(sentence: str) -> Claim | None:
    """Return what must have been done for the sentence to be true; None when it claims nothing."""
    # What was done in earlier turns may be told.
    if _EARLIER.search(sentence):
        return None
    titles = tuple(
        "".join(found.groups(default="")).casefold() for found in _QUOTED.finditer(sentence)
    )
    for pattern in _CLAIMS:
        if match := pattern.search(sentence):
            return Claim(_ACTIONS[match[1].lower()], titles, _count(sentence))
    return Claim(_ANY) if _DONE.search(sentence) else None


def claimless(beginning: str) -> int:
    """Return how much of the beginning of a sentence claims nothing, however it goes on.

    Args:
        beginning: A sentence without its end, which may stop in the middle of a word.
    """
    found = (one.search(beginning, partial=True) for one in _BEGINNINGS)
    return min((match.start() for match in found if match), default=len(beginning))


def _count(sentence: str) -> int:
    match = _COUNT.search(sentence)
    if match is None:
        return 0
    word = match[1].lower()
    return int(word) if word.isdecimal() else _NUMBERS.index(word)
