"""Complete tasks: "complete the milk one", "mark it done", "i bought milk", "check off 1 and 3"."""

from collections.abc import Sequence
from dataclasses import dataclass

from src.agent.offline import wording
from src.agent.offline.find import find
from src.agent.offline.reading import phrases
from src.agent.offline.reading.sentence import Sentence
from src.agent.offline.reading.tokens import Token
from src.agent.offline.steps import Call, Step, Steps
from src.agent.offline.talk import Talk
from src.agent.offline.targets import Target, read

_DONE = ("as|to|is? all? done|complete|completed|finished|off", "off my|the? list?", "off")
_OPENERS = (
    "complete|finish|finished|completed",
    "i|i've|i'm|we|we've have? just|already|now? done|finished|completed|did with?",
    "i|i've|we have? just|already? bought|called|paid|sent|cleaned|booked|read|cooked|washed|fixed",
    "check|tick|cross|strike off",
    "done|finished with|:",
    "close|tick",
)
_AROUND = ("mark|set|check|tick|cross|strike|flag", "mark|set off?")
_QUESTIONS = frozenset({"what", "which", "how", "when", "did", "have", "is", "are", "show", "list"})


@dataclass(frozen=True, slots=True)
class Complete:
    """Mark tasks done."""

    target: Target | None

    def run(self, talk: Talk) -> Steps[str]:
        """Find them and complete each that is open."""
        found = yield from find(self.target, talk)
        if not found.tasks:
            return found.words
        # Completing twice would write a change that says nothing.
        already = [task for task in found.tasks if task.state == "done"]
        open_ones = [task for task in found.tasks if task.state != "done"]
        if not open_ones:
            return f"{wording.titles(already)} was done already."
        outcomes = yield Step([Call("complete_task", {"task_id": task.id}) for task in open_ones])
        done = [task for task, one in zip(open_ones, outcomes, strict=True) if one.done]
        return wording.told(f"Completed {wording.titles(done)}." if done else "", outcomes)


def parse(sentence: Sentence) -> Complete | None:
    """Read a sentence that says that something is done."""
    if not sentence.tokens or sentence.tokens[0].low in _QUESTIONS:
        return None
    # "done!" right after a task was talked about means that task.
    if phrases.whole(("done", "finished", "completed", "all done"), sentence.tokens):
        return Complete(read("it", _tokens("it", sentence), sentence.now))
    pointed = _around(sentence) or _stated(sentence) or sentence.starts(_OPENERS)
    target = read(sentence.text, pointed, sentence.now) if pointed else None
    return Complete(target) if target else None


def _tokens(text: str, sentence: Sentence) -> Sequence[Token]:
    return Sentence.read(text, sentence.now).tokens


def _around(sentence: Sentence) -> list[Token] | None:
    """Read "mark X as done", "check X off", "cross X off my list", "mark as done X"."""
    rest = sentence.starts(_AROUND)
    span = phrases.search(_DONE, rest) if rest else None
    if rest is None or span is None:
        return None
    return rest[: span[0]] + rest[span[1] :]


def _stated(sentence: Sentence) -> list[Token] | None:
    """Read "X is done", "the milk is bought"."""
    span = phrases.search(
        ("is|are|was|has|have|got been? all|now|already? done|complete|completed|finished",),
        sentence.tokens,
    )
    # Nothing may follow: "the report is done by Anna" tells, and orders nothing.
    if span is None or span[0] == 0 or span[1] < len(sentence.tokens):
        return None
    return list(sentence.tokens[: span[0]])
