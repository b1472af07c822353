"""Give a task new values: "move it to monday", "make X high priority", "X is due friday"."""

from collections.abc import Sequence
from dataclasses import replace

from src.agent.offline.constructs.change import Change
from src.agent.offline.reading import phrases
from src.agent.offline.reading.sentence import Sentence
from src.agent.offline.reading.tokens import Token, trim
from src.agent.offline.targets import Focus, Matching, read
from src.agent.offline.values import durations, levels
from src.agent.offline.values.changes import Changes
from src.agent.offline.values.details import Details
from src.agent.offline.values.extract import extract
from src.agent.offline.values.marks import Priority

EXAMPLES = (
    "move the dentist to friday",
    "push everything due today to tomorrow",
    "make pay rent high priority",
    "the report is due thursday",
    "the slides are urgent",
    "set the due date of pay rent to the 5th",
    "prepare slides takes 3 hours",
    "can we do the slides on monday instead?",
    "repeat buy milk every week",
    "everything of today to tomorrow",
)
_MOVE = (
    "move|push|reschedule|postpone|shift|delay|defer|bump|snooze|put|bring|change|set|make|update",
    "edit|mark|do|flag|repeat|assign|schedule|give|start|prioritize|prioritise|turn",
    "convert",
    "re-schedule",
    "raise|lower|increase|decrease|bring",
)
_PRIORITISE = ("prioritize|prioritise", "make a? priority of?")
_LOWER = ("lower|decrease|reduce the? priority of|for",)
_RAISE = ("raise|increase the? priority of|for",)
_LEVELS: tuple[tuple[tuple[str, ...], Priority], ...] = (
    (_PRIORITISE, "high"),
    (_LOWER, "low"),
    (_RAISE, "high"),
)
_OF = (
    "a|the? new? due? date|day|time|deadline|priority|reminder|estimate|duration|start of|for|on",
    "the? due of|for?",
    "priority of|for|on",
    "a? reminder for|to|on",
)
_ESTIMATE = ("set|change|make|update the? estimate|estimation|duration|length of|for",)
_TASK = frozenset({"task"})
_AND = (
    "and make|set|mark|give|put it|them|that",
    "and set|change|move|make the|its due? date|day|time|priority|deadline",
)
_FIELDS = ("'s? due? date|deadline|priority|time",)
_LONGEST_OF_ALL = 24
_I_DO = ("i'll do", "i will do")
_LOOKING = (
    "list|show|display|find|search|anything|any|something|tasks|todos|count|view|see|tell|give",
)
_TO = frozenset(
    """to as with until till for on at by into back off out up a an of be due is from over it's
    instead rather now repeat repeating recurring recur repeats""".split()  # noqa: SIM905 (a word list reads better as words)
)
_STATED = (
    "is|are|was all? now? due|for|on|at?",
    "should|can|could|must|will be|happen|move|wait|repeat|start|go due? to|until|till|for|on?",
    "needs|has to be done|finished?",
    "is|are now",
    "takes|repeats|starts|begins|recurs|happens",
    "belongs|goes",
    "will|should|can take",
    "due",
)
_THEY = ("they're|they all? for|due|on", "it's|its for|due|on")


def parse(sentence: Sentence) -> Change | None:
    """Read a sentence that changes a task's day, time, priority, length, recurrence or project."""
    if sentence.asks:
        return None
    return _levelled(sentence) or _moved(sentence) or _stated(sentence) or _instead(sentence)


def _levelled(sentence: Sentence) -> Change | None:
    """Read "prioritize X", "lower the priority of X"."""
    for patterns, level in _LEVELS:
        rest = sentence.starts(patterns)
        # "raise the priority of X to medium" says the level itself.
        if rest and not extract(levels.marked(rest), sentence.now)[0].priority:
            target = read(sentence.text, rest, sentence.now)
            return Change(target, Changes(Details(priority=level))) if target else None
    return None


def _moved(sentence: Sentence) -> Change | None:
    """Read "move X to friday", "set X to high", "make X due at 5", "set the due date of X to …"."""
    rest = sentence.starts((*_MOVE, *_I_DO))
    if rest is None and sentence.tokens[0].low in {"everything", "all"}:
        rest = list(sentence.tokens)
    if measured := _measured(sentence):
        return measured
    if not rest:
        return None
    if span := phrases.search(_AND, rest):
        # "… and make it urgent" says more of the same task.
        rest = rest[: span[0]] + rest[span[1] :]
    if every := _every(sentence, rest):
        return every
    # "the due date of X" points at X.
    end = phrases.first(_OF, rest) or 0
    if sentence.tokens[0].low == "start":
        return _change(sentence, *_started(rest, sentence))
    return _change(sentence, *extract(levels.marked(rest[end:]), sentence.now))


def _every(sentence: Sentence, rest: list[Token]) -> Change | None:
    """Read "everything from today to friday": first what is meant, as far as it goes."""
    every = rest[0].low in {"everything", "all", "every", "each"}
    if not every or len(rest) > _LONGEST_OF_ALL:
        return None
    # The day it leaves is one day: "from monday" is not "since monday" here.
    said = [replace(token, meant="on") if token.low == "from" else token for token in rest]
    for end in range(len(said) - 1, 0, -1):
        target = read(sentence.text, said[:end], sentence.now)
        details, left = extract(levels.marked(rest[end:]), sentence.now)
        if (
            isinstance(target, Matching)
            and details.arguments()
            and not trim(left, _TO | _WORDS_OF_STATED)
        ):
            return Change(target, Changes(details))
    return None


def _measured(sentence: Sentence) -> Change | None:
    """Read "set the estimate of X to 10 minutes"."""
    length = durations.match(sentence.tokens, 1) if sentence.starts(("estimate",)) else None
    end = phrases.match("for", sentence.tokens, length[0]) if length else None
    if length and end:
        target = read(sentence.text, sentence.tokens[end:], sentence.now)
        return Change(target, Changes(Details(estimate_minutes=length[1]))) if target else None
    rest = sentence.starts(_ESTIMATE)
    span = phrases.search(("to|at|as|is|:",), rest) if rest else None
    length = durations.match(rest, span[1]) if rest and span else None
    if not rest or not span or not length or length[0] != len(rest):
        return None
    target = read(sentence.text, rest[: span[0]], sentence.now)
    return Change(target, Changes(Details(estimate_minutes=length[1]))) if target else None


def _started(rest: list[Token], sentence: Sentence) -> tuple[Details, list[Token]]:
    """Read "start X on wednesday": the day is the first one, not the last."""
    details, left = extract(rest, sentence.now)
    return Details(start_date=details.due_date if details.day_said else None), left


def _stated(sentence: Sentence) -> Change | None:
    """Read "the milk one is due friday", "dentist should be at 5pm", "X takes 3 hours"."""
    if sentence.starts(_LOOKING) is not None:
        return None
    if rest := sentence.starts(_THEY):
        details, left = extract(levels.marked(rest), sentence.now)
        many = sentence.tokens[0].low.startswith("they")
        said = details.arguments() and not trim(left, _TO)
        return Change(Focus(many=many), Changes(details)) if said else None
    span = phrases.search(_STATED, sentence.tokens)
    if span is None or not span[0]:
        return None
    # The word itself may say what the value is: "takes 3 hours", "due friday".
    details, left = extract(levels.marked(sentence.tokens[span[0] :]), sentence.now)
    if not details.arguments() or trim(left, _TO | _WORDS_OF_STATED):
        return None
    subject = list(sentence.tokens[: span[0]])
    # "the priority of X is low" is about X.
    return _change(sentence, details, subject[phrases.first(_OF, subject) or 0 :])


_WORDS_OF_STATED = frozenset(
    """is are was should can could must will be happen move wait start go needs has done finished
    takes starts begins recurs happens take very really so belongs goes""".split()  # noqa: SIM905 (a word list reads better as words)
)


def _instead(sentence: Sentence) -> Change | None:
    """Read "buy milk at 7pm instead"."""
    if not sentence.is_instead:
        return None
    return _change(sentence, *extract(levels.marked(sentence.tokens), sentence.now))


def _change(sentence: Sentence, details: Details, left: Sequence[Token]) -> Change | None:
    if not details.arguments():
        return None
    # "from today to tomorrow": the day it leaves narrows the target.
    kept = [token for token in trim(left, _TO | _TASK) if token.low != "from"]
    span = phrases.search(_FIELDS, kept)
    if span and span[0] and span[1] == len(kept):
        # "set X priority to low"
        kept = kept[: span[0]]
    target = read(sentence.text, kept, sentence.now)
    return Change(target, Changes(details)) if target else None
