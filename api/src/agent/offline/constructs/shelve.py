"""Archive, restore, copy and order tasks: "archive X", "duplicate X", "put X first"."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from src.agent.offline import together, wording
from src.agent.offline.find import find
from src.agent.offline.reading import phrases
from src.agent.offline.reading.sentence import Sentence
from src.agent.offline.steps import Call, Steps
from src.agent.offline.talk import Talk
from src.agent.offline.targets import Named, Target, read
from src.agent.offline.values.filters import State

EXAMPLES = (
    "archive clean the garage",
    "unarchive old phone contract",
    "restore renew library card",
    "duplicate pay rent",
    "move buy milk to the top",
    "put call mom after pay rent",
)
_TRASH = ("back? from|out of? the|my? trash|bin",)
_COPY = ("duplicate|clone|copy", "make|create a|another copy|duplicate of")
_MOVE = ("move|put|bring|drag|place|set",)
_TOP = (
    "to|at|on? the? top|beginning|start of? the|my? list?",
    "first in|on? the|my? list?",
    "up to the top",
)
_AFTER = ("right? after|below|under|behind|beneath",)


@dataclass(frozen=True, slots=True)
class Shelve:
    """Call a tool that takes one task and nothing, or little, beside it."""

    tool: str
    target: Target | None
    told: str
    state: State = "open"
    action: str = ""
    """As change_tasks names it, for the tools that take many."""
    values: Mapping[str, object] = field(default_factory=dict)
    after: Named | None = None

    def run(self, talk: Talk) -> Steps[str]:
        """Find the tasks and call it for each."""
        found = yield from find(self.target, talk, self.state)
        if not found.tasks:
            return found.words
        extra = dict(self.values)
        if self.after:
            other = yield from find(self.after, talk)
            if len(other.tasks) != 1:
                return other.words
            extra["after_task_id"] = other.tasks[0].id
        each = found if self.action else found.apart
        outcomes = yield from together.act(
            each, self.action, lambda task: Call(self.tool, {"task_id": task.id} | extra)
        )
        done = together.done(each, outcomes)
        return wording.told(f"{self.told} {wording.titles(done)}." if done else "", outcomes)


def parse(sentence: Sentence) -> Shelve | None:
    """Read a sentence that archives, restores, copies or orders."""
    if sentence.asks:
        return None
    return _archived(sentence) or _restored(sentence) or _copied(sentence) or _ordered(sentence)


def _archived(sentence: Sentence) -> Shelve | None:
    if target := _target(sentence, ("archive|shelve",)):
        return Shelve("archive_task", target, "Archived", "all", "archive")
    if target := _target(sentence, ("unarchive|unshelve",)):
        values = {"archived": False}
        return Shelve("archive_task", target, "Back again:", "archived", "unarchive", values)
    return None


def _restored(sentence: Sentence) -> Shelve | None:
    """Read "restore X", "bring X back from the trash", "get X out of the bin"."""
    said = sentence.starts(("restore|undelete|recover",))
    rest = said or sentence.starts(("bring|get|take|put|fetch back?",))
    span = phrases.search(_TRASH, rest) if rest else None
    if not rest or not (said or span):
        return None
    target = read(sentence.text, rest[: span[0]] if span else rest, sentence.now)
    return Shelve("restore_task", target, "Restored", "deleted") if target else None


def _copied(sentence: Sentence) -> Shelve | None:
    target = _target(sentence, _COPY)
    return Shelve("duplicate_task", target, "Copied") if target else None


def _ordered(sentence: Sentence) -> Shelve | None:
    """Read "move X to the top", "put X after Y"."""
    rest = sentence.starts(_MOVE)
    if not rest:
        return None
    top = phrases.search(_TOP, rest)
    if top and top[0] and top[1] == len(rest):
        target = read(sentence.text, rest[: top[0]], sentence.now)
        return Shelve("move_task", target, "Moved") if target else None
    span = phrases.search(_AFTER, rest)
    if not span or not span[0]:
        return None
    target = read(sentence.text, rest[: span[0]], sentence.now)
    other = read(sentence.text, rest[span[1] :], sentence.now)
    if target is None or not isinstance(other, Named):
        return None
    return Shelve("move_task", target, "Moved", after=other)


def _target(sentence: Sentence, patterns: tuple[str, ...]) -> Target | None:
    rest = sentence.starts(patterns)
    return read(sentence.text, rest, sentence.now) if rest else None
