"""From a sentence to an intent: each construct is asked in turn, the firmest first."""

from collections.abc import Callable
from dataclasses import replace

from src.agent.offline import targets
from src.agent.offline.constructs import (
    add,
    change,
    chat,
    complete,
    delete,
    labels,
    listing,
    reopen,
    undo,
)
from src.agent.offline.reading.sentence import Sentence
from src.agent.offline.steps import Intent
from src.agent.offline.talk import Talk

CONSTRUCTS: tuple[Callable[[Sentence], Intent | None], ...] = (
    # Small talk is tried whole, so it cannot take an order for a greeting.
    chat.parse,
    undo.parse,
    # Before adding: "add #home to buy milk" adds no task.
    labels.parse,
    add.parse,
    reopen.parse,
    complete.parse,
    change.parse,
    delete.parse,
    listing.parse,
    # Last, because it takes nearly anything that begins like a task.
    add.parse_need,
)
_QUESTIONS = ("Which one do you mean?", "Which task do you mean?", "I am not sure which task")
NOT_UNDERSTOOD = (
    "I did not understand that. I am the offline assistant and know plain sentences about tasks: "
    "“add …”, “list my tasks”, “complete …”, “move … to friday”, “delete …”, “undo”. "
    "Say “help” for more."
)


def understand(talk: Talk) -> Intent:
    """The intent of the last thing said; words that offer help when there is none."""
    sentence = Sentence.read(talk.said, talk.now)
    if not sentence.tokens:
        return chat.Say("I am listening. Say “help” to see what I can do.")
    return _parse(sentence) or _answer(talk, sentence) or chat.Say(NOT_UNDERSTOOD)


def _parse(sentence: Sentence) -> Intent | None:
    return next((intent for parse in CONSTRUCTS if (intent := parse(sentence))), None)


def _answer(talk: Talk, sentence: Sentence) -> Intent | None:
    """The earlier request, completed by what now answers the question it raised."""
    if "What should I add?" in talk.asked:
        return add.drafted(sentence, sentence.tokens)
    if not any(question in talk.asked for question in _QUESTIONS):
        return None
    target = targets.read(sentence.text, sentence.tokens, sentence.now)
    asked = _parse(Sentence.read(talk.said_before, talk.now))
    if (
        isinstance(asked, complete.Complete | reopen.Reopen | delete.Delete | change.Change)
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
