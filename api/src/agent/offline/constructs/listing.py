"""List tasks: "list my tasks", "what's overdue", "anything for home this week?", "how many"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from src.agent.offline import wording
from src.agent.offline.reading import phrases
from src.agent.offline.reading.sentence import Sentence
from src.agent.offline.reading.tokens import Token, spell, trim
from src.agent.offline.steps import Steps, call
from src.agent.offline.talk import Talk
from src.agent.offline.values import filters

_SHOW = (
    "list|show|display|view|see|print|give|read|tell|get|open me|us? about?",
    "look at|up",
    "pull up",
)
_FIND = (
    "find|search|look me? for?",
    "search my? tasks? for",
    "show|list me? tasks|todos about|with|containing",
)
_ASK = (
    "what|what's|whats|which|anything|any|something|what're",
    "what is|are|have|do|did",
    "do|have|did|am|is|are i|there|we",
    "have i got",
    "how's|how is|does my day|week",
    "when is|are|do",
)
_COUNT = ("how many", "count", "number of")
_BARE = (
    "my? tasks|todos|todo|to-do|to-dos|agenda|schedule|list|day|week|plan",
    "all my? tasks|todos",
)
_FILLERS = frozenset(
    """my all the a me us i we you of on in to for list lists tasks task todo todos to-do to-dos
    item items things thing stuff everything anything something left have has had got do
    did does is are am need needs what what's whats which there that's that be must should
    agenda schedule day plan so far still now please around going up plate coming with full
    every each entire whole at get currently was were been give show ? next ever yet any
    reminders reminder look looks like about how's how""".split()  # noqa: SIM905 (a word list reads better as words)
)
_ABOUT = ("about|containing|mentioning|named|called|with|matching|like|for",)
_PAGE = 50
_FINISHED = frozenset({"done", "finish", "finished", "complete", "completed", "get"})
_DONE_VERBS = ("did|have i|we do|done|finish|finished|complete|completed|get|got done?",)


@dataclass(frozen=True, slots=True)
class Listing:
    """List or count the tasks that a filter finds."""

    filter: filters.Filter
    count: bool = False

    def run(self, talk: Talk) -> Steps[str]:
        """Ask for them and put them into words."""
        outcome = yield from call("list_tasks", **self.filter.arguments(), limit=_PAGE)
        if not outcome.done:
            return wording.failed([outcome])
        tasks = outcome.tasks
        kind = self._kind()
        more = "at least " if outcome.output.get("next_cursor") else ""
        if not tasks:
            return f"You have no {kind}tasks{' there' if self.filter.narrows else ''}."
        amount = f"{more}{len(tasks)} {kind}task{'s' if len(tasks) > 1 else ''}"
        if self.count:
            return f"You have {amount}."
        return f"You have {amount}:\n{wording.numbered(tasks, talk.now.date())}"

    def _kind(self) -> str:
        state = {"open": "open ", "done": "done ", "all": ""}[self.filter.state]
        return "overdue " if self.filter.due == "overdue" else state


def parse(sentence: Sentence) -> Listing | None:
    """Read a sentence that asks what there is."""
    counted = sentence.starts(_COUNT)
    searched = sentence.starts(_FIND) if counted is None else None
    if searched:
        return _found(searched, sentence)
    opened = counted if counted is not None else sentence.starts((*_SHOW, *_ASK))
    if opened is None:
        return _bare(sentence)
    return _listing(opened, sentence, count=counted is not None)


def _bare(sentence: Sentence) -> Listing | None:
    """Read "my tasks", "overdue", "todos for today", "tasks tagged home"."""
    found, rest = filters.read(sentence.tokens, sentence.now)
    plain = bool(rest or found.narrows) and all(token.low in _FILLERS for token in trim(rest))
    named = phrases.search(_BARE, rest) is not None
    single = sentence.now if len(sentence.tokens) > 1 or found.due == "overdue" else None
    return Listing(found) if plain and (named or (found.narrows and single)) else None


def _listing(opened: Sequence[Token], sentence: Sentence, *, count: bool) -> Listing | None:
    found, rest = filters.read(opened, sentence.now)
    # "what did i finish today" asks for what is done; when it was due does not matter.
    if phrases.search(_DONE_VERBS, sentence.tokens) and sentence.starts(("what|which|how",)):
        found = replace(found, state="done", due=None, due_from=None, due_until=None)
        rest = [token for token in rest if token.low not in _FINISHED]
    left = [
        token for token in trim(rest) if token.low not in _FILLERS and token.kind != "punctuation"
    ]
    if not left:
        return Listing(found, count)
    # Words that nothing explains are a search, but only where tasks are asked for.
    about = phrases.search(_ABOUT, rest)
    shown = sentence.starts(_SHOW) is not None or count
    noun = any(token.low in {"tasks", "todos", "items", "task"} for token in sentence.tokens)
    if noun and (about or shown):
        return Listing(replace(found, query=sentence.spell(left)), count)
    if about and len(left) == 1 and about[1] <= len(rest) - 1:
        # "anything for home this week?": one unknown word after "for" is a tag.
        return Listing(replace(found, tag=left[0].low), count)
    return None


def _found(tokens: Sequence[Token], sentence: Sentence) -> Listing | None:
    found, rest = filters.read(tokens, sentence.now)
    words = frozenset({"tasks", "task", "my", "the", "all", "for", "about", "with", "any", "one"})
    left = trim(rest, words)
    if not left and not found.narrows:
        return None
    query = spell(sentence.text, left) or None
    return Listing(replace(found, query=query, state=found.state if found.narrows else "all"))
