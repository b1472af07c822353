"""Parts of a task: "add a, b to the trip as subtasks", "make X a subtask of Y"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from src.agent.offline import wording
from src.agent.offline.constructs.change import Change
from src.agent.offline.find import find
from src.agent.offline.reading import phrases
from src.agent.offline.reading.sentence import Sentence
from src.agent.offline.reading.tokens import Token
from src.agent.offline.steps import Call, Step, Steps
from src.agent.offline.talk import Talk
from src.agent.offline.targets import Focus, Named, Target, read
from src.agent.offline.values import clauses

EXAMPLES = (
    "add visas and vaccines to the rome trip task as subtasks",
    "add proofread as a subtask of prepare slides",
    "add a subtask to prepare slides: fix the chart",
    "add subtask pick a hotel to plan the rome trip",
    "add subtasks flour, sugar",
    "under prepare slides add check fonts",
    "make book flights a subtask of prepare slides",
)
_ADD = ("add|create|put",)
_SUB = "subtask|subtasks|sub-task|sub-tasks|step|steps|substep|part"
_OPENERS = (f"add|create|put|make a|an|the|two|some? new? {_SUB} :?",)
_AS = (f"as|like|be|being? a|an|the? {_SUB} of|to|for|under|in", f"as a? {_SUB}")
_TO = ("to|for|under|of|in|on",)


@dataclass(frozen=True, slots=True)
class AddParts:
    """Add tasks as parts of another one."""

    titles: tuple[str, ...]
    above: Target

    def run(self, talk: Talk) -> Steps[str]:
        """Find the task above, then add them to it."""
        found = yield from find(self.above, talk)
        if len(found.tasks) != 1:
            return found.words or "Which task do you mean? Say its name."
        parent = found.tasks[0]
        outcomes = yield Step(
            [Call("add_task", {"title": title, "parent_id": parent.id}) for title in self.titles]
        )
        added = [task for one in outcomes if one.done for task in one.tasks]
        told = f"Added {wording.titles(added)} to {wording.title(parent)}." if added else ""
        return wording.told(told, outcomes)


def parse(sentence: Sentence) -> AddParts | Change | None:
    """Read a sentence that makes parts of a task."""
    if sentence.asks:
        return None
    return _made(sentence) or _said_first(sentence) or _said_last(sentence) or _under(sentence)


def _made(sentence: Sentence) -> Change | None:
    """Read "make X a subtask of Y"."""
    rest = sentence.starts(("make|move|turn|set|put",))
    span = phrases.search((f"into|to|as? a {_SUB} of|to|for|under",), rest) if rest else None
    if not rest or not span or not span[0]:
        return None
    part = read(sentence.text, rest[: span[0]], sentence.now)
    above = read(sentence.text, rest[span[1] :], sentence.now)
    return Change(part, above=above) if part and isinstance(above, Named) else None


def _said_first(sentence: Sentence) -> AddParts | None:
    """Read "add a subtask to X: Y", "add subtask Y to X", "add subtasks Y, Z"."""
    rest = sentence.starts(_OPENERS)
    if not rest:
        return None
    to = phrases.match("to|for|on|under", rest)
    colon = phrases.search((":",), rest)
    if to and colon:
        return _parts(sentence, rest[colon[1] :], rest[to : colon[0]])
    span = _last(_TO, rest)
    if span and (found := _parts(sentence, rest[: span[0]], rest[span[1] :])):
        return found
    return replace(found, above=Focus()) if (found := _parts(sentence, rest, rest)) else None


def _said_last(sentence: Sentence) -> AddParts | None:
    """Read "add Y as a subtask of X", "add Y and Z to X as subtasks"."""
    rest = sentence.starts(_ADD)
    span = phrases.search(_AS, rest) if rest else None
    if not rest or not span or not span[0]:
        return None
    if span[1] < len(rest):
        return _parts(sentence, rest[: span[0]], rest[span[1] :])
    to = _last(_TO, rest[: span[0]])
    return _parts(sentence, rest[: to[0]], rest[to[1] : span[0]]) if to else None


def _under(sentence: Sentence) -> AddParts | None:
    """Read "under X add Y"."""
    rest = sentence.starts(("under|below",))
    span = phrases.search(("add", ":"), rest) if rest else None
    if not rest or not span or not span[0] or any(one.low == "project" for one in rest):
        return None
    return _parts(sentence, rest[span[1] :], rest[: span[0]])


def _last(patterns: tuple[str, ...], tokens: Sequence[Token]) -> tuple[int, int] | None:
    """The last phrase of these in the tokens: "go to town to X" splits before X."""
    for at in reversed(range(1, len(tokens))):
        end = phrases.first(patterns, tokens, at)
        if end is not None and end < len(tokens):
            return at, end
    return None


def _parts(sentence: Sentence, titles: Sequence[Token], above: Sequence[Token]) -> AddParts | None:
    named = read(sentence.text, above, sentence.now)
    spelled = tuple(sentence.spell(part) for part in clauses.parts(titles))
    return AddParts(spelled, named) if named and spelled else None
