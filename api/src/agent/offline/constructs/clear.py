"""Empty a field: "remove the due date from X", "X has no deadline", "stop repeating X"."""

from collections.abc import Sequence

from src.agent.offline.constructs.change import Change
from src.agent.offline.reading import phrases
from src.agent.offline.reading.sentence import Sentence
from src.agent.offline.reading.tokens import Token
from src.agent.offline.targets import read
from src.agent.offline.values.changes import Changes

EXAMPLES = (
    "remove the due date from pay rent",
    "clear the due date of it",
    "buy milk has no due date",
    "call mom is not urgent anymore",
    "stop repeating take vitamins",
    "remove the note from buy milk",
)
_CLEAR = "remove|clear|drop|delete|unset|reset|take|erase the|its|any|all?"
_OF = "of|from|for|on|off|away?"
_OPENERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("due_date", (f"{_CLEAR} due? date|deadline|day {_OF}", f"{_CLEAR} due {_OF}", "unschedule")),
    ("due_time", (f"{_CLEAR} due? time {_OF}",)),
    ("priority", (f"{_CLEAR} priority {_OF}", "deprioritize|deprioritise")),
    ("notes", (f"{_CLEAR} note|notes {_OF}",)),
    ("tags", (f"{_CLEAR} tags|labels {_OF}",)),
    ("reminders", (f"{_CLEAR} reminder|reminders {_OF}", "don't|dont remind me about|of")),
    ("estimate_minutes", (f"{_CLEAR} estimate|duration {_OF}",)),
    ("start_date", (f"{_CLEAR} start date? {_OF}",)),
    (
        "recurrence",
        (
            f"{_CLEAR} recurrence|repetition|repeat {_OF}",
            "stop repeating|recurring",
            "don't|dont|never repeat|recur",
            "do not repeat|recur",
            "make non-recurring",
        ),
    ),
)
_STATED: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "due_date",
        (
            "has|have|needs no due? date|deadline",
            "doesn't|does not? have|need a|any? due? date|deadline",
            "is|isn't not|no? longer? due",
            "is no longer due",
        ),
    ),
    (
        "priority",
        (
            "is|are not|no longer? so|that|really? urgent|important",
            "isn't|aren't so|that|really? urgent|important",
            "isn't|is not? a priority",
        ),
    ),
    (
        "recurrence",
        (
            "should|must|does|shouldn't|doesn't|don't not? repeat|recur",
            "should stop repeating",
            "is|isn't not|no longer? recurring|repeating",
        ),
    ),
)
_ENDS = frozenset({"anymore", "any", "more", "longer", "now", "again"})


def parse(sentence: Sentence) -> Change | None:
    """Read a sentence that empties a field of a task."""
    if sentence.asks:
        return None
    for field, patterns in _OPENERS:
        rest = sentence.starts(patterns)
        if rest and (found := _change(sentence, rest, field)):
            return found
    for field, patterns in _STATED:
        span = phrases.search(patterns, sentence.tokens)
        if span and span[0] and all(token.low in _ENDS for token in sentence.tokens[span[1] :]):
            return _change(sentence, sentence.tokens[: span[0]], field)
    return None


def _change(sentence: Sentence, tokens: Sequence[Token], field: str) -> Change | None:
    kept = [token for token in tokens if token.low not in _ENDS]
    target = read(sentence.text, kept, sentence.now)
    return Change(target, Changes(clear=(field,))) if target else None
