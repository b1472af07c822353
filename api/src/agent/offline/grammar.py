"""From a sentence to an intent: each construct is asked in turn, the firmest first."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from types import ModuleType

from src.agent.offline import targets
from src.agent.offline.constructs import (
    add,
    agenda,
    change,
    chat,
    clear,
    complete,
    delete,
    followup,
    listing,
    move,
    notes,
    overview,
    parts,
    projects,
    refusal,
    remind,
    rename,
    reopen,
    reschedule,
    search,
    shelve,
    shift,
    statistics,
    tags,
    undo,
    within,
)
from src.agent.offline.nearest import nearest
from src.agent.offline.reading.sentence import Sentence
from src.agent.offline.steps import Intent
from src.agent.offline.talk import Talk

CONSTRUCTS: tuple[Callable[[Sentence], Intent | None], ...] = (
    # Small talk is tried whole, so it cannot take an order for a greeting.
    chat.parse,
    refusal.parse,
    undo.parse,
    statistics.parse,
    agenda.parse,
    overview.parse,
    projects.parse,
    # Before adding: "add #home to buy milk" adds no task.
    clear.parse,
    notes.parse,
    tags.parse,
    parts.parse,
    remind.parse,
    within.parse,
    add.parse,
    shelve.parse,
    reopen.parse,
    complete.parse,
    shift.parse,
    reschedule.parse,
    rename.parse,
    move.parse,
    delete.parse,
    search.parse,
    listing.parse,
    # Last, because they take nearly anything that looks like a task.
    add.parse_need,
    add.parse_dated,
    within.parse_labelled,
)
MODULES: tuple[ModuleType, ...] = (
    add,
    within,
    complete,
    reopen,
    reschedule,
    shift,
    remind,
    rename,
    clear,
    notes,
    tags,
    parts,
    delete,
    shelve,
    undo,
    listing,
    search,
    agenda,
    statistics,
    overview,
    projects,
)
"""The constructs whose examples are offered when a sentence is not understood."""
_QUESTIONS = ("Which one do you mean?", "Which task do you mean?", "I am not sure which task")
NOT_UNDERSTOOD = (
    "I did not understand that. I am the offline assistant and know plain sentences about tasks: "
    "“add …”, “list my tasks”, “complete …”, “move … to friday”, “delete …”, “undo”. "
    "Say “help” for more."
)
MOST_WORDS = 400
"""Beyond it a message is a text, not an order, and reading it would hold up everybody else."""
TOO_LONG = (
    "That is more than I can take in at once: I am the offline assistant and read single orders. "
    "Send it in smaller pieces."
)


def understand(talk: Talk) -> Intent:
    """The intent of the last thing said; words that offer help when there is none."""
    sentence = Sentence.read(talk.said, talk.now)
    if not sentence.tokens:
        return chat.Say("I am listening. Say “help” to see what I can do.")
    if len(sentence.tokens) > MOST_WORDS:
        return chat.Say(TOO_LONG)
    return (
        followup.parse(sentence, talk)
        or parse(sentence)
        or _answer(talk, sentence)
        # Slips are put right only where the sentence means nothing as it stands.
        or parse(sentence.corrected())
        or chat.Say(_not_understood(sentence))
    )


@lru_cache(maxsize=64)
def parse(sentence: Sentence) -> Intent | None:
    """What a sentence means by itself, taken as it is spelled.

    A turn asks again after each tool's answer; the sentence stays the same.
    """
    return next((intent for read in CONSTRUCTS if (intent := read(sentence))), None)


def _not_understood(sentence: Sentence) -> str:
    examples = [example for module in MODULES for example in module.EXAMPLES]
    found = nearest(sentence.tokens, examples)
    return f"{NOT_UNDERSTOOD} The nearest I know is “{found}”." if found else NOT_UNDERSTOOD


def _answer(talk: Talk, sentence: Sentence) -> Intent | None:
    """The earlier request, completed by what now answers the question it raised."""
    if "What should I add?" in talk.asked:
        return add.continued(sentence, sentence.tokens)
    if not any(question in talk.asked for question in _QUESTIONS):
        return None
    target = targets.read(sentence.text, sentence.tokens, sentence.now)
    before = Sentence.read(talk.said_before, talk.now)
    asked = parse(before) or parse(before.corrected())
    if (
        isinstance(
            asked,
            complete.Complete | reopen.Reopen | delete.Delete | change.Change | shelve.Shelve,
        )
        and target
    ):
        return replace(asked, target=_chosen(target, talk))
    return None


def _chosen(target: targets.Target, talk: Talk) -> targets.Target:
    """A name that fits just one of the choices is that choice."""
    if not isinstance(target, targets.Named):
        return target
    words = target.words.lower()
    fitting = [at for at, task in enumerate(talk.shown, 1) if words in task.title.lower()]
    return targets.Places(tuple(fitting)) if len(fitting) == 1 else target
