"""Complete tasks: "complete the milk one", "mark it done", "i bought milk", "check off 1 and 3"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from src.agent.offline import together, wording
from src.agent.offline.find import find
from src.agent.offline.reading import phrases
from src.agent.offline.reading.sentence import Sentence
from src.agent.offline.reading.tokens import Token, trim
from src.agent.offline.steps import Call, Steps
from src.agent.offline.talk import Talk
from src.agent.offline.targets import Target, read

_DONE = ("as|to|is? all? done|complete|completed|finished|off", "off my|the? list?", "off")
_OPENERS = (
    "complete|finish|finished|completed",
    "i|i've|i'm|im|ive|we|we've have? just|already|now? done|finished|completed|did with?",
    "i|i've|we have? just|already? bought|called|paid|sent|cleaned|booked|read|cooked|washed",
    "i|i've|we have? just|already? fixed|watered|wrote",
    "check|tick|cross|strike off",
    "done|finished with|:",
    "close|tick",
    "just|already bought|called|paid|sent|cleaned|booked|read|cooked|washed|fixed|watered",
    "strike",
)
EXAMPLES = (
    "complete the milk one",
    "mark buy milk as done",
    "i bought milk",
    "check off 1 and 3",
    "pay rent is done",
    "done with call mom",
    "i did it",
    "complete everything for today",
)
_DONE_ALONE = (
    "it's|its|that's|thats|this|that|it? is? all|now|already? done|finished|completed",
    "i did it|that",
)
_TICKS = ("\u2713", "\u2714", "\u2705")
_AROUND = ("mark|set|check|tick|cross|strike|flag", "mark|set off?")
_LOOKING = ("show|list|find|search|delete|remove",)


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
        left = replace(found, tasks=tuple(one for one in found.tasks if one.state != "done"))
        if not left.tasks:
            return f"{wording.titles(found.tasks)} was done already."
        outcomes = yield from together.act(
            left, "complete", lambda task: Call("complete_task", {"task_id": task.id})
        )
        done = together.done(left, outcomes)
        return wording.told(f"Completed {wording.titles(done)}." if done else "", outcomes)


def parse(sentence: Sentence) -> Complete | None:
    """Read a sentence that says that something is done."""
    if sentence.asks or sentence.starts(_LOOKING) is not None:
        return None
    # "done!" right after a task was talked about means that task.
    if sentence.text.rstrip().endswith(_TICKS):
        target = read(sentence.text, sentence.tokens, sentence.now)
        return Complete(target) if target else None
    if phrases.whole(_DONE_ALONE, sentence.tokens):
        return Complete(read("it", _tokens("it", sentence), sentence.now))
    pointed = (
        _around(sentence) or _stated(sentence) or sentence.starts(_OPENERS) or _ended(sentence)
    )
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


def _ended(sentence: Sentence) -> list[Token] | None:
    """Read "buy milk done", "buy milk: done"; "get it done" is a task."""
    *rest, last = sentence.tokens
    told = last.low in {"done", "finished", "completed"} and last.kind != "quoted"
    return trim(rest) if told and rest and rest[0].low not in {"get", "have"} else None
