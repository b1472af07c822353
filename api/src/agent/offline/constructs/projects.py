"""Projects: "create project Books", "rename the garden project to Yard"."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import get_args

from src.agent.offline import wording
from src.agent.offline.reading import phrases
from src.agent.offline.reading.sentence import Sentence
from src.agent.offline.reading.tokens import Token, trim
from src.agent.offline.settle import known
from src.agent.offline.steps import Steps, call
from src.agent.offline.talk import Talk
from src.agent.offline.values.project_names import spelled
from src.schemas.projects import Color

EXAMPLES = (
    "create a project called Books",
    "new project Wedding",
    "rename the work project to Office",
    "archive the travel project",
    "delete project Travel and all its tasks",
    "make the garden project green",
)
_MAKE = (
    "create|add|make|start|open|new me? a|the|another? new? project called|named|titled|for|:? :?",
)
_RENAME = ("rename|change the? name? of?",)
_ARCHIVE = ("archive|close",)
_UNARCHIVE = ("unarchive|reopen|reactivate",)
_DELETE = ("delete|remove|trash|drop|get rid|of? of?",)
_COLOUR = ("make|color|colour|paint|set the? color|colour? of?",)
_COLOURS = frozenset(get_args(Color))
_WITH_TASKS = (
    "and|with|including all? of? its|the|their|it's? tasks|content|contents",
    "and|with|including everything|all in|inside? it?",
)
_WITHOUT_TASKS = (
    "but|and keep|move|leave all? of? its|the|their? tasks",
    "without the|its tasks",
)


@dataclass(frozen=True, slots=True)
class SaveProject:
    """Make a project, or change the one of that name."""

    name: str
    values: Mapping[str, object] = field(default_factory=dict)

    def run(self, talk: Talk) -> Steps[str]:
        """Save it; the tool says what there is when there is none of that name."""
        del talk  # projects are told by their names alone
        outcome = yield from call("save_project", name=self.name, **self.values)
        told = str(outcome.output.get("summary") or f"Saved the project “{self.name}”.")
        return wording.told(told if outcome.done else "", [outcome])


@dataclass(frozen=True, slots=True)
class DeleteProject:
    """Delete a project; its tasks go to the inbox, or into the trash when that is said."""

    name: str
    tasks: str

    def run(self, talk: Talk) -> Steps[str]:
        """Look whether there is one of that name, then ask for its deletion."""
        del talk  # the same
        there = yield from known()
        name = there.projects.get(self.name.casefold())
        if name is None:
            listed = ", ".join(there.projects.values()) or "none"
            return f"There is no project “{self.name}”. The projects are: {listed}."
        outcome = yield from call("delete_project", project=name, tasks=self.tasks)
        return wording.told(f"Deleted the project “{name}”." if outcome.done else "", [outcome])


def parse(sentence: Sentence) -> SaveProject | DeleteProject | None:
    """Read a sentence about a project itself."""
    if sentence.asks or not any(token.low == "project" for token in sentence.tokens):
        return None
    return _deleted(sentence) or _renamed(sentence) or _shelved(sentence) or _made(sentence)


def _made(sentence: Sentence) -> SaveProject | None:
    if coloured := _coloured(sentence):
        return coloured
    rest = trim(sentence.starts(_MAKE) or [])
    return SaveProject(spelled(rest)) if rest else None


def _renamed(sentence: Sentence) -> SaveProject | None:
    rest = sentence.starts(_RENAME)
    span = phrases.search(("to|into|as",), rest) if rest else None
    if not rest or not span:
        return None
    name, new = _name(rest[: span[0]]), spelled(trim(rest[span[1] :]))
    return SaveProject(name, {"new_name": new}) if name and new else None


def _shelved(sentence: Sentence) -> SaveProject | None:
    for patterns, archived in ((_ARCHIVE, True), (_UNARCHIVE, False)):
        rest = sentence.starts(patterns)
        if rest and (name := _name(rest)):
            return SaveProject(name, {"archived": archived})
    return None


def _coloured(sentence: Sentence) -> SaveProject | None:
    rest = sentence.starts(_COLOUR)
    if not rest or rest[-1].low not in _COLOURS:
        return None
    name = _name(trim(rest[:-1], frozenset({"to", "in", "as"})))
    return SaveProject(name, {"color": rest[-1].low}) if name else None


def _deleted(sentence: Sentence) -> DeleteProject | None:
    rest = sentence.starts(_DELETE)
    if not rest:
        return None
    both, kept = phrases.search(_WITH_TASKS, rest), phrases.search(_WITHOUT_TASKS, rest)
    span = kept or both
    name = _name(rest[: span[0]] if span else rest)
    return DeleteProject(name, "trash" if both and not kept else "inbox") if name else None


def _name(tokens: list[Token]) -> str | None:
    """The name in "project Garden", "the garden project"; None when the word is not beside it."""
    kept = trim(tokens, frozenset({"the", "my", "a", "called", "named"}))
    if len(kept) > 1 and kept[0].low == "project":
        return spelled(trim(kept[1:], frozenset({"called", "named"}))) or None
    if len(kept) > 1 and kept[-1].low == "project":
        return spelled(kept[:-1])
    return None
