"""Add tasks: "add buy milk tomorrow at 5pm #home", "remind me to call mom", "add milk, eggs"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from src.agent.offline import wording
from src.agent.offline.reading import phrases
from src.agent.offline.reading.sentence import Sentence
from src.agent.offline.reading.tokens import Token, trim
from src.agent.offline.steps import Call, Step, Steps
from src.agent.offline.talk import Talk
from src.agent.offline.values.details import Details, extract

# What a person calls the thing to add.
_NEW = "a|an|another|the|one|some? new|quick? task|tasks|todo|todos|to-do|item|items|reminder|entry"
_SAYING = "to|for|called|named|titled|saying|about|:? :?"
OPENERS = (
    "add|create|note|jot|insert|log|record down|in|up|me|also?",
    f"add|create|make|set|enter|log|start me? {_NEW} {_SAYING}",
    f"new|another task|todo|to-do|item|reminder {_SAYING}",
    "todo|to-do|task :",
    "remind me please? to|about|of|that?",
    "remind me that i have|need to",
    "set up? a reminder to|for|about?",
    "schedule a|an?",
    "don't|dont let me forget to?",
    "do not let me forget to?",
    "don't|dont|never forget to",
    "do not forget to",
    "remember to",
    "put down?",
)
NEEDS = (
    "i need|have|must|should|gotta|ought to?",
    "i've got|to to?",
    "i gotta|must|should",
    "gotta|must",
    "need|have|got to",
    "we need|have to",
    "there's|there is",
    "i'm supposed to",
)
_TO_ME = ("tell|ask|send|write|read|get|text|order|book|find me|us",)
_ONTO = (
    "to|on|onto|in|into my|the|our shopping|grocery|todo|to-do|task? list|tasks|todos|agenda",
    "to|on|onto|in|into the? list",
    "as a? new? task|todo",
    "to my tasks|todos",
)
_LEFT_OVER = ("to", "task|todo|reminder|item to|for|called|named|:")
"""What stands before a title once the details are taken out: "in 2 hours to …"."""
_SEPARATORS = frozenset({",", ";", "and", "&", "plus", "then", "\n", "also", "+"})
_FIRM = frozenset({";", "\n"})
_SHORT = 4
VERBS = frozenset(
    """buy call pay email mail write read clean wash book order fix send finish submit prepare pick
    get go visit meet check review renew cancel return water feed walk cook bake study practice
    learn make do take bring drop plan organize organise schedule arrange print sign file update
    install repair replace paint vacuum mop iron fold mow rake plant charge back backup upload
    download register apply confirm ask tell text message phone ring contact reply answer invite
    draft edit proofread publish post deploy test merge refactor debug attend watch listen run
    exercise train stretch meditate swim bike withdraw deposit transfer invoice claim ship pack
    unpack move assemble build research find look search wrap mend measure donate sell borrow lend
    collect fetch empty sweep dust defrost shop sort tidy schedule remember wake""".split()  # noqa: SIM905 (a word list reads better as words)
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A task to add."""

    title: str
    details: Details


@dataclass(frozen=True, slots=True)
class Add:
    """Add one or several tasks."""

    drafts: tuple[Draft, ...]

    def run(self, talk: Talk) -> Steps[str]:
        """Add them together; without a title, ask for one."""
        if not self.drafts:
            return "What should I add? Say it in a few words, with a day if there is one."
        outcomes = yield Step(
            [
                Call("add_task", {"title": one.title} | one.details.arguments())
                for one in self.drafts
            ]
        )
        added = [task for one in outcomes if one.done for task in one.tasks]
        lines = "; ".join(wording.line(task, talk.now.date()) for task in added)
        return wording.told(f"Added {lines}." if lines else "", outcomes)


def parse(sentence: Sentence) -> Add | None:
    """Read a sentence that says it adds."""
    rest = sentence.starts(OPENERS)
    if rest is None or (_is_put(sentence) and _without_list(rest) == rest):
        return None
    return drafted(sentence, rest)


def parse_need(sentence: Sentence) -> Add | None:
    """Read "i need to …", or a sentence that begins as tasks do: "buy milk tomorrow"."""
    rest = sentence.starts(NEEDS)
    if rest is None and sentence.tokens[0].low in VERBS and not sentence.starts(_TO_ME):
        rest = list(sentence.tokens)
    found = drafted(sentence, rest) if rest else None
    return found if found and found.drafts else None


def drafted(sentence: Sentence, tokens: Sequence[Token]) -> Add:
    """The tasks that these tokens describe, one after another."""
    drafts = [
        Draft(title, details)
        for part in _parts(_without_list(trim(tokens)), sentence)
        for details, rest in [extract(_without_list(part), sentence.now)]
        if (title := sentence.spell(rest[phrases.first(_LEFT_OVER, rest) or 0 :]))
    ]
    return Add(tuple(_shared(drafts)))


def _is_put(sentence: Sentence) -> bool:
    return sentence.tokens[0].low == "put"


def _without_list(tokens: Sequence[Token]) -> list[Token]:
    """Take "to my list" out wherever it stands."""
    kept = list(tokens)
    while span := phrases.search(_ONTO, kept):
        kept = kept[: span[0]] + kept[span[1] :]
    return kept


def _parts(tokens: list[Token], sentence: Sentence) -> list[list[Token]]:
    """Split where the sentence clearly lists several tasks; doubt keeps it one."""
    # A quoted title may hold any separator.
    parts: list[list[Token]] = [[]]
    separators: list[str] = []
    for token in tokens:
        if token.low in _SEPARATORS and token.kind != "quoted":
            parts.append([])
            separators.append(token.low)
        else:
            parts[-1].append(token)
    whole = [part for part in parts if part]
    if len(whole) < 2 or not _several(whole, separators, sentence):  # noqa: PLR2004 (one is no list)
        return [tokens]
    return _rejoined(whole, sentence)


def _several(parts: list[list[Token]], separators: list[str], sentence: Sentence) -> bool:
    if _FIRM & set(separators):
        return True
    # Compared without their details: "milk tomorrow" is as short as "milk".
    bare = [rest for part in parts if (rest := extract(part, sentence.now)[1])]
    verbs = [part[0].low in VERBS and len(part) > 1 for part in bare]
    dated = [extract(part, sentence.now)[0].due_date for part in parts]
    if len(bare) > 1 and (all(verbs) or all(dated)):
        return True
    # Short parts without a verb are a shopping list.
    short = all(len(part) < _SHORT for part in bare)
    return "," in separators and len(bare) > 1 and short and not any(verbs)


def _rejoined(parts: list[list[Token]], sentence: Sentence) -> list[list[Token]]:
    """A part that is nothing but details belongs to the task before it."""
    joined: list[list[Token]] = []
    for part in parts:
        if joined and not extract(part, sentence.now)[1]:
            joined[-1] = joined[-1] + part
        else:
            joined.append(part)
    return joined


def _shared(drafts: list[Draft]) -> list[Draft]:
    """Let what only the last of several says hold for all: "milk, eggs and bread tomorrow"."""
    if len(drafts) < 2 or any(draft.details.arguments() for draft in drafts[:-1]):  # noqa: PLR2004 (one has nothing to share)
        return drafts
    return [replace(draft, details=drafts[-1].details) for draft in drafts]
