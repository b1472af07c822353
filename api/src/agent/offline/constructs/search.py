"""Look for tasks by words: "find milk", "do i have anything about the dentist", "where is X"."""

from dataclasses import dataclass

from src.agent.offline import wording
from src.agent.offline.constructs.listing import Listing
from src.agent.offline.reading.sentence import Sentence
from src.agent.offline.reading.tokens import trim
from src.agent.offline.steps import Steps, call
from src.agent.offline.talk import Talk
from src.agent.offline.values import filters

EXAMPLES = (
    "find milk",
    "search for the report",
    "do i have anything about flights",
    "where is the milk task",
    "when is the rent due",
)
_FIND = (
    "find|search|lookup me? everything|anything|all|tasks? for|about|with?",
    "look|search me? my? tasks|list|todos? for|up",
    "show|list me? tasks|todos|everything|anything about|containing|mentioning",
    "do i|we have anything|something|tasks|a|any? task? about|called|named|with|mentioning",
    "is|are there anything|something|tasks|a|any? task|tasks? about|called|named|with|mentioning",
    "anything|something|tasks about|mentioning|containing",
    "where|where's|wheres is|are|did?",
    "when|when's is|are",
    "when do|must|should|did i|we have? to?",
    "what time|day is|are",
    "got any|some task|tasks about|for|with",
    "what|what's about|with",
)
_AROUND = frozenset(
    """the my a an task tasks one todo due all for about with any i put go planned scheduled
    everything""".split()  # noqa: SIM905 (a word list reads better as words)
)
_LIMIT = 20


@dataclass(frozen=True, slots=True)
class Search:
    """Look for words in titles and notes."""

    text: str

    def run(self, talk: Talk) -> Steps[str]:
        """Ask for them and number what was found."""
        outcome = yield from call("search_tasks", text=self.text, limit=_LIMIT)
        if not outcome.done:
            return wording.failed([outcome])
        if not outcome.tasks:
            return f"I found no task about “{self.text}”."
        amount = f"{len(outcome.tasks)} task{'s' if len(outcome.tasks) > 1 else ''}"
        lines = wording.numbered(outcome.tasks, talk.now.date())
        return f"I found {amount}:\n{lines}"


def parse(sentence: Sentence) -> Search | Listing | None:
    """Read a sentence that looks for words."""
    rest = sentence.starts(_FIND)
    if not rest:
        return None
    if any(token.kind == "quoted" for token in rest):
        kept = [token for token in rest if token.kind == "quoted"]
        return Search(sentence.spell(kept))
    found, left = filters.read(rest, sentence.now)
    words = trim(left, _AROUND)
    if not words:
        return None
    text = sentence.spell(words)
    # Words beside a narrowing: "find done tasks about milk".
    return Listing(filters.with_query(found, text)) if found.narrows else Search(text)
