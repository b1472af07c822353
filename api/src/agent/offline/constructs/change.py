"""Change tasks: "move it to monday", "rename X to Y", "make X high priority", "X is due friday"."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from src.agent.offline import wording
from src.agent.offline.find import find
from src.agent.offline.reading import phrases
from src.agent.offline.reading.numbers import number
from src.agent.offline.reading.sentence import Sentence
from src.agent.offline.reading.tokens import Token, trim
from src.agent.offline.steps import Call, Step, Steps
from src.agent.offline.talk import Talk
from src.agent.offline.targets import Target, read
from src.agent.offline.tasks import SeenTask
from src.agent.offline.values.changes import Changes
from src.agent.offline.values.details import Details, extract

_RENAME = ("rename|retitle|reword", "change|edit|update|set the? title|name|text|wording of|for")
_CALL = ("call",)
_MOVE = (
    "move|push|reschedule|postpone|shift|delay|defer|bump|snooze|put|bring|change|set|make|update|edit|mark|do|flag",
    "re-schedule",
    "raise|lower|increase|decrease|bring",
)
_PRIORITISE = ("prioritize|prioritise", "make a? priority of?")
_OF = (
    "the? due? date|day|time|deadline|priority|reminder of|for|on",
    "the? due of|for?",
    "priority of|for|on",
)
_TO = frozenset(
    "to as with until till for on at by into back off out up a an of be due is from over".split()  # noqa: SIM905 (a word list reads better as words)
)
_DUE = (
    "is|are|was now? due",
    "should be|happen due?",
    "needs to be done",
    "has to be done",
    "is|are now",
)
_SHIFT = ("back|out|off|forward|by|for by?",)
_DAYS = {"day": 1, "days": 1, "week": 7, "weeks": 7}
_NOUNS = frozenset({"tasks", "task", "it", "that", "this", "them", "everything"})


@dataclass(frozen=True, slots=True)
class Change:
    """Change what tasks say: title, day, time, priority or tags."""

    target: Target | None
    changes: Changes = field(default_factory=Changes)

    def run(self, talk: Talk) -> Steps[str]:
        """Find the tasks and change each."""
        found = yield from find(self.target, talk)
        if not found.tasks:
            return found.words
        outcomes = yield Step([self._call(task, talk.now.date()) for task in found.tasks])
        after = [task for one in outcomes if one.done for task in one.tasks]
        lines = "; ".join(wording.line(task, talk.now.date()) for task in after)
        return wording.told(f"Changed: {lines}." if lines else "", outcomes)

    def _call(self, task: SeenTask, today: date) -> Call:
        return Call("update_task", {"task_id": task.id} | self.changes.arguments(task, today))


def parse(sentence: Sentence) -> Change | None:
    """Read a sentence that changes a task's title, day, time or priority."""
    if sentence.starts(("do|did|have i|we|you",)) is not None:
        return None
    return _shifted(sentence) or _moved(sentence) or _renamed(sentence) or _stated(sentence)


def _renamed(sentence: Sentence) -> Change | None:
    """Read "rename X to Y", "change X to Y", "call it Y"."""
    rest = sentence.starts((*_RENAME, "change|edit|update"))
    if rest is None:
        named = sentence.starts(_CALL)
        if not named or named[0].low != "it":
            return None
        return Change(read("it", named[:1], sentence.now), Changes(title=sentence.spell(named[1:])))
    span = phrases.search(("to|as|into to?", ": ?", "- > ?"), rest)
    if span is None or not span[0]:
        return None
    target = read(sentence.text, rest[: span[0]], sentence.now)
    title = sentence.spell(trim(rest[span[1] :]))
    return Change(target, Changes(title=title)) if target and title else None


def _shifted(sentence: Sentence) -> Change | None:
    """Read "push it back a week", "delay the milk one by 2 days"."""
    rest = sentence.starts(_MOVE)
    span = phrases.search(_SHIFT, rest) if rest else None
    count = number(rest, span[1]) if rest and span else None
    if not rest or not span or not count or count[0] >= len(rest):
        # "postpone it a day" has no word between.
        count = number(rest, len(rest) - 2) if rest and len(rest) > 1 else None
        span = (len(rest) - 2, 0) if rest and count else None
    if not rest or not span or not count or count[0] != len(rest) - 1:
        return None
    days = _DAYS.get(rest[-1].low)
    target = read(sentence.text, rest[: span[0]], sentence.now)
    # "bring forward" is the one way to move a task nearer.
    back = sentence.tokens[0].low == "bring" or any(token.low == "forward" for token in rest)
    shift = timedelta(days=(days or 0) * count[1] * (-1 if back else 1))
    return Change(target, Changes(shift=shift)) if days and target else None


def _moved(sentence: Sentence) -> Change | None:
    """Read "move X to friday", "set X to high", "make X due at 5", "set the due date of X to …"."""
    prioritised = sentence.starts(_PRIORITISE)
    if prioritised:
        target = read(sentence.text, prioritised, sentence.now)
        return Change(target, Changes(Details(priority="high"))) if target else None
    rest = sentence.starts(_MOVE)
    if not rest:
        return None
    # "the due date of X" points at X.
    end = phrases.first(_OF, rest) or 0
    details, left = extract(_prioritised(rest[end:]), sentence.now)
    return _change(sentence, details, left)


def _stated(sentence: Sentence) -> Change | None:
    """Read "the milk one is due friday", "dentist should be at 5pm"."""
    span = phrases.search(_DUE, sentence.tokens)
    if span is None or not span[0]:
        return None
    details, left = extract(_prioritised(sentence.tokens[span[1] - 1 :]), sentence.now)
    if not details.arguments() or trim(left, _TO):
        return None
    return _change(sentence, details, list(sentence.tokens[: span[0]]))


def _change(sentence: Sentence, details: Details, left: Sequence[Token]) -> Change | None:
    if not details.arguments():
        return None
    # "from today to tomorrow": the day it leaves narrows the target.
    kept = [token for token in trim(left, _TO) if token.low != "from"]
    target = read(sentence.text, kept, sentence.now)
    return Change(target, Changes(details)) if target else None


def _prioritised(tokens: Sequence[Token]) -> list[Token]:
    """Let "to high" and "urgent" at the end mean a priority: "set X to high"."""
    kept = trim(tokens)
    levels = {
        "high": "!high",
        "medium": "!medium",
        "low": "!low",
        "urgent": "!high",
        "important": "!high",
        "none": "!none",
    }
    if len(kept) > 1 and (sign := levels.get(kept[-1].low)) and kept[-2].low in _TO | _NOUNS:
        last = kept[-1]
        kept[-1] = Token("mark", sign, last.start, last.end)
    return kept
