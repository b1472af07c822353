"""Move a task to a place with no word that says what it is: "move the dentist to work", "move X"."""

from dataclasses import dataclass, replace

from src.agent.offline.constructs.add import Add, parse_need
from src.agent.offline.constructs.change import Change
from src.agent.offline.find import find
from src.agent.offline.reading.sentence import Sentence
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

    def run(self, talk: Talk) -> Steps[str]:
        """Look what there is of that name, then do what the words must mean."""
        there = yield from known()
        if project := there.projects.get(self.name.casefold()):
            change = Change(self.target, Changes(Details(project=project)))
            return (yield from change.run(talk))
        found = yield from find(self.target, talk)
        if found.tasks or self.otherwise is None:
            return f"There is no project “{self.name}”. {_WHERE}" if self.name else _WHERE
        return (yield from self.otherwise.run(talk))


def parse(sentence: Sentence) -> Move | None:
    """Read "move X to Y", or "move X", where nothing in it is a day or another value."""
    rest = sentence.starts(("move|put|shift|assign|transfer",))
    if not rest:
        return None
    at = max((at for at, token in enumerate(rest) if token.low in {"to", "into", "in"}), default=0)
    target = read(sentence.text, rest[:at] if at else rest, sentence.now)
    place = read(sentence.text, rest[at + 1 :], sentence.now) if at else None
    if target is None or (at and not isinstance(place, Named)):
        return None
    added = parse_need(sentence)
    plain = added and Add(tuple(replace(one, maybe=None) for one in added.drafts))
    return Move(target, place.words if isinstance(place, Named) else "", plain)
