"""List tasks: "list my tasks", "what's overdue", "anything for home this week?", "how many"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from src.agent.offline import wording
from src.agent.offline.reading import phrases
from src.agent.offline.reading.sentence import Sentence
from src.agent.offline.reading.spelling import near
from src.agent.offline.reading.tokens import Token, trim
from src.agent.offline.settle import settle
from src.agent.offline.steps import Steps, call
from src.agent.offline.talk import Talk
from src.agent.offline.values import filters

EXAMPLES = (
    "list my tasks",
    "what's overdue",
    "anything for home this week?",
    "how many tasks do i have?",
    "what's in project work",
    "show the trash",
    "what did i finish",
)
_SHOW = (
    "list|show|display|view|see|print|give|read|tell|get|open me|us? about?",
    "look at|up",
    "pull up",
)
_ASK = (
    "what|what's|whats|which|anything|any|something|what're",
    "what is|are|have|do|did|am",
    "do|have|did|am|is|are i|there|we",
    "have i got",
    "how's|how is|does my day|week",
    "when is|are|do",
    "what|which|who still|else",
)
_COUNT = ("how many|much", "count", "number of")
_BARE = (
    "my? tasks|todos|todo|to-do|to-dos|agenda|schedule|list|day|week|plan|stuff|things",
    "all my? tasks|todos",
)
_FILLERS = frozenset(
    """my all the a me us i we you of on in to for list lists tasks task todo todos to-do to-dos
    item items things thing stuff everything anything something left have has had got do
    did does is are am need needs what what's whats which there that's that be must should
    agenda schedule day plan so far still now please around going up plate coming with full
    every each entire whole at get currently was were been give show ? next ever yet any pls
    reminders reminder look looks like about how's how open else needed planned free busy most
    really ones one i've ive""".split()  # noqa: SIM905 (a word list reads better as words)
)
_ABOUT = ("about|containing|mentioning|named|called|with|matching|like|for|in|under",)
_PAGE = 50
_SHORT = 4
_FINISHED = frozenset({"done", "finish", "finished", "complete", "completed", "get", "already"})
_DONE_VERBS = (
    "did|have i|we already? do|done|finish|finished|complete|completed",
    "did|have i|we already? get|got done",
)
_DID = ("did|have i|we already? done|finish|finished|complete|completed anything|something",)
_UNDONE_VERBS = ("haven't|didn't i|we done|do|finish|finished|complete|completed yet?",)
_MISSED = ("did|have i|we miss|missed|forget|forgotten anything|something?",)
_MANY = frozenset({"tasks", "todos"})
_NOUNS = frozenset({"tasks", "todos", "items", "task", "things", "todo", "stuff"})


@dataclass(frozen=True, slots=True)
class Listing:
    """List or count the tasks that a filter finds."""

    filter: filters.Filter
    count: bool = False

    def run(self, talk: Talk) -> Steps[str]:
        """Ask for them and put them into words."""
        settled = yield from settle(self.filter)
        outcome = yield from call("list_tasks", **settled.arguments(), limit=_PAGE)
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
        if self.filter.due == "overdue":
            return "overdue "
        return "" if self.filter.state == "all" else f"{self.filter.state} "


def parse(sentence: Sentence) -> Listing | None:
    """Read a sentence that asks what there is."""
    if phrases.first(_MISSED, sentence.tokens):
        return Listing(filters.Filter(due="overdue"))
    if phrases.first(_DID, sentence.tokens):
        return Listing(filters.Filter(state="done"))
    counted = sentence.starts(_COUNT)
    opened = counted if counted is not None else sentence.starts((*_SHOW, *_ASK))
    if opened is None:
        return _bare(sentence)
    return _listing(opened, sentence, count=counted is not None)


def _bare(sentence: Sentence) -> Listing | None:
    """Read "my tasks", "overdue", "todos for today", "tasks tagged home"."""
    found, rest = filters.read(sentence.tokens, sentence.now)
    plain = bool(rest or found.narrows) and all(token.low in _FILLERS for token in trim(rest))
    named = phrases.search(_BARE, rest) is not None
    # One word alone may be a day, but "done" says that something is done.
    several = len(sentence.tokens) > 1 or _says_which(found)
    if plain and (named or (found.narrows and several)):
        return Listing(found)
    # "urgent things for home": a noun makes it a question, and the last word a label.
    noun = any(token.low in _NOUNS for token in rest)
    return _labelled(found, rest, count=False) if noun and len(rest) <= _SHORT else None


def _says_which(found: filters.Filter) -> bool:
    return bool(found.due or found.due_from or found.priority or found.tag)


def _listing(opened: Sequence[Token], sentence: Sentence, *, count: bool) -> Listing | None:
    found, rest = filters.read(opened, sentence.now)
    asked = sentence.starts(("what|which|how|what's|whats",)) is not None
    # "what did i finish today" asks for what is done; when it was due does not matter.
    if asked and phrases.search(_DONE_VERBS, sentence.tokens):
        found = replace(found, state="done", due=None, due_from=None, due_until=None)
        rest = [token for token in rest if token.low not in _FINISHED]
    elif asked and phrases.search(_UNDONE_VERBS, sentence.tokens):
        found = replace(found, state="open")
        rest = [token for token in rest if token.low not in _FINISHED | {"haven't", "didn't"}]
    left = [
        token for token in trim(rest) if token.low not in _FILLERS and token.kind != "punctuation"
    ]
    if not left:
        return Listing(found, count)
    if labelled := _labelled(found, rest, count=count):
        return labelled
    # Words that nothing explains are looked for, but only where tasks are asked for.
    shown = sentence.starts(_SHOW) is not None or count
    noun = any(token.low in _NOUNS for token in sentence.tokens)
    if noun and shown and near(left[-1].low, _MANY) is None:
        return Listing(replace(found, query=sentence.spell(left)), count)
    named = sentence.starts(("list|show|display|view|see|open me?",)) is not None
    if named and len(left) == 1 and near(left[0].low, _MANY) is None:
        # "show garden"
        return Listing(replace(found, label=left[0].low, in_project=True), count)
    return None


def _labelled(found: filters.Filter, rest: Sequence[Token], *, count: bool) -> Listing | None:
    """Read "anything for home", "tasks in Travel", "garden tasks": a tag or a project."""
    left = [token for token in trim(rest) if token.low not in _FILLERS]
    if len(left) != 1 or left[0].kind not in {"word", "quoted"}:
        return None
    at = list(rest).index(left[0])
    before = rest[at - 1].low if at else ""
    after = rest[at + 1].low if at + 1 < len(rest) else ""
    if phrases.whole(_ABOUT, rest[at - 1 : at] if at else []) or after in _NOUNS:
        inside = before in {"in", "under"}
        return Listing(replace(found, label=left[0].low, in_project=inside), count)
    return None
