"""Reopen tasks: "reopen buy milk", "mark it as not done", "the milk one is not done yet"."""

from dataclasses import dataclass, replace

from src.agent.offline import together, wording
from src.agent.offline.find import find
from src.agent.offline.reading import phrases
from src.agent.offline.reading.sentence import Sentence
from src.agent.offline.reading.tokens import Token
from src.agent.offline.steps import Call, Steps
from src.agent.offline.talk import Talk
from src.agent.offline.targets import Focus, Target, read

_OPENERS = (
    "reopen|re-open|uncomplete|un-complete|uncheck|untick|unmark|unfinish|reactivate|reinstate",
    "open back? again",
    "i|we didn't|haven't|did|have not? actually|yet? do|done|did|finish|finished|complete",
)
_PAST = (
    "i|we haven't|didn't|never actually? bought|buy|called|call|paid|pay|sent|send|cleaned|clean",
    "i|we haven't|didn't|never actually? booked|book|read|cooked|cook|washed|wash|fixed|fix",
)
_NOT_DONE = (
    "as|is|are|isn't|was? not|n't yet? done|complete|completed|finished yet?",
    "isn't|wasn't|aren't actually? done|complete|completed|finished yet?",
    "it's|its not done|finished|complete yet?",
    "as|is|to undone|incomplete|open|unfinished|todo again?",
    "as active|pending again?",
    "should|must|needs|has to? be open|reopened|undone again?",
    "back on|onto|to|in my|the|our? todo|task? list",
)
_NOT_ALONE = ("it's|its|that's|thats not done|finished|complete|completed yet?", "not done yet?")
_AROUND = ("mark|set|put|flag",)
EXAMPLES = (
    "reopen clean the garage",
    "mark read the news as not done",
    "read the news isn't done yet",
    "uncheck it",
)
_BACK = frozenset({"again", "as", "back", "up", "yet"})


@dataclass(frozen=True, slots=True)
class Reopen:
    """Mark done tasks open again."""

    target: Target | None

    def run(self, talk: Talk) -> Steps[str]:
        """Find them among the done ones and reopen each."""
        found = yield from find(self.target, talk, "done")
        if not found.tasks:
            return found.words
        found = replace(found, tasks=tuple(one for one in found.tasks if one.state != "open"))
        if not found.tasks:
            return "That is open: there is nothing to take back."
        outcomes = yield from together.act(
            found, "reopen", lambda task: Call("reopen_task", {"task_id": task.id})
        )
        done = together.done(found, outcomes)
        return wording.told(f"Reopened {wording.titles(done)}." if done else "", outcomes)


def _opened_again(sentence: Sentence) -> list[Token] | None:
    """Read "open X again"; without the last word it may open anything."""
    rest = sentence.starts(("open",))
    return rest if rest and rest[-1].low == "again" else None


def parse(sentence: Sentence) -> Reopen | None:
    """Read a sentence that says that something is not done after all."""
    if sentence.asks:
        return None
    if phrases.whole(_NOT_ALONE, sentence.tokens):
        return Reopen(Focus())
    rest = sentence.starts((*_OPENERS, *_PAST)) or _opened_again(sentence)
    if rest is None:
        around = sentence.starts(_AROUND)
        rest = list(sentence.tokens) if around is None else around
        span = phrases.search(_NOT_DONE, rest)
        # Without "mark", the words before "is not done" are the task.
        if span is None or (around is None and span[0] == 0):
            return None
        rest = rest[: span[0]] + rest[span[1] :]
    kept = [token for token in rest if token.low not in _BACK]
    target = read(sentence.text, kept, sentence.now)
    return Reopen(target) if target else None
