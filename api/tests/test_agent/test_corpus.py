"""Every sentence of the corpus leads to exactly the calls that stand beside it."""

import asyncio
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from agents import ModelSettings
from agents.models.interface import ModelTracing
from openai.types.responses import ResponseFunctionToolCall

from src.agent.offline.model import OfflineModel
from tests.test_agent.world import World

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))
FILES = sorted((Path(__file__).parent / "corpus").glob("*.yaml"))
SMALLEST_CORPUS = 150
MOST_STEPS = 8

Case = dict[str, Any]


def cases() -> Iterator[tuple[str, Case]]:
    for file in FILES:
        for case in yaml.safe_load(file.read_text(encoding="utf-8")):
            yield f"{file.stem}: {case['say']}", case


CASES = list(cases())


class Talk:
    """A conversation with the offline model over a world."""

    def __init__(self) -> None:
        self.world = World()
        self.items: list[Any] = []
        self.model = OfflineModel(NOW)

    def say(self, text: str) -> str:
        """Say something; return all that is answered."""
        self.items.append({"role": "user", "content": text})
        self.world.calls.clear()
        said = ""
        for _ in range(MOST_STEPS):
            output = self._answer()
            said += "".join(
                part.text for one in output if one.type == "message" for part in one.content
            )
            calls = [one for one in output if isinstance(one, ResponseFunctionToolCall)]
            self.items += [one.model_dump() for one in output]
            if not calls:
                return said
            for call in calls:
                answer = self.world.call(call.name, json.loads(call.arguments))
                self.items.append(
                    {
                        "type": "function_call_output",
                        "call_id": call.call_id,
                        "output": json.dumps(answer),
                    }
                )
        pytest.fail(f"no end after {MOST_STEPS} steps: {text}")

    def _answer(self) -> list[Any]:
        response = asyncio.run(
            self.model.get_response(
                None,
                self.items,
                ModelSettings(),
                [],
                None,
                [],
                ModelTracing.DISABLED,
                previous_response_id=None,
                conversation_id=None,
                prompt=None,
            )
        )
        return response.output


def told(world: World, *, listing: bool) -> list[dict[str, Any]]:
    """The calls as the corpus writes them: titles for ids, no limit, look-ups left out."""
    found: list[dict[str, Any]] = []
    for tool, given in world.calls:
        arguments = {name: value for name, value in given.items() if name != "limit"}
        if tool == "list_tasks" and not listing:
            continue
        if "task_id" in arguments:
            title = world.title_of(arguments.pop("task_id"))
            found.append({tool: [title, arguments] if arguments else title})
        else:
            found.append({tool: arguments})
    return found


def test_the_corpus_is_large_enough() -> None:
    assert len(CASES) >= SMALLEST_CORPUS


@pytest.mark.parametrize(("name", "case"), CASES, ids=[name for name, _ in CASES])
def test_calls(name: str, case: Case) -> None:
    talk = Talk()
    sentences = case["say"] if isinstance(case["say"], list) else [case["say"]]
    answer = ""
    for sentence in sentences:
        answer = talk.say(sentence)
    listing = any("list_tasks" in call for call in case["calls"])
    assert told(talk.world, listing=listing) == case["calls"], f"{name}: {answer}"
    assert answer.strip(), name
    if "reply" in case:
        assert case["reply"] in answer


def test_nothing_is_deleted_by_anything_but_a_deletion() -> None:
    words = ("delete", "remove", "get rid", "take", "need")
    for name, case in CASES:
        last = case["say"][-1] if isinstance(case["say"], list) else case["say"]
        deletes = any("delete_task" in call for call in _mappings(case["calls"]))
        said = " ".join(case["say"]) if isinstance(case["say"], list) else last
        assert not deletes or any(word in said.lower() for word in words), name


def _mappings(calls: list[Any]) -> list[Mapping[str, Any]]:
    return [call for call in calls if isinstance(call, Mapping)]
