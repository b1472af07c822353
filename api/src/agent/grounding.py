"""Holds words back until stored results stand behind them.

Words pass as they come, as far as they claim nothing. A sentence that claims an action is let
through when a tool of this turn did that action; else it waits, and what waits at the end is
replaced by the truth. A line of a list of tasks is let through when a tool has told of such a
task; else it is left out, and the list says so. Doubt lets a sentence pass.
"""

import re
from collections.abc import Iterable

from pydantic import JsonValue

from src.agent.claims import claimed, claimless
from src.agent.listings import Listing
from src.schemas.receipts import Deed

_SENTENCE = re.compile(r".*?(?:[.!?…](?=\s)|\n)\s*", re.DOTALL)
_ITEM = re.compile(r"\s*(?:\d+[.)]|[-*•\u2013])\s")
_PERHAPS_ITEM = re.compile(r"\s*(?:(?:\d+[.)]?|[-*•\u2013])(?:\s.*)?)?", re.DOTALL)
_ITEM_LINE = re.compile(r"[^\n]*\n\s*")


class ClaimGate:
    """Lets the words of one turn through.

    Args:
        done: What tools of this turn have done already, before it was interrupted.
        told: Texts that were told before: earlier turns, the person's message.
    """

    def __init__(self, done: Iterable[Deed] = (), told: Iterable[str] = ()) -> None:
        self._done = list(done)
        self._listing = Listing(told)
        self._begun, self._rest = "", ""
        """What is shown of a sentence that has no end yet, and what is not shown."""
        self._held = False
        self._left_out = 0
        self.unfounded = 0
        """How many claims and lines were not let through."""

    def feed(self, delta: str) -> str:
        """Take more words; return those that may be shown."""
        self._rest += delta
        return self._pass() + self._begin()

    def did(self, deed: Deed) -> str:
        """A stored result stands behind a deed now; return the words that it frees."""
        self._done.append(deed)
        # What waited is checked anew from its beginning.
        self._held = False
        return self._pass() + self._begin()

    def know(self, output: JsonValue) -> None:
        """Take what a tool has told: its tasks may be listed."""
        self._listing.know(output)

    def pause(self) -> str:
        """The model's answer ends, but the turn goes on: free what is true without more."""
        return self._pass(is_whole=True) + self._owned_up()

    def end(self) -> str:
        """The turn ends: free what is true, and the truth in place of what is not."""
        words = self.pause()
        held, begun = self._rest, self._begun
        self._begun = self._rest = ""
        self._held = False
        if not held.strip():
            return words
        self.unfounded += 1
        return words + ("…\n" if begun.strip() else "") + self._truth()

    def _pass(self, *, is_whole: bool = False) -> str:
        """Let sentences through that have come to their end, until one has to wait."""
        passed = ""
        while self._rest and not self._held:
            text = self._begun + self._rest
            sentence = _sentence(text) or (text if is_whole else "")
            if not sentence:
                break
            claim = claimed(sentence)
            self._held = claim is not None and not claim.is_borne_out(self._done)
            if not self._held:
                passed += self._checked(sentence).removeprefix(self._begun)
                self._begun, self._rest = "", text.removeprefix(sentence)
        return passed

    def _begin(self) -> str:
        """Let the beginning of a sentence through, as far as it cannot become a claim."""
        text = self._begun + self._rest
        is_item = self._listing.is_open and _PERHAPS_ITEM.fullmatch(text)
        if self._held or is_item:
            return ""
        fresh = text[len(self._begun) : claimless(text)]
        self._begun += fresh
        self._rest = self._rest.removeprefix(fresh)
        return fresh

    def _checked(self, sentence: str) -> str:
        if self._listing.allows(sentence):
            return sentence
        self._left_out += 1
        self.unfounded += 1
        return ""

    def _owned_up(self) -> str:
        count, self._left_out = self._left_out, 0
        if not count:
            return ""
        lines = "one line" if count == 1 else f"{count} lines"
        return f"\n(I left out {lines} that your list does not bear out.)"

    def _truth(self) -> str:
        if self._done:
            return "What I did in this turn is shown above, and nothing else was changed."
        return "I have not changed anything: no action was carried out in this turn."


def _sentence(text: str) -> str:
    """The first sentence, when it is whole; of a list the first line. Empty before."""
    match = (_ITEM_LINE if _ITEM.match(text) else _SENTENCE).match(text)
    return match[0] if match else ""
