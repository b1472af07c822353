"""From a target to tasks: by what was shown, else by asking list_tasks and comparing words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from src.agent.offline import wording
from src.agent.offline.settle import settle
from src.agent.offline.steps import Steps, call
from src.agent.offline.talk import Talk
from src.agent.offline.targets import Focus, Matching, Named, Places, Target
from src.agent.offline.tasks import SeenTask
from src.agent.offline.values.filters import State

_PAGE = 100
_NEAR = 0.8
_SMALL = frozenset(
    "the a an my to for of on at in with and one task tasks todo item about that is please".split()  # noqa: SIM905 (a word list reads better as words)
)


@dataclass(frozen=True, slots=True)
class Found:
    """The tasks meant; or none, and the words that ask or explain.

    `together` tells that a description named them all at once, and nobody each by its name.
    """

    tasks: tuple[SeenTask, ...] = ()
    words: str = ""
    together: bool = False

    @property
    def apart(self) -> "Found":
        """The same, each on its own: for what cannot be done to all at once."""
        return replace(self, together=False)


def find(target: Target | None, talk: Talk, state: State = "open") -> Steps[Found]:
    """The tasks a target means. `state` is where a name is looked for first."""
    match target:
        case None:
            return Found(words="Which task do you mean? Say its name, or “list my tasks”.")
        case Focus():
            return _focused(target, talk)
        case Places():
            return _placed(target, talk)
        case Matching():
            return (yield from _matching(target, state))
        case Named():
            return (yield from _named(target, state))


def _matching(target: Matching, state: State) -> Steps[Found]:
    # "reopen everything" means what is done; "delete everything" nothing that is hidden.
    wanted = target.filter
    if state == "done" and wanted.state == "open":
        wanted = replace(wanted, state="done")
    settled = yield from settle(wanted)
    outcome = yield from call("list_tasks", **settled.arguments(), limit=_PAGE)
    found = tuple(outcome.tasks)
    return Found(found, "" if found else "There are no such tasks.", together=len(found) > 1)


def _focused(target: Focus, talk: Talk) -> Found:
    # What was touched last is meant before what was merely shown.
    known = talk.focus or tuple(talk.shown)
    if target.many and talk.shown and len(known) < len(talk.shown):
        known = tuple(talk.shown)
    if not known:
        return Found(words="I am not sure which task you mean. Tell me its name.")
    if len(known) > 1 and not target.many:
        return Found(words=wording.which(known))
    return Found(known, together=len(known) > 1)


def _placed(target: Places, talk: Talk) -> Found:
    shown = talk.shown or list(talk.focus)
    if not shown:
        return Found(words="I have not shown you a list yet. Say “list my tasks” first.")
    tasks: list[SeenTask] = []
    for place in target.places:
        if not -len(shown) <= place <= len(shown):
            return Found(words=f"The list has {len(shown)} tasks, there is no number {place}.")
        tasks.append(shown[place - 1 if place > 0 else place])
    return Found(tuple(tasks))


def _named(target: Named, state: State) -> Steps[Found]:
    found = yield from _by_name(target.words, state)
    if found.tasks or not target.parts:
        return found
    # "milk and bread" is one title before it is two.
    parts: list[SeenTask] = []
    for part in target.parts:
        one = yield from _by_name(part, state)
        if not one.tasks:
            return one
        parts.extend(one.tasks)
    return Found(tuple(parts))


def _by_name(name: str, state: State) -> Steps[Found]:
    words = _words(name)
    longest = max(words, key=len, default=name)
    # A search for the longest word first; a typo in it finds nothing, then all are compared.
    searched = yield from call("list_tasks", query=longest, state=state, limit=_PAGE)
    best = _best(name, searched.tasks)
    if not best:
        # All states now: to say "done already" beats "no such task".
        everything = yield from call("list_tasks", state="all", limit=_PAGE)
        best = _best(name, everything.tasks)
    if len(best) == 1:
        return Found(tuple(best))
    if best:
        return Found(words=wording.which(best))
    return Found(words=f"I found no task like “{name}”. Say “list my tasks” to see them.")


def _best(name: str, tasks: Sequence[SeenTask]) -> list[SeenTask]:
    """The tasks whose title is the name; else has all its words; else has them misspelt."""
    words = _words(name)
    # An exact title ends all doubt, even where other titles contain it.
    exact = [task for task in tasks if task.title.lower() == name.lower()]
    holding = [task for task in tasks if words and set(words) <= set(_words(task.title))]
    alike = [task for task in tasks if words and all(_near(word, task.title) for word in words)]
    return exact or holding or alike


def _near(word: str, title: str) -> bool:
    return any(
        other.startswith(word)
        or sorted(word) == sorted(other)  # letters swapped
        or SequenceMatcher(None, word, other).ratio() >= _NEAR
        for other in _words(title)
    )


def _words(text: str) -> list[str]:
    words = re.findall(r"\w+", text.lower())
    return [word for word in words if word not in _SMALL] or words
