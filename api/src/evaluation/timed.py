"""A model whose own time is measured: what the SDK and the tools take is not its doing."""

import time
from collections.abc import AsyncIterator
from typing import Any, override

from agents import Model
from agents.items import ModelResponse, TResponseStreamEvent


class Timed(Model):
    """Passes everything on to another model, and adds up how long it takes.

    Attributes:
        seconds: The model's own time since `restart`.
    """

    def __init__(self, model: Model) -> None:
        self._model = model
        self.seconds = 0.0

    def restart(self) -> None:
        """Begin to count anew."""
        self.seconds = 0.0

    @override
    async def get_response(self, *args: Any, **kwargs: Any) -> ModelResponse:
        """Answer in one piece."""
        begin = time.perf_counter()
        try:
            return await self._model.get_response(*args, **kwargs)
        finally:
            self.seconds += time.perf_counter() - begin

    @override
    async def stream_response(
        self, *args: Any, **kwargs: Any
    ) -> AsyncIterator[TResponseStreamEvent]:
        """Stream the answer; the time in which the reader works with a part does not count."""
        events = aiter(self._model.stream_response(*args, **kwargs))
        while True:
            begin = time.perf_counter()
            event = await anext(events, None)
            self.seconds += time.perf_counter() - begin
            if event is None:
                return
            yield event
