"""Reminders of a task that is there: "remind me an hour before pay rent"."""

from src.agent.offline.constructs.change import Change
from src.agent.offline.reading import phrases
from src.agent.offline.reading.sentence import Sentence
from src.agent.offline.targets import Target, read
from src.agent.offline.values import durations
from src.agent.offline.values.changes import Changes
from src.agent.offline.values.details import Details

EXAMPLES = (
    "remind me 30 minutes before buy milk",
    "set a reminder for pay rent 15 minutes before",
    "notify me an hour before the dentist",
)
_ME = ("remind|notify|alert|ping me",)
_SET = ("set|add|create|put a|an|the? reminder|alarm|alert for|on|to",)


def parse(sentence: Sentence) -> Change | None:
    """Read a sentence that gives a task a reminder before it is due."""
    rest = sentence.starts(_ME)
    if rest:
        length = durations.match(rest, 0)
        before = phrases.match("before", rest, length[0]) if length else None
        if length and before and before < len(rest):
            return _change(read(sentence.text, rest[before:], sentence.now), length[1])
    rest = sentence.starts(_SET)
    for at in range(1, len(rest or [])):
        length = durations.match(rest or [], at)
        if rest and length and phrases.match("before|early|ahead", rest, length[0]) == len(rest):
            return _change(read(sentence.text, rest[:at], sentence.now), length[1])
    return None


def _change(target: Target | None, minutes: int) -> Change | None:
    return Change(target, Changes(Details(reminders=(minutes,)))) if target else None
