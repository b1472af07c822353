"""Holds back what the assistant claims to have done until a stored result stands behind it.

Words pass sentence by sentence. A sentence that claims an action is let through when a tool of
this turn did that action; else it waits, and what waits at the end is replaced by the truth.
The check is conservative: it knows the usual ways to claim, and doubt lets a sentence pass.
"""

import re
from collections.abc import Callable, Iterable

_ACTIONS: dict[str, frozenset[str]] = {
    "added": frozenset({"create", "update"}),
    "created": frozenset({"create"}),
    "scheduled": frozenset({"create", "update"}),
    "completed": frozenset({"complete"}),
    "finished": frozenset({"complete"}),
    "marked": frozenset({"complete", "reopen", "update"}),
    "checked": frozenset({"complete"}),
    "deleted": frozenset({"delete"}),
    "removed": frozenset({"delete", "update"}),
    "reopened": frozenset({"reopen"}),
    "restored": frozenset({"reopen", "undo"}),
    "undone": frozenset({"undo"}),
    "undid": frozenset({"undo"}),
    "reverted": frozenset({"undo"}),
    "updated": frozenset({"update"}),
    "changed": frozenset({"update"}),
    "renamed": frozenset({"update"}),
    "moved": frozenset({"update"}),
    "rescheduled": frozenset({"update"}),
    "postponed": frozenset({"update"}),
    "tagged": frozenset({"update"}),
    "set": frozenset({"update", "create"}),
}
_ANY = frozenset[str]().union(*_ACTIONS.values())
_VERB = "|".join(_ACTIONS)
_SOFTLY = r"(?:(?:just|now|already|also|successfully|all)\s+)*"
_CLAIMS = (
    re.compile(rf"\bI(?:['\u2019]ve|\s+have)?\s+{_SOFTLY}({_VERB})\b", re.IGNORECASE),
    re.compile(rf"\b(?:has|have)\s+{_SOFTLY}been\s+{_SOFTLY}({_VERB})\b", re.IGNORECASE),
    re.compile(
        rf"^\W*(?:(?:ok|okay|sure|great|done|all right|got it)\W+)*{_SOFTLY}({_VERB})\b",
        re.IGNORECASE,
    ),
)
_DONE = re.compile(r"^\W*(?:all\s+)?done\s*[.!:]", re.IGNORECASE)
_EARLIER = re.compile(r"\b(?:earlier|before|previously|yesterday|last|ago)\b", re.IGNORECASE)
_SENTENCE = re.compile(r".*?(?:[.!?…](?=\s)|\n)\s*", re.DOTALL)


def claimed(sentence: str) -> frozenset[str] | None:
    """The actions of which one must have been done for the sentence to be true; None for none."""
    # What was done in earlier turns may be told.
    if _EARLIER.search(sentence):
        return None
    for pattern in _CLAIMS:
        if match := pattern.search(sentence):
            return _ACTIONS[match[1].lower()]
    return _ANY if _DONE.search(sentence) else None


class ClaimGate:
    """Lets the words of one turn through, sentence by sentence.

    Args:
        done: What tools of this turn have done already, before it was interrupted.
    """

    def __init__(self, done: Iterable[str] = ()) -> None:
        self._done = set(done)
        self._rest = ""
        self._held = False

    def feed(self, delta: str) -> str:
        """Take more words; return those that may be shown."""
        self._rest += delta
        return self._pass(_SENTENCE.match)

    def did(self, action: str) -> str:
        """A stored result stands behind `action` now; return the words that it frees."""
        self._done.add(action)
        # What waited is checked anew from its beginning.
        self._held = False
        return self._pass(_SENTENCE.match)

    def pause(self) -> str:
        """The model's answer ends, but the turn goes on: free what is true without more."""
        return self._pass(lambda text: _SENTENCE.match(text) or re.match(r".+", text, re.DOTALL))

    def end(self) -> str:
        """The turn ends: free what is true, and the truth in place of what is not."""
        words = self.pause()
        held, self._rest, self._held = self._rest, "", False
        return words + (self._truth() if held.strip() else "")

    def _pass(self, cut: Callable[[str], re.Match[str] | None]) -> str:
        passed = ""
        while self._rest and not self._held and (match := cut(self._rest)):
            needed = claimed(match[0])
            # One done action of the right kind is enough: the check errs on the side of trust.
            self._held = needed is not None and not needed & self._done
            if not self._held:
                passed += match[0]
                self._rest = self._rest[match.end() :]
        return passed

    def _truth(self) -> str:
        if self._done:
            return "What I did in this turn is shown above, and nothing else was changed."
        return "I have not changed anything: no action was carried out in this turn."
