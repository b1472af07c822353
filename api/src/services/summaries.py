"""The running summary of a conversation: made from what is stored, not by a model.

It costs no request, and it cannot say that something was done which was not: what was done comes
from receipts.
"""

from collections.abc import Sequence

from src.schemas.messages import Part, TextPart, ToolPart

MOST_CHARACTERS = 4_000
_SAID, _ANSWERED = 120, 160
_FORGOTTEN = "(What was before is left out.)"


def line(text: str, parts: Sequence[Part]) -> str:
    """Return one line about a turn: what was said, and what was done or answered.

    Args:
        text: What the person said.
        parts: What the assistant answered and did.
    """
    done = [part.receipt.summary for part in parts if isinstance(part, ToolPart) and part.receipt]
    words = " ".join(part.text for part in parts if isinstance(part, TextPart))
    answer = "done: " + " ".join(done) if done else "answered: " + _cut(words, _ANSWERED)
    return f"- They said: “{_cut(text, _SAID)}”; {answer}"


def joined(summary: str, lines: Sequence[str]) -> str:
    """Return the summary with more lines; the oldest are left out when it grows too long."""
    kept = [one for one in summary.splitlines() if one != _FORGOTTEN] + list(lines)
    total = sum(len(one) + 1 for one in kept)
    was_cut = _FORGOTTEN in summary
    while total > MOST_CHARACTERS and len(kept) > 1:
        total -= len(kept.pop(0)) + 1
        was_cut = True
    return "\n".join([_FORGOTTEN, *kept] if was_cut else kept)


def _cut(text: str, most: int) -> str:
    words = " ".join(text.split())
    return words if len(words) <= most else words[: most - 1].rsplit(" ", 1)[0] + "…"
