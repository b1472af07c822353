"""What the conversation so far means to this model: the sentence to answer, and what was seen."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from src.agent.offline.tasks import SeenTask, read_tasks
from src.agent.outputs import text_of

_LINE = re.compile(r"^\s*(\d+)[.)]\s+(.*)$", re.MULTILINE)
_TOUCHING = frozenset(
    """add_task update_task complete_task reopen_task get_task undo duplicate_task restore_task
    archive_task move_task change_tasks""".split()  # noqa: SIM905 (a word list reads better as words)
)
_LISTING = frozenset({"list_tasks", "search_tasks"})

type Item = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class PastCall:
    """A tool call in the conversation with its answer (raw text; None while it is not there)."""

    tool: str
    arguments: Mapping[str, object]
    call_id: str
    output: str | None = None

    @property
    def json(self) -> Mapping[str, object]:
        """The answer as the object it is; empty when it is none."""
        try:
            value = json.loads(self.output or "")
        except ValueError:
            return {}
        return value if isinstance(value, dict) else {}


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation, read.

    `now` is the turn's instant in the person's time zone; `calls` are this turn's, the rest is
    of earlier turns: `asked` is the last thing the assistant said, `answered` the last numbered.
    """

    now: datetime
    said: str
    calls: tuple[PastCall, ...] = ()
    said_before: str = ""
    asked: str = ""
    answered: str = ""
    seen: Mapping[str, SeenTask] = field(default_factory=dict)
    focus: tuple[SeenTask, ...] = ()
    tools_before: frozenset[str] = frozenset()
    """What was called in the turn before this one."""

    @property
    def follows(self) -> bool:
        """Whether the turn before changed or added a task, so that this one may go on from it."""
        return bool(self.tools_before & _TOUCHING)

    @property
    def shown(self) -> list[SeenTask]:
        """The tasks of the last answer that numbered some, in that order."""
        # The longest title first: "buy milk" must not take the line of "buy milk and eggs".
        by_title = sorted(self.seen.values(), key=lambda task: -len(task.title))
        lines = [match[2] for match in _LINE.finditer(self.answered)]
        found = [
            next((task for task in by_title if line.startswith(task.title)), None) for line in lines
        ]
        return [task for task in found if task]


def read_talk(items: Sequence[Item], now: datetime) -> Talk:
    """Read the items a model is given (Responses format), oldest first."""
    last = max((at for at, item in enumerate(items) if item.get("role") == "user"), default=-1)
    before, after = items[:last], items[last + 1 :]
    past = _calls(before)
    users = [item for item in before if item.get("role") == "user"]
    return Talk(
        now=now,
        said=_text(items[last]) if last >= 0 else "",
        calls=tuple(_calls(after)),
        said_before=_text(users[-1]) if users else "",
        asked=next((text for text in reversed(_answers(before)) if text), ""),
        answered=next((text for text in reversed(_answers(before)) if _LINE.search(text)), ""),
        seen=_seen(past),
        focus=_focus(before, _seen(past)),
        tools_before=frozenset(past.tool for past in _calls(_last_turn(before))),
    )


def _last_turn(items: Sequence[Item]) -> Sequence[Item]:
    begin = max((at for at, item in enumerate(items) if item.get("role") == "user"), default=0)
    return items[begin:]


def _calls(items: Sequence[Item]) -> list[PastCall]:
    outputs = {
        str(item.get("call_id")): text_of(item.get("output"))
        for item in items
        if item.get("type") == "function_call_output"
    }
    return [
        PastCall(
            tool=str(item.get("name")),
            arguments=_arguments(item.get("arguments")),
            call_id=str(item.get("call_id")),
            output=outputs.get(str(item.get("call_id"))),
        )
        for item in items
        if item.get("type") == "function_call"
    ]


def _arguments(raw: object) -> Mapping[str, object]:
    try:
        value = json.loads(str(raw or "{}"))
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _text(item: Item) -> str:
    content = item.get("content")
    if isinstance(content, str):
        return content
    parts = content if isinstance(content, list) else []
    return "".join(str(part.get("text", "")) for part in parts if isinstance(part, Mapping))


def _answers(items: Sequence[Item]) -> list[str]:
    return [_text(item) for item in items if item.get("role") == "assistant"]


def _seen(calls: Sequence[PastCall]) -> dict[str, SeenTask]:
    return {task.id: task for past in calls for task in read_tasks(past.json)}


def _focus(items: Sequence[Item], seen: Mapping[str, SeenTask]) -> tuple[SeenTask, ...]:
    """The tasks that the last turn which touched any has touched: what "it" can mean."""
    turn: list[Item] = []
    touched: tuple[SeenTask, ...] = ()
    # One more message closes the last turn like any other.
    for item in [*items, {"role": "user"}]:
        if item.get("role") == "user":
            touched = _touched(_calls(turn), seen) or touched
            turn = []
        turn.append(item)
    return touched


def _touched(calls: Sequence[PastCall], seen: Mapping[str, SeenTask]) -> tuple[SeenTask, ...]:
    touched = [task for past in calls if past.tool in _TOUCHING for task in read_tasks(past.json)]
    listed = [task for past in calls if past.tool in _LISTING for task in read_tasks(past.json)]
    # A deletion that the person refused leaves its task the one that is talked about.
    kept = [
        seen[str(past.arguments.get("task_id"))]
        for past in calls
        if past.tool == "delete_task" and not past.json and past.arguments.get("task_id") in seen
    ]
    # A list of one is something to point at, too.
    only = listed if len(listed) == 1 and len(calls) == 1 else []
    return tuple({task.id: task for task in touched or kept or only}.values())
