"""Undo the last change: "undo", "undo that", "take that back", "revert the last change"."""

from dataclasses import dataclass

from src.agent.offline import wording
from src.agent.offline.reading import phrases
from src.agent.offline.reading.sentence import Sentence
from src.agent.offline.steps import Steps, call
from src.agent.offline.talk import Talk

EXAMPLES = ("undo", "undo that", "take that back", "revert the last change", "oops")
# "put it back" undoes a deletion as well as a move.
_WORDS = (
    "undo|revert|rollback|oops undo? it|that|this?",
    "undo|revert|reverse the|my|your? last|latest|previous? change|action|thing|step|one",
    "undo|revert|reverse the|my|your? last|latest? deletion|delete|edit|update",
    "undo what you|i just? did",
    "take that|it back",
    "put it|that back",
    "bring it|that back",
    "restore it|that",
    "change it|that back",
    "roll back|that|it back?",
    "go back",
    "oops|whoops",
    "that was a|my mistake|wrong",
    "i didn't mean to? that|it?",
    "un-do that|it?",
    "undo the? last thing|one|change|action?",
)


@dataclass(frozen=True, slots=True)
class Undo:
    """Take the last change back."""

    def run(self, talk: Talk) -> Steps[str]:
        """Undo it; the tool says what came back."""
        del talk  # the last change is the database's to know
        outcome = yield from call("undo")
        done = str(outcome.output.get("summary") or "Undone.") if outcome.done else ""
        return wording.told(done, [outcome])


def parse(sentence: Sentence) -> Undo | None:
    """Read a sentence that takes the last change back."""
    return Undo() if phrases.whole(_WORDS, sentence.tokens) else None
