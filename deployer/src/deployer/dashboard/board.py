"""What is known now, and who is told when it changes. Bounded in every direction."""

import json
from collections import deque
from collections.abc import AsyncGenerator, Iterable, Iterator
from contextlib import contextmanager

import anyio
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream

from deployer.dashboard.view import About, Line, Receipt, Sample, State, Whole

SAMPLES = 1440
"""Two hours of one each five seconds."""
LINES = 5000
READERS = 32
BACKLOG = 64
"""Messages that a reader may be behind; a slower one is let go and begins anew."""
BEAT_SECONDS = 15.0

type Message = tuple[str, str]
"""The event's name and its data as JSON."""


class Board:
    """Keeps the latest state, the history of use, and the last lines of the logs.

    Args:
        about: What is being looked at.
        state: What is known to begin with.
    """

    def __init__(self, about: About, state: State) -> None:
        self.about = about
        self.state = state
        self.receipt: Receipt | None = None
        self._samples: deque[Sample] = deque(maxlen=SAMPLES)
        self._lines: deque[Line] = deque(maxlen=LINES)
        self._number = 0
        self._readers: dict[MemoryObjectSendStream[Message], None] = {}

    @classmethod
    def of(cls, whole: Whole) -> "Board":
        """Return a board that shows a recording."""
        board = cls(whole.about, whole.state)
        board.receipt = whole.receipt
        board._samples.extend(whole.samples)
        board._lines.extend(whole.lines)
        return board

    @property
    def watched(self) -> bool:
        """Whether anybody looks."""
        return bool(self._readers)

    def whole(self) -> Whole:
        """Return everything at once."""
        return Whole(
            about=self.about,
            state=self.state,
            samples=tuple(self._samples),
            lines=tuple(self._lines),
            receipt=self.receipt,
        )

    def show(self, state: State, sample: Sample | None = None) -> None:
        """Replace the state, and keep a sample of use."""
        self.state = state
        self._tell("state", state.model_dump_json())
        if sample is not None:
            self._samples.append(sample)
            self._tell("sample", sample.model_dump_json())

    def deliver(self, receipt: Receipt) -> None:
        """Show the receipt of a newer deployment."""
        self.receipt = receipt
        self.about = self.about.model_copy(update={"url": receipt.url})
        self._tell("receipt", receipt.model_dump_json())

    def write(self, lines: Iterable[tuple[str, str, str, str]]) -> None:
        """Add lines of the logs: time, resource, instance and text of each."""
        added = []
        for at, resource, instance, text in lines:
            self._number += 1
            added.append(
                Line(number=self._number, at=at, resource=resource, instance=instance, text=text)
            )
        self._lines.extend(added)
        if added:
            self._tell("lines", json.dumps([one.model_dump(mode="json") for one in added]))

    async def follow(self) -> AsyncGenerator[Message]:
        """Yield the whole, then every change; `beat` now and then, so that a lost reader is seen.

        Ends when the reader is too far behind: it asks again and gets the whole again.
        """
        with self._reader() as stream:
            yield "whole", self.whole().model_dump_json()
            while True:
                message: Message = ("beat", "{}")
                with anyio.move_on_after(BEAT_SECONDS):
                    try:
                        message = await stream.receive()
                    except anyio.EndOfStream:
                        return
                yield message

    @property
    def full(self) -> bool:
        """Whether no more readers are taken."""
        return len(self._readers) >= READERS

    @contextmanager
    def _reader(self) -> Iterator[MemoryObjectReceiveStream[Message]]:
        send, receive = anyio.create_memory_object_stream[Message](BACKLOG)
        self._readers[send] = None
        try:
            with send, receive:
                yield receive
        finally:
            self._readers.pop(send, None)

    def _tell(self, name: str, data: str) -> None:
        for reader in list(self._readers):
            try:
                reader.send_nowait((name, data))
            except (anyio.WouldBlock, anyio.BrokenResourceError, anyio.ClosedResourceError):
                self._readers.pop(reader, None)
                reader.close()
