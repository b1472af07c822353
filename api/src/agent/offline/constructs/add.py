"""Add tasks: "add buy milk tomorrow at 5pm #home", "remind me to call mom", "add milk, eggs"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from src.agent.offline import wording
from src.agent.offline.constructs.drafts import Draft, drafts, without_list
from src.agent.offline.reading import phrases
from src.agent.offline.reading.sentence import Sentence
from src.agent.offline.reading.tokens import Token
from src.agent.offline.reading.verbs import VERBS
from src.agent.offline.settle import known
from src.agent.offline.steps import Call, Step, Steps
from src.agent.offline.talk import Talk
from src.agent.offline.values import marks

EXAMPLES = (
    "add buy milk tomorrow at 5pm #home",
    "remind me to call mom on friday",
    "add milk, eggs and bread",
    "i need to buy stamps",
    "add standup every weekday at 9:30",
    "urgent: call the clinic",
    "add pack with subtasks socks and soap, note: two bags",
    "buy bread tomorrow",
)
# What a person calls the thing to add.
_NEW = "a|an|another|the|one|some? new|quick? task|tasks|todo|todos|to-do|item|items|reminder|entry"
_SAYING = "to|for|called|named|titled|saying|about|:? :?"
OPENERS = (
    "add|create|note|jot|insert|log|record down|in|up|me|also? these|this|the|following? :?",
    f"add|create|make|set|enter|log|start me? {_NEW} {_SAYING}",
    f"new|another task|todo|to-do|item|reminder {_SAYING}",
    "todo|to-do|task :",
    "new :",
    "i want|need|would a|an reminder|task to|for|about",
    "note to self|myself :?",
    "remind me please? to|about|of|that? to?",
    "remind me that i have|need to",
    "set up? a reminder to|for|about?",
    "schedule a|an?",
    "don't|dont let me forget to|about?",
    "do not let me forget to|about?",
    "don't|dont|never forget to|about?",
    "do not forget to|about?",
    "remember to",
    "put|stick|pop|throw|chuck down?",
    "make sure that? to|i?",
    "reminder to|for|about|:",
)
NEEDS = (
    "i need|have|must|should|gotta|ought to? really? remember? to?",
    "i've got|to to?",
    "i should|must|need|have really to?",
    "i gotta|must|should",
    "gotta|must",
    "need",
    "have|got to",
    "we need|have to",
    "there's|there is",
    "i'm supposed to",
)
_TO_ME = ("tell|ask|send|write|read|get|text|order|book|find me|us",)
_THAT = ("that",)
_LATE_OPENERS = (
    "remind me to|about|of|that?",
    "add",
    "i have|need to",
    "i must|should",
    "i gotta",
)


@dataclass(frozen=True, slots=True)
class Add:
    """Add one or several tasks."""

    drafts: tuple[Draft, ...]

    def run(self, talk: Talk) -> Steps[str]:
        """Add them together; without a title, ask for one."""
        if not self.drafts:
            return "What should I add? Say it in a few words, with a day if there is one."
        settled = yield from _settled(self.drafts)
        outcomes = yield Step(
            [Call("add_task", {"title": one.title} | one.details.arguments()) for one in settled]
        )
        added = [task for one in outcomes if one.done for task in one.tasks]
        lines = "; ".join(wording.line(task, talk.now.date()) for task in added)
        return wording.told(f"Added {lines}." if lines else "", outcomes)


def _settled(given: tuple[Draft, ...]) -> Steps[list[Draft]]:
    """Let a title's last words be the project only where there is one of that name."""
    if not any(draft.maybe for draft in given):
        return list(given)
    there = yield from known()
    found: list[Draft] = []
    for draft in given:
        name = there.projects.get(draft.maybe[0].casefold()) if draft.maybe else None
        if draft.maybe and name:
            found.append(Draft(draft.maybe[1], replace(draft.details, project=name)))
        else:
            found.append(draft)
    return found


def parse(sentence: Sentence) -> Add | None:
    """Read a sentence that says it adds."""
    if rest := _after_level(sentence):
        return rest
    opened = sentence.starts(OPENERS)
    if opened is None:
        return _behind_details(sentence)
    if _is_only_put(sentence, opened):
        return None
    # "put down that i have to …": what is said twice is meant once.
    while end := phrases.first(_THAT, opened) or phrases.first(NEEDS[:-1], opened):
        opened = opened[end:]
    return Add(drafts(sentence, opened))


def _is_only_put(sentence: Sentence, opened: Sequence[Token]) -> bool:
    """Whether "put X …" names no list to put it on, or puts it back there."""
    if sentence.starts(("put|stick|pop|throw|chuck",)) != opened:
        return False
    return without_list(opened) == opened or any(token.low == "back" for token in opened)


def parse_need(sentence: Sentence) -> Add | None:
    """Read "i need to …", or a sentence that begins as tasks do: "buy milk tomorrow"."""
    if sentence.asks:
        return None
    rest = sentence.starts(NEEDS)
    if rest is None and sentence.tokens[0].low in VERBS and not sentence.starts(_TO_ME):
        rest = list(sentence.tokens)
    found = drafts(sentence, rest) if rest else ()
    return Add(found) if found else None


def parse_dated(sentence: Sentence) -> Add | None:
    """Read a title that nothing introduces, where a day and a time say that it is to come."""
    found = () if sentence.asks else drafts(sentence, sentence.tokens)
    timed = [one for one in found if one.details.due_time and one.details.day_said]
    return Add(found) if found and len(timed) == len(found) else None


def _after_level(sentence: Sentence) -> Add | None:
    """Read "urgent: call the clinic", "high priority: renew it", "add urgent call the bank"."""
    at = phrases.first(("add|create",), sentence.tokens) or 0
    level = marks.priority(sentence.tokens, at) if at < len(sentence.tokens) else None
    end = level[0] if level else phrases.match("urgent|important", sentence.tokens, at)
    if not end or end >= len(sentence.tokens):
        return None
    colon = phrases.match(":", sentence.tokens, end)
    if not colon and not (at and sentence.tokens[end].low in VERBS):
        return None
    found = drafts(sentence, sentence.tokens[colon or end :])
    priority = level[1] if level else "high"
    return Add(tuple(one.having(priority=priority) for one in found)) if found else None


def _behind_details(sentence: Sentence) -> Add | None:
    """Read "every monday at 9 remind me to …", "in an hour remind me to …"."""
    span = phrases.search(_LATE_OPENERS, sentence.tokens)
    if span is None or not span[0] or sentence.asks:
        return None
    found = drafts(sentence, sentence.tokens[span[1] :])
    before = drafts(sentence, [*sentence.tokens[: span[0]], *sentence.tokens[span[1] :]])
    # What stands before must be nothing but details: the title stays the same.
    same = [one.title for one in found] == [one.title for one in before]
    return Add(before) if found and same else None


def continued(sentence: Sentence, tokens: Sequence[Token]) -> Add | None:
    """The tasks of a sentence that goes on adding: "and also bread"."""
    found = drafts(sentence, tokens)
    return Add(found) if found else None
