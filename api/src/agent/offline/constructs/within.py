"""Add to a project that is named first: "in project work add …", "work project: …", "travel: …"."""

from dataclasses import dataclass

from src.agent.offline.constructs.add import OPENERS, Add
from src.agent.offline.constructs.drafts import Draft, drafts
from src.agent.offline.reading import phrases
from src.agent.offline.reading.sentence import Sentence
from src.agent.offline.settle import known
from src.agent.offline.steps import Steps
from src.agent.offline.talk import Talk
from src.agent.offline.values import project_names

EXAMPLES = (
    "in project work add quarterly review",
    "work project: file receipts",
    "in the garden project add rake leaves on saturday",
)
_IN = ("in|for|under|within",)
_LONGEST_NAME = 3


@dataclass(frozen=True, slots=True)
class AddIfProject:
    """Add to a project, if there is one of that name; else nothing was understood."""

    name: str
    drafts: tuple[Draft, ...]

    def run(self, talk: Talk) -> Steps[str]:
        """Look the name up, then add."""
        there = yield from known()
        project = there.projects.get(self.name.casefold())
        if project is None:
            return (
                f"I did not understand that: there is no project “{self.name}”. "
                "To add it as a task, begin with “add”."
            )
        found = Add(tuple(one.having(project=project) for one in self.drafts))
        return (yield from found.run(talk))


def parse(sentence: Sentence) -> Add | None:
    """Read a sentence that names the project before it adds."""
    start = phrases.first(_IN, sentence.tokens) or 0
    named = project_names.match(sentence.tokens, 0) if start else None
    if named is None:
        colon = phrases.match("project :", sentence.tokens, 1)
        named = (colon - 1, sentence.tokens[0].text) if colon else None
    if named is None or named[0] >= len(sentence.tokens):
        return None
    rest = list(sentence.tokens[named[0] :])
    opened = phrases.first((*OPENERS, ":", ", add?"), rest)
    found = drafts(sentence, rest[opened:]) if opened is not None else ()
    return Add(tuple(one.having(project=named[1]) for one in found)) if found else None


def parse_labelled(sentence: Sentence) -> AddIfProject | None:
    """Read "travel: buy socks"; asked last, because any word may stand before a colon."""
    at = next((at for at, token in enumerate(sentence.tokens) if token.low == ":"), 0)
    if not 0 < at <= _LONGEST_NAME or sentence.asks:
        return None
    found = drafts(sentence, sentence.tokens[at + 1 :])
    return AddIfProject(project_names.spelled(sentence.tokens[:at]), found) if found else None
