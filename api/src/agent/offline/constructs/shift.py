"""Move tasks by a length of time: "push it back a week", "delay X by 2 days", "snooze it"."""

from datetime import timedelta

from src.agent.offline.constructs.change import Change
from src.agent.offline.reading import phrases
from src.agent.offline.reading.numbers import number
from src.agent.offline.reading.sentence import Sentence
from src.agent.offline.reading.tokens import Token
from src.agent.offline.targets import read
from src.agent.offline.values.changes import Changes
from src.agent.offline.values.extract import extract

EXAMPLES = (
    "push pay rent back a week",
    "delay the slides by a day",
    "bring pay rent forward 2 days",
    "snooze call mom",
    "snooze it for 2 hours",
)
_MOVE = ("move|push|reschedule|postpone|shift|delay|defer|bump|snooze|bring|put",)
_SNOOZE = ("snooze", "postpone|delay|defer")
_BY = ("back|out|off|forward|by|for by?",)
_DAYS = {"day": 1, "days": 1, "week": 7, "weeks": 7}
_HOURS = frozenset({"hour", "hours", "minutes", "minute", "min", "mins", "h"})


def parse(sentence: Sentence) -> Change | None:
    """Read a sentence that moves a task on, or back, from where it is."""
    rest = sentence.starts(_MOVE)
    if not rest:
        return None
    return _by_days(sentence, rest) or _by_hours(sentence, rest) or _snoozed(sentence)


def _by_days(sentence: Sentence, rest: list[Token]) -> Change | None:
    days = _DAYS.get(rest[-1].low)
    count = number(rest, len(rest) - 2) if days and len(rest) > 1 else None
    if not days or not count or count[0] != len(rest) - 1:
        return None
    # Between the task and the length there may be a word, or none: "postpone it a day".
    span = phrases.search(_BY, rest)
    end = span[0] if span and span[0] else len(rest) - 2
    if rest[end - 1].low in {"in", "within"}:
        return None
    target = read(sentence.text, rest[:end], sentence.now)
    # "bring forward" is the one way to move a task nearer.
    back = sentence.tokens[0].low == "bring" or any(token.low == "forward" for token in rest)
    shift = timedelta(days=days * count[1] * (-1 if back else 1))
    snoozed = sentence.tokens[0].low == "snooze"
    return Change(target, Changes(shift=shift, from_now=snoozed)) if target else None


def _by_hours(sentence: Sentence, rest: list[Token]) -> Change | None:
    """Read "snooze it for 2 hours": from now on, as an alarm does."""
    span = phrases.search(("by|for",), rest)
    if span is None or not span[0] or rest[-1].low not in _HOURS:
        return None
    later = [rest[span[0]], *rest[span[1] :]]
    # Said as "in 2 hours", it is a time like any other.
    later[0] = Token("word", "in", later[0].start, later[0].end)
    details, left = extract(later, sentence.now)
    target = read(sentence.text, rest[: span[0]], sentence.now)
    return Change(target, Changes(details)) if target and details.due_time and not left else None


def _snoozed(sentence: Sentence) -> Change | None:
    """Read "snooze X" with nothing more: a day."""
    rest = sentence.starts(_SNOOZE)
    details, _ = extract(rest or [], sentence.now)
    if not rest or details.arguments():
        return None
    target = read(sentence.text, rest, sentence.now)
    return Change(target, Changes(shift=timedelta(days=1), from_now=True)) if target else None
