"""What a provider of models can do wrong, in twenty variations each."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from random import Random
from uuid import uuid4

from tests.test_agent.provider import Call, Reply, calls, saying, words

MOST_EFFECTS = 60
"""Of one turn, however long its model goes on."""
_LETTERS = "naïve café 日本語 🙂 e\u0301 \u202eoff\u202c Ω \u200b ﬁ ½ ''"
_HALF_A_PAIR = '{"title": "\\ud800'
_BROKEN = (
    "",
    "{",
    "[]",
    "null",
    "nul",
    '"title"',
    "{}",
    '{"title": ',
    '{"title": 5}',
    '{"title": ""}',
    '{"title": null}',
    '{"title": ["x"]}',
    '{"title": {"title": "x"}}',
    "{'title': 'x'}",
    '{"title": "x",}',
    '{"title": "x"} {"title": "y"}',
    '```json\n{"title": "x"}\n```',
    _HALF_A_PAIR,
    "[" * 2000,
    '{"title": "' + "x" * 300_000 + '"}',
)
_UNKNOWN = (
    "launch_rocket",
    "",
    " ",
    "add_task ",
    "ADD_TASK",
    "addTask",
    "add-task",
    "functions.add_task",
    "todo/add_task",
    "mcp__todo__add_task",
    "add_task\n",
    "add_task()",
    "delete_everything",
    "__import__",
    "timer",
    "x" * 500,
    "タスク",
    "../add_task",
    "add_task;delete_task",
    "null",
)


@dataclass(frozen=True)
class Fault:
    """One way to go wrong, and what may come of it.

    `said` is something that the offline assistant can do, too: whoever does it, it is done once.
    """

    said: str
    replies: list[Reply]
    outcomes: frozenset[tuple[str, int]] = frozenset({("complete", 1)})
    """How the turn may end, and how many tasks there are then."""
    text: str = ""
    """What the answer says among other things."""
    most_tasks: int = field(default=0)
    """Instead of an exact number, when the model goes on and on."""


UNFINISHED = frozenset({("complete", 1), ("failed", 0)})
"""Another one answered; or words of it were shown already, and the turn failed."""


def _said(nth: int) -> str:
    return f"add bread {nth}"


def _add(title: str) -> Call:
    return uuid4().hex, "add_task", json.dumps({"title": title})


def _bread(nth: int) -> list[Reply]:
    return [calls(_add(f"bread {nth}")), words("It is on ", "the list.")]


def streaming(random: Random, nth: int) -> Fault:
    """Any words, cut anywhere, also within a character."""
    text = "".join(random.choices(_LETTERS, k=random.randrange(1, 200))).strip() or "x"
    cuts = sorted(random.sample(range(len(text) + 1), min(len(text), 9)))
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    reply = replace(words(*pieces), piece=random.randrange(1, 60))
    return Fault(_said(nth), [reply], frozenset({("complete", 0)}), text)


def tool_calls(random: Random, nth: int) -> Fault:
    """Several calls at once or one after the other, their arguments in pieces."""
    made = [_add(f"{nth} {at}") for at in range(random.randrange(1, 5))]
    split = random.randrange(8)
    steps = [saying((), *made, split=split)]
    if random.random() < 0.5:
        # Some providers count their calls in every answer anew, or give them no ids.
        same = random.choice([None, "call_0", ""])
        calls_ = [one if same is None else (same, *one[1:]) for one in made]
        steps = [saying(("Let me see. ",), one, split=split) for one in calls_]
    return Fault(_said(nth), [*steps, words("Done.")], frozenset({("complete", len(made))}))


def too_often(random: Random, nth: int) -> Fault:
    """429, with every kind of Retry-After."""
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=random.choice([-60, 1, 3600])))
    values = ["0", "0.05", "1", "-1", "soon", "3600", "", "1e9", "NaN", date, date, date]
    return _refused(random, nth, 429, random.choice(values))


def server_errors(random: Random, nth: int) -> Fault:
    """Errors of the service, and refusals that no retry helps."""
    statuses = [400, 401, 402, 403, 404, 408, 409, 413, 418, *([500, 502, 503, 504, 529] * 2)]
    return _refused(random, nth, statuses[nth % len(statuses)], random.choice(["0", "0.05", "2"]))


def _refused(random: Random, nth: int, status: int, retry_after: str) -> Fault:
    refusal = Reply(status=status, headers={"retry-after": retry_after})
    return Fault(_said(nth), [refusal] * random.randrange(1, 5) + _bread(nth))


def _whole(nth: int) -> Reply:
    """An answer of words and a call, about a thousand bytes."""
    return saying(("Let me see. ", "A moment. "), _add(f"bread {nth}"), split=8)


def _somewhere(random: Random, reply: Reply) -> int:
    return random.randrange(len(b"".join(reply.pieces())))


def silence(random: Random, nth: int) -> Fault:
    """No answer at all, or no more of it."""
    whole = _whole(nth)
    stuck = replace(whole, hang=True, most=_somewhere(random, whole))
    return Fault(_said(nth), [Reply(is_silent=True) if nth % 4 == 0 else stuck], UNFINISHED)


def cut_off(random: Random, nth: int) -> Fault:
    """A stream that ends before its end, politely or not."""
    whole = _whole(nth)
    polite = random.random() < 0.5
    broken = replace(whole, most=_somewhere(random, whole), cut=polite, crash=not polite)
    return Fault(_said(nth), [broken], UNFINISHED)


def dripping(random: Random, nth: int) -> Fault:
    """A byte a second, or a little faster."""
    slow = replace(_whole(nth), piece=1, pause=random.choice([1.0, 0.5, 0.1, 0.01]))
    return Fault(_said(nth), [slow, words("Done.")], UNFINISHED | {("failed", 1)})


def broken_arguments(random: Random, nth: int) -> Fault:
    """Arguments that are no JSON, or not what the tool takes."""
    tool = random.choice(["add_task", "update_task", "complete_task", "add_task"])
    call = (uuid4().hex, tool, _BROKEN[nth % len(_BROKEN)])
    outcomes = frozenset({("complete", 0), ("failed", 0)})
    return Fault(_said(nth), [calls(call), words("That did not work.")], outcomes)


def unknown_tools(random: Random, nth: int) -> Fault:
    """Tools that there are not."""
    name = _UNKNOWN[nth % len(_UNKNOWN)]
    arguments = random.choice(["{}", '{"title": "x"}', "", "{"])
    outcomes = frozenset({("complete", 0), ("failed", 0)})
    return Fault(_said(nth), [calls((uuid4().hex, name, arguments)), words("Hm.")], outcomes)


def endless_loops(random: Random, nth: int) -> Fault:
    """A model that calls tools and never comes to an end."""
    kinds: list[Callable[[int], list[Call]]] = [
        lambda _: [("call_1", "list_tasks", "{}")],
        lambda _: [("call_1", "add_task", '{"title": "the same"}')],
        lambda _: [(uuid4().hex, "list_tasks", "{}")],
        lambda at: [_add(f"{nth} {at}")],
        lambda _: [_add("the same")],
        lambda at: [_add(f"{nth} {at} {more}") for more in range(3)],
        lambda _: [(uuid4().hex, "complete_task", json.dumps({"task_id": str(uuid4())}))],
    ]
    kind, spoken = nth % len(kinds), random.choice([(), ("Still at it. ",)])
    steps = [saying(spoken, *kinds[kind](at)) for at in range(200)]
    return Fault(_said(nth), steps, frozenset({("failed", 0)}), most_tasks=MOST_EFFECTS)


FAMILIES: dict[str, Callable[[Random, int], Fault]] = {
    one.__name__: one
    for one in (
        streaming,
        tool_calls,
        too_often,
        server_errors,
        silence,
        cut_off,
        dripping,
        broken_arguments,
        unknown_tools,
        endless_loops,
    )
}
