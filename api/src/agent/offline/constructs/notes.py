"""Write a note on a task: "add a note to X: …", "note on the dentist: …", "add a note: …"."""

from src.agent.offline.constructs.change import Change
from src.agent.offline.reading import phrases
from src.agent.offline.reading.sentence import Sentence
from src.agent.offline.reading.tokens import Token
from src.agent.offline.targets import Focus, read
from src.agent.offline.values.changes import Changes
from src.agent.offline.values.details import Details

EXAMPLES = (
    "add a note to buy milk: lactose free",
    "note on the dentist: ask about wisdom teeth",
    "add a note to it saying call first",
    "add a note: strawberry",
)
_ON = (
    "add|put|write|attach|set|leave a|the? note|notes|comment to|on|for",
    "note|notes on|for",
)
_ALONE = ("add|put|write|attach a|the? note|comment : ?", "add|put|write a note that? says|saying")
_SAYING = (":", "that says", "saying", "with text?", "- ")


def parse(sentence: Sentence) -> Change | None:
    """Read a sentence that gives a task a note."""
    rest = sentence.starts(_ON)
    span = phrases.search(_SAYING, rest) if rest else None
    if rest and span and span[0]:
        target = read(sentence.text, rest[: span[0]], sentence.now)
        text = _text(sentence, rest[span[1] :])
        return Change(target, Changes(Details(notes=text))) if target and text else None
    alone = sentence.starts(_ALONE)
    return Change(Focus(), Changes(Details(notes=_text(sentence, alone)))) if alone else None


def _text(sentence: Sentence, tokens: list[Token]) -> str:
    # The note is taken from the text itself: its line breaks and quotes are kept.
    return sentence.text[tokens[0].start :].strip() if tokens else ""
