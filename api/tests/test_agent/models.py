"""Models for tests that need one to stand still."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from agents import Model
from agents.items import ModelResponse, TResponseOutputItem, TResponseStreamEvent
from agents.testing import ScriptedModel


class Blocking(Model):
    """Says nothing until it is released; `asked` tells that it was called."""

    def __init__(self, *output: TResponseOutputItem) -> None:
        self._model = ScriptedModel([list(output)])
        self.asked, self.release = asyncio.Event(), asyncio.Event()

    async def get_response(self, *args: object, **kwargs: object) -> ModelResponse:
        raise NotImplementedError

    async def stream_response(
        self,
        *args: Any,  # noqa: ANN401 (whatever the SDK gives goes on as it came)
        **kwargs: Any,  # noqa: ANN401 (the same)
    ) -> AsyncIterator[TResponseStreamEvent]:
        self.asked.set()
        await self.release.wait()
        async for event in self._model.stream_response(*args, **kwargs):
            yield event
