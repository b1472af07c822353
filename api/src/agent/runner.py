"""Runs turns in the background of this process, whoever is reading them or not."""

import asyncio
from collections.abc import Awaitable, Callable
from uuid import UUID

import structlog

from src.agent.errors import LeaseLostError, TurnFailedError
from src.agent.hub import Hub
from src.agent.journal import Journal
from src.agent.store import Store
from src.schemas import ui_parts
from src.schemas.turns import TurnInput, TurnStatus
from src.schemas.ui_parts import UiPart

HEARTBEAT_SECONDS = 0.5
"""A stop asked for on another replica is seen within this time."""
_UNEXPECTED = "Something went wrong while answering. What was done is kept; try again."

type RunTurn = Callable[[TurnInput, Journal], Awaitable[None]]

logger = structlog.get_logger()


class TurnRunner:
    """The turns that this process runs.

    Args:
        store: The database, under this replica's name.
        hub: Wakes readers.
        run: Runs one turn; `agent.turn.run_turn` with its tools.
    """

    def __init__(self, store: Store, hub: Hub, run: RunTurn) -> None:
        self._store, self._hub, self._run = store, hub, run
        self._tasks: dict[UUID, asyncio.Task[None]] = {}
        self._stopped: set[UUID] = set()
        self.leaves = False
        """Whether this process takes no turn over any more, because it is about to end."""
        self.drained = False
        """Whether this process runs no turn any more: its readers should go elsewhere."""

    def start(self, turn_id: UUID) -> None:
        """Run a turn whose lease this replica holds, or go on with it."""
        task = asyncio.create_task(self._guard(turn_id), name=f"turn {turn_id}")
        self._tasks[turn_id] = task
        # Held in a dict because asyncio keeps only weak references to tasks.
        task.add_done_callback(lambda _: self._tasks.pop(turn_id, None))

    def runs(self, turn_id: UUID) -> bool:
        """Whether a turn runs in this process."""
        return turn_id in self._tasks

    async def take_over(self, turn_id: UUID) -> None:
        """Go on with a turn that nobody runs, unless another replica was first."""
        # A turn that runs here is late to say so, not dead.
        if self.leaves or self.runs(turn_id):
            return
        if await self._store.take_over(turn_id):
            logger.info("turn_taken_over", turn_id=str(turn_id))
            self.start(turn_id)

    def cancel(self, turn_id: UUID) -> None:
        """Stop a turn at once when it runs here; elsewhere its heartbeat sees the wish."""
        task = self._tasks.get(turn_id)
        if task is not None:
            self._stopped.add(turn_id)
            task.cancel()
        self._hub.tell(turn_id)

    async def drain(self, seconds: float) -> None:
        """Let running turns finish; leave those that do not make it to another replica.

        Args:
            seconds: How long they may take.
        """
        self.leaves = True
        tasks = list(self._tasks.values())
        # What is cancelled here is released, and goes on elsewhere: see _ended_early.
        late = (await asyncio.wait(tasks, timeout=seconds))[1] if tasks else set()
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        self.drained = True
        self._hub.tell_all()

    async def _guard(self, turn_id: UUID) -> None:
        """Run a turn, and see to it that it ends in the database however it ends here."""
        turn = await self._store.load(turn_id)
        journal = Journal(self._store, self._hub, turn_id, turn.so_far)
        heartbeat = asyncio.create_task(self._heartbeat(turn_id, journal))
        try:
            await self._run(turn, journal)
        except LeaseLostError:
            logger.warning("lease_lost", turn_id=str(turn_id))
        except TurnFailedError as error:
            await self._end(journal, turn_id, "failed", ui_parts.error(str(error)))
        except asyncio.CancelledError:
            await self._ended_early(journal, turn_id)
        except Exception:
            # Whatever it was, the person must not wait for a turn that nobody runs.
            logger.exception("turn_crashed", turn_id=str(turn_id))
            await self._end(journal, turn_id, "failed", ui_parts.error(_UNEXPECTED))
        finally:
            # No await after this: the heartbeat must not find the ended turn.
            heartbeat.cancel()
            self._stopped.discard(turn_id)
            self._hub.tell(turn_id)

    async def _heartbeat(self, turn_id: UUID, journal: Journal) -> None:
        """Keep the lease, and see whether somebody wants the turn stopped."""
        while True:
            await asyncio.sleep(HEARTBEAT_SECONDS)
            try:
                progress = await journal.flush()
            except LeaseLostError:
                self._cancel_task(turn_id)
                return
            except Exception as error:  # noqa: BLE001 (a database that is away for a moment ends no turn)
                logger.warning("heartbeat_missed", error=type(error).__name__)
                continue
            if progress.cancel_asked:
                self.cancel(turn_id)
                return

    def _cancel_task(self, turn_id: UUID) -> None:
        if task := self._tasks.get(turn_id):
            task.cancel()

    async def _ended_early(self, journal: Journal, turn_id: UUID) -> None:
        # The same cancellation, two meanings: the person's wish, or the end of the process.
        if turn_id in self._stopped:
            await self._end(journal, turn_id, "cancelled", ui_parts.abort())
            return
        try:
            await journal.flush()
            await self._store.release(turn_id)
        except LeaseLostError:
            logger.warning("lease_lost", turn_id=str(turn_id))
        except Exception:
            # The lease runs out, and then it goes on elsewhere all the same.
            logger.exception("turn_not_released", turn_id=str(turn_id))

    async def _end(self, journal: Journal, turn_id: UUID, status: TurnStatus, part: UiPart) -> None:
        ending = (part, ui_parts.turn(str(turn_id), status, None), ui_parts.finish())
        try:
            await journal.write(*ending, status=status)
        except LeaseLostError:
            logger.warning("lease_lost", turn_id=str(turn_id))
        except Exception:
            # The lease runs out, and the next reader's replica goes on with the turn.
            logger.exception("turn_end_not_written", turn_id=str(turn_id))
