"""Recordings for tests: a namespace in which all is well, and one in which a rollout fails."""

import math
from datetime import UTC, datetime, timedelta
from pathlib import Path

from deployer.dashboard.view import Line, Offer, Outcome, Receipt, Sample, Whole
from deployer.errors import DeployerError

NOW = datetime(2026, 11, 26, 14, 30, tzinfo=UTC)
MIB = 2**20
RECORDED = Path(__file__).with_name("recorded")
TEXTS = (
    ("backend", '{"event": "GET /api/v1/tasks", "level": "info", "status": 200, "ms": 8}'),
    ("frontend", "GET / 200 in 14 ms"),
    ("database", "LOG:  checkpoint complete: wrote 42 buffers (0.3%)"),
    ("backend", '{"event": "tool call", "level": "info", "tool": "add_task", "ms": 12}'),
    ("backend", '{"event": "slow query", "level": "warning", "ms": 412, "table": "tasks"}'),
    ("backend", '{"event": "POST /api/v1/conversations/7/messages", "level": "info", "ms": 188}'),
)
WRONG = (
    "backend",
    '{"event": "connection to 10.96.0.7, port 5432 failed: refused", "level": "error"}',
)


def whole(*, broken: bool = False) -> Whole:
    """A recording as the dashboard saves it."""
    file = RECORDED / ("failing.json" if broken else "well.json")
    found = Whole.model_validate_json(file.read_bytes())
    return found.model_copy(update={"samples": samples(), "lines": lines(broken=broken)})


def receipt() -> Receipt:
    """That of the recording."""
    found = whole().receipt
    assert found is not None
    return found


def samples() -> tuple[Sample, ...]:
    """Three quarters of an hour, one each fifteen seconds."""
    found = []
    for at in range(180):
        wave, peak = math.sin(at / 9), max(0.0, math.sin(at / 23)) ** 3
        found.append(
            Sample(
                at=NOW.timestamp() - (179 - at) * 15,
                use={
                    "frontend": (int(9 + 4 * wave + 60 * peak), int((176 + 6 * wave) * MIB)),
                    "backend": (int(34 + 9 * wave + 210 * peak), int((270 + at / 11) * MIB)),
                    "database": (int(11 + 3 * wave + 40 * peak), int((63 + wave) * MIB)),
                },
            )
        )
    return tuple(found)


def lines(*, broken: bool) -> tuple[Line, ...]:
    found = []
    for at in range(240):
        resource, text = WRONG if broken and at % 17 == 16 else TEXTS[at % len(TEXTS)]
        when = NOW - timedelta(seconds=(239 - at) * 3)
        found.append(
            Line(
                number=at + 1,
                at=when.isoformat(),
                resource=resource,
                instance=f"todo-{resource}-1",
                text=text,
            )
        )
    return tuple(found)


DIFFERENCE = """--- now
+++ then
@@ -12,5 +12,5 @@
   template:
     spec:
       containers:
-      - image: todo-backend:broken
+      - image: todo-backend:3f2a9c01b7de
         name: backend"""


class Mender:
    """Offers one fix, and notes what is agreed to."""

    def __init__(self, risk: str = "safe") -> None:
        self.shown = Offer(
            id="offer-1",
            object="Deployment todo-backend",
            name="todo-backend",
            risk=risk,
            summary="Go back to the revision before.",
            difference=DIFFERENCE,
            undo="kubectl --namespace todo rollout undo deployment/todo-backend",
        )
        self.refusal: DeployerError | None = None
        self.accepted: list[tuple[str, str]] = []

    async def offer(self, problem: str) -> Offer:
        """Offer it, whatever the problem."""
        del problem
        if self.refusal:
            raise self.refusal
        return self.shown

    async def accept(self, offer: str, typed: str) -> Outcome:
        """Say that it helped."""
        if self.refusal:
            raise self.refusal
        self.accepted.append((offer, typed))
        return Outcome(worked=True, says="deployment.apps/todo-backend rolled back", undo="")
