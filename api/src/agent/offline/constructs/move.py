"""Move a task to a place that no word explains: "move the dentist to work", "move X"."""

from dataclasses import dataclass, replace

from src.agent.offline.constructs.add import Add, parse_need
from src.agent.offline.constructs.change import Change
from src.agent.offline.find import find
from src.agent.offline.reading import phrases
from src.agent.offline.reading.sentence import Sentence
from src.agent.offline.reading.tokens import Token
from src.agent.offline.settle import known
from src.agent.offline.steps import Steps
from src.agent.offline.talk import Talk
from src.agent.offline.targets import Named, Target, read
from src.agent.offline.values.changes import Changes
from src.agent.offline.values.details import Details

EXAMPLES = ("move the dentist to work", "move buy milk")
_WHERE = "Where to? Say a day, as in “move it to friday”, or a project."


@dataclass(frozen=True, slots=True)
class Move:
    """Put a task into a project if there is one of that name; else it is a task to add.

    "move the dentist to work" names a project, "move the couch to the attic" is work to do.
    """

    target: Target
    name: str
    otherwise: Add | None
    out: bool = False
    """Out of that project, and so into none."""

    def run(self, talk: Talk) -> Steps[str]:
        """Look what there is of that name, then do what the words must mean."""
        there = yield from known()
        if project := there.projects.get(self.name.casefold()):
            place = "inbox" if self.out else project
            change = Change(self.target, Changes(Details(project=place)))
            return (yield from change.run(talk))
        found = yield from find(self.target, talk)
        if found.tasks or self.otherwise is None:
            return f"There is no project “{self.name}”. {_WHERE}" if self.name else _WHERE
        return (yield from self.otherwise.run(talk))


def parse(sentence: Sentence) -> Move | None:
    """Read "move X to Y", or "move X", where nothing in it is a day or another value."""
    rest = sentence.starts(("move|put|shift|assign|transfer|take",))
    out = phrases.search(("out of",), rest) if rest else None
    if not rest or (sentence.tokens[0].low == "take" and not out):
        return None
    if out:
        return _named(sentence, rest[: out[0]], rest[out[1] :], out=True)
    at = max((at for at, token in enumerate(rest) if token.low in {"to", "into", "in"}), default=0)
    return _named(sentence, rest[:at] if at else rest, rest[at + 1 :] if at else [])


def _named(
    sentence: Sentence, task: list[Token], name: list[Token], *, out: bool = False
) -> Move | None:
    target = read(sentence.text, task, sentence.now) if task else None
    place = read(sentence.text, name, sentence.now) if name else None
    if target is None or (name and not isinstance(place, Named)):
        return None
    added = parse_need(sentence)
    plain = added and Add(tuple(replace(one, maybe=None) for one in added.drafts))
    return Move(target, place.words if isinstance(place, Named) else "", plain, out)
