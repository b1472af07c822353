"""What there is, and what was changed: "my projects", "list tags", "history"."""

from collections.abc import Mapping
from dataclasses import dataclass

from src.agent.offline import wording
from src.agent.offline.reading import phrases
from src.agent.offline.reading.sentence import Sentence
from src.agent.offline.steps import Steps, call
from src.agent.offline.talk import Talk

EXAMPLES = (
    "what projects do i have",
    "list my projects",
    "which tags do i use?",
    "overview",
    "what did you change",
    "show recent changes",
)
_ALL = "my|the|all|of|our?"
_NAMES = "projects|tags|labels|lists"
_SHOW = "show|list|see|give|view|tell|what|what's|which|name|print"
_WHOLE = (
    "overview",
    f"{_SHOW} me? are|is? {_ALL} {_ALL} overview|{_NAMES}",
    f"what|which {_NAMES} are|do|have i|we|there use|have|got|exist?",
    f"what|which {_NAMES} are there",
    f"{_ALL} {_NAMES}",
    f"do i have any? {_NAMES}",
)
_RECENT = "last|latest|recent|past"
_CHANGES = (
    "history|changes|changelog",
    f"show|list|see|give|view|tell me? my|the|all? {_RECENT} changes|history|actions|activity",
    "show|list|see|view me? my|the? changes|history|activity",
    f"{_RECENT} changes|activity",
    "what did you|i just|last? change|changed|do|done",
    "what have you|i just? done|changed",
    f"what|what's was|were|are|is? the? {_RECENT} changes|change",
    "what changed|happened recently?",
)


@dataclass(frozen=True, slots=True)
class Overview:
    """Name the projects and tags, each with its open tasks."""

    def run(self, talk: Talk) -> Steps[str]:
        """Ask for them."""
        del talk  # names have no dates
        outcome = yield from call("overview")
        if not outcome.done:
            return wording.failed([outcome])
        parts = [
            f"Inbox: {outcome.output.get('inbox_open_count', 0)} open.",
            _named("Projects", outcome.output.get("projects")),
            _named("Tags", outcome.output.get("tags")),
        ]
        return "\n".join(part for part in parts if part)


def _named(kind: str, values: object) -> str:
    known = [one for one in values if isinstance(one, Mapping)] if isinstance(values, list) else []
    told = ", ".join(f"{one.get('name')} ({one.get('open_count', 0)})" for one in known)
    return f"{kind}: {told}." if told else f"There are no {kind.lower()} yet."


@dataclass(frozen=True, slots=True)
class History:
    """Name the latest changes."""

    def run(self, talk: Talk) -> Steps[str]:
        """Ask for them."""
        del talk  # the newest come first, and that is when they were
        outcome = yield from call("list_changes")
        items = outcome.output.get("items")
        lines = [
            f"- {one.get('action')}: “{one.get('title')}”{' (undone)' if one.get('undone') else ''}"
            for one in (items if isinstance(items, list) else [])
            if isinstance(one, Mapping)
        ]
        told = "\n".join(["The latest changes:", *lines]) if lines else "Nothing was changed yet."
        return wording.told(told if outcome.done else "", [outcome])


def parse(sentence: Sentence) -> Overview | History | None:
    """Read a sentence that asks what there is besides tasks, or what was changed."""
    if phrases.whole(_WHOLE, sentence.tokens):
        return Overview()
    return History() if phrases.whole(_CHANGES, sentence.tokens) else None
