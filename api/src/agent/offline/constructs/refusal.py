"""Sentences that forbid, or that ask about an action: nothing is done, and the way is named."""

from src.agent.offline.constructs.chat import HELP, Say
from src.agent.offline.reading.sentence import Sentence

EXAMPLES = (
    "don't delete buy milk",
    "never delete anything",
    "should i delete buy milk?",
    "what happens if i delete a task?",
    "what is a subtask",
)
_FORBIDS = ("don't|dont|never", "do not", "no need to")
_MEANT_OTHERWISE = (
    "don't|dont|never let? me? forget|repeat|remind",
    "do not let? me? forget|repeat|remind",
    "don't|dont need|want",
)
_WONDERS = (
    "should i|we",
    "what if|happens",
    "why",
    "did you",
    "is it|this|that safe|possible|okay|ok|wise|necessary",
    "does it|this|that|the|deleting|completing",
    "would it|you",
    "can|may i",
    "am i allowed to?",
)
_THINGS = ("what|what's|whats is|are? a|an",)
_LEAVE = "All right, I leave everything as it is."
_ORDER = "I do it when you say so plainly, as in “complete buy milk” or “delete buy milk”."


def parse(sentence: Sentence) -> Say | None:
    """Read a sentence that orders nothing, although it names an action."""
    if sentence.starts(_FORBIDS) is not None and sentence.starts(_MEANT_OTHERWISE) is None:
        return Say(_LEAVE)
    if sentence.starts(_WONDERS) is not None:
        return Say(_ORDER)
    return Say(HELP) if sentence.starts(_THINGS) else None
