"""Cases, and a provider whose model gets some of them wrong."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.test_agent.provider import Asked, Chunk, Reply, calls, words

CASES = """\
- {say: add milk, calls: [{add_task: {title: milk}}]}
- {say: add bread, calls: [{add_task: {title: bread}}]}
- {say: hello, calls: []}
- {say: delete buy milk, calls: [{delete_task: buy milk}]}
"""
USAGE: Chunk = {
    "id": "x",
    "object": "chat.completion.chunk",
    "created": 1,
    "model": "m",
    "choices": [],
    "usage": {"prompt_tokens": 90, "completion_tokens": 10, "total_tokens": 100, "cost": 0.001},
}
"""How a provider tells at the end of a stream what it took."""


def write_cases(folder: Path) -> Path:
    """A folder with one half of cases."""
    (folder / "dev").mkdir()
    (folder / "dev" / "some.yaml").write_text(CASES, encoding="utf-8")
    return folder


def _called(tool: str, arguments: Mapping[str, Any]) -> Reply:
    # No two calls of a conversation may share an id.
    return calls((f"call-{tool}", tool, json.dumps(arguments)))


def mind(asked: Asked) -> Reply:
    """Right about milk, wrong about bread, and it deletes where it is only greeted."""
    reply = _answer(asked)
    return Reply([*reply.chunks, USAGE])


def _answer(asked: Asked) -> Reply:
    found = [json.loads(text) for text in asked.results]
    if asked.said == "add milk" and not found:
        return _called("add_task", {"title": "Milk"})
    if asked.said == "add bread" and not found:
        return _called("add_task", {"title": "bread", "priority": "urgent"})
    if asked.said in {"hello", "delete buy milk"}:
        if not found:
            return _called("list_tasks", {"query": "milk"})
        if "items" in found[-1]:
            return _called("delete_task", {"task_id": found[-1]["items"][0]["id"]})
    return words("There you are.")
