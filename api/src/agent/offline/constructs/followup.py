"""Words that go on from the turn before: "tomorrow", "urgent", "#home", "and also bread"."""

from src.agent.offline.constructs import add
from src.agent.offline.constructs.add import Add
from src.agent.offline.constructs.change import Change
from src.agent.offline.reading import phrases
from src.agent.offline.reading.sentence import Sentence
from src.agent.offline.reading.tokens import Token, tokenize, trim
from src.agent.offline.talk import Talk
from src.agent.offline.targets import Focus
from src.agent.offline.values import levels
from src.agent.offline.values.changes import Changes
from src.agent.offline.values.extract import extract

EXAMPLES = ("tomorrow", "at 5pm", "actually, on friday", "high priority", "#kitchen")
_ALSO = ("and also|then?", "also", "plus", "oh and")
_AROUND = frozenset(
    {
        "make",
        "that",
        "it",
        "on",
        "for",
        "at",
        "to",
        "in",
        "is",
        "the",
        "a",
        "that's",
        "thats",
        "it's",
        "its",
        "do",
        "be",
        "should",
        "move",
        "set",
    }
)


def parse(sentence: Sentence, talk: Talk) -> Change | Add | None:
    """Read a sentence that only says more about the task that was talked about."""
    if not talk.follows:
        return None
    return _more(sentence) or (_also(sentence) if "add_task" in talk.tools_before else None)


def _more(sentence: Sentence) -> Change | None:
    details, left = extract(_marked(sentence), sentence.now)
    if not details.arguments() or trim(left, _AROUND):
        return None
    return Change(Focus(), Changes(details))


def _marked(sentence: Sentence) -> list[Token]:
    # Alone, a level can mean nothing else.
    pointed = [Token("word", "it", 0, 0), *sentence.tokens]
    return levels.marked(pointed)[1:]


def _also(sentence: Sentence) -> Add | None:
    """Read "and also bread": the words before it were cut off as politeness."""
    if phrases.first(_ALSO, tokenize(sentence.text)) is None or sentence.asks:
        return None
    opened = sentence.starts(add.OPENERS)
    return add.continued(sentence, sentence.tokens if opened is None else opened)
