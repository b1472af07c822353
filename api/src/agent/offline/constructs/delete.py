"""Delete tasks: "delete it", "remove the milk one", "get rid of 2", "take bread off my list"."""

from dataclasses import dataclass

from src.agent.offline import together, wording
from src.agent.offline.find import find
from src.agent.offline.reading import phrases
from src.agent.offline.reading.sentence import Sentence
from src.agent.offline.steps import Call, Steps
from src.agent.offline.talk import Talk
from src.agent.offline.targets import Target, read

_OPENERS = (
    "delete|remove|erase|discard|trash|scrap|bin|clear|dismiss|del|drop|cancel|scratch",
    "get rid of",
    "throw out|away",
    "forget about?",
    "i don't|dont need|want to?",
    "i no longer need|want to?",
    "take",
)
EXAMPLES = (
    "delete plant tulips",
    "get rid of the rent task",
    "take pay rent off my list",
    "i don't need buy milk anymore",
    "delete all done tasks",
)
_LONG = (
    "off|from my|the|our? todo|to-do|task|shopping? list|tasks|todos",
    "anymore",
    "any more",
    "off",
)


@dataclass(frozen=True, slots=True)
class Delete:
    """Delete tasks; the tool itself waits for the person's approval."""

    target: Target | None

    def run(self, talk: Talk) -> Steps[str]:
        """Find them and ask for each deletion."""
        found = yield from find(self.target, talk, "all")
        if not found.tasks:
            return found.words
        outcomes = yield from together.act(
            found,
            "delete",
            lambda task: Call("delete_task", {"task_id": task.id}),
            say=f"Deleting {wording.titles(found.tasks)} needs your approval.",
        )
        done = together.done(found, outcomes)
        return wording.told(f"Deleted {wording.titles(done)}." if done else "", outcomes)


def parse(sentence: Sentence) -> Delete | None:
    """Read a sentence that takes something away."""
    rest = sentence.starts(_OPENERS)
    if not rest:
        return None
    span = phrases.search(_LONG, rest)
    # "take the pills" is a task to add, "take the pills off my list" is none.
    if span is None and sentence.tokens[0].low == "take":
        return None
    kept = rest[: span[0]] + rest[span[1] :] if span else rest
    target = read(sentence.text, kept, sentence.now)
    return Delete(target) if target else None
