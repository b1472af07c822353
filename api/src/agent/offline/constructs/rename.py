"""Rename a task: "rename X to Y", "change X to Y", "call it Y"."""

from src.agent.offline.constructs.change import Change
from src.agent.offline.reading import phrases
from src.agent.offline.reading.sentence import Sentence
from src.agent.offline.reading.tokens import trim
from src.agent.offline.targets import Focus, read
from src.agent.offline.values.changes import Changes

EXAMPLES = (
    "rename buy milk to buy oat milk",
    'change "call mom" to "call mom and dad"',
    "call it buy green tea",
    "change the title of pay rent to transfer rent",
)
_RENAME = (
    "rename|retitle|reword the? task?",
    "change|edit|update|set the? title|name|text|wording of|for",
)
_CHANGE = ("change|edit|update",)
_IT = ("it", "that", "this")


def parse(sentence: Sentence) -> Change | None:
    """Read a sentence that gives a task another title."""
    rest = sentence.starts(_RENAME) or sentence.starts(_CHANGE)
    if rest is None:
        named = sentence.starts(("call",))
        if not named or named[0].low not in _IT or len(named) == 1:
            return None
        return Change(Focus(), Changes(title=sentence.spell(named[1:])))
    span = phrases.search(("to|as|into to?", ": ?", "- > ?"), rest)
    if span is None or not span[0]:
        return None
    target = read(sentence.text, rest[: span[0]], sentence.now)
    title = sentence.spell(trim(rest[span[1] :]))
    return Change(target, Changes(title=title)) if target and title else None
