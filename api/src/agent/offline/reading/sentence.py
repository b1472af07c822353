"""A sentence to understand: its words, without the politeness around them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from src.agent.offline.reading import phrases
from src.agent.offline.reading.spelling import corrected
from src.agent.offline.reading.tokens import Token, spell, tokenize, trim

_POLITE = (
    "please",
    "hey|hi|hello|ok|okay|so|now|well|and|also|then|oh|um|just|alright|great|thanks|cool|yes|yeah",
    "actually|wait|hmm|hm|oops|whoops|sorry|plus",
    "no|nope , wait?",
    "no wait",
    "can|could|would|will you|u|ya please? just?",
    "can|could|shall we",
    "you can|may|could|should? now|just?",
    "can|could|may i please? just?",
    "i'd|i would like you? to",
    "i want you to",
    "i need you to",
    "i want to",
    "i'd like",
    "let's|lets",
    "let me",
    "help me to?",
    "go ahead and",
    "assistant|bot|buddy|there",
)
_COURTESY = ("please", "thanks", "thank you", "thx", "pls", "for me", "ok", "okay", "right now")
_ASKS = frozenset(
    """what what's whats which who who's when when's where where's why how how's did does should is
    are am was were have has""".split()  # noqa: SIM905 (a word list reads better as words)
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """What was said, tokenised; `now` is the person's own time.

    `is_instead` tells that it ended with "instead": it changes what there is, and adds nothing.
    """

    text: str
    tokens: tuple[Token, ...]
    now: datetime
    is_instead: bool = False

    @classmethod
    def read(cls, text: str, now: datetime) -> "Sentence":
        """The sentence without greeting and courtesy at its ends."""
        tokens = _plain(tokenize(text))
        # "tomorrow instead of today": what it was before is no news.
        at = next((at for at, token in enumerate(tokens) if token.low == "instead"), 0)
        is_instead = at > 0 and (at + 1 == len(tokens) or tokens[at + 1].low == "of")
        return cls(text, tuple(tokens[:at] if is_instead else tokens), now, is_instead)

    def corrected(self) -> "Sentence":
        """The sentence with slips of the pen in its commands put right."""
        return replace(self, tokens=corrected(self.tokens))

    @property
    def asks(self) -> bool:
        """Whether it asks, so that it orders nothing to be changed."""
        return self.tokens[0].low in _ASKS or self.starts(("do i|we|you|they",)) is not None

    def starts(self, patterns: tuple[str, ...]) -> list[Token] | None:
        """What follows the longest of the phrases that opens the sentence; None when none does."""
        end = phrases.first(patterns, self.tokens)
        return None if end is None else list(self.tokens[end:])

    def spell(self, tokens: Sequence[Token]) -> str:
        """Some of the tokens as they were written."""
        return spell(self.text, tokens)


def _plain(tokens: Sequence[Token]) -> list[Token]:
    # Greetings and requests pile up: "hey, could you please …".
    kept = trim(tokens)
    while True:
        end = phrases.first(_POLITE, kept)
        if not end or end >= len(kept):
            return _without_courtesy(kept)
        kept = trim(kept[end:])


def _without_courtesy(tokens: list[Token]) -> list[Token]:
    kept = tokens
    while size := _courtesy(kept):
        kept = trim(kept[:-size])
    return kept


def _courtesy(tokens: list[Token]) -> int:
    """How many words of courtesy the tokens end with; all of them are an order of their own."""
    # The longer courtesy first, so that "thank you" is not left as "thank".
    for size in (2, 1):
        at = len(tokens) - size
        if at > 0 and tokens[at].kind != "quoted" and phrases.whole(_COURTESY, tokens[at:]):
            return size
    return 0
