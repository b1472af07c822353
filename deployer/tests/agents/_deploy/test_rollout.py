"""The way back after a rollout that failed; helm's books and the cluster are stand-ins."""

from pathlib import Path
from typing import cast

import pytest
from lightkube import AsyncClient

from deployer.agents._deploy import rollout as module
from deployer.agents._deploy.plan import Planned
from deployer.agents._deploy.rollout import RolledBackError, Rollout
from deployer.app import App, load_app
from deployer.errors import ExitCode, UnhealthyError
from deployer.tools.command import CommandFailedError, Completed
from deployer.tools.helm import Helm, Info, PastRevision, Revision
from tests.conftest import Heard

BROKEN = UnhealthyError("A pod cannot start.", cause="no image", cure="./todo build")


class Books:
    """A helm with a history, that notes what is rolled back."""

    def __init__(self, *statuses: str, fails: bool = False) -> None:
        self.statuses = statuses
        self.fails = fails
        self.rolled: list[tuple[str, int]] = []

    async def history(self, _: str) -> tuple[PastRevision, ...]:
        return tuple(
            PastRevision(revision=number, status=status)
            for number, status in enumerate(self.statuses, 1)
        )

    async def rollback(self, release: str, revision: int, *, seconds: float) -> None:
        del seconds
        if self.fails:
            done = Completed(argv=("helm", "rollback"), code=1, stdout="", stderr="timed out")
            raise CommandFailedError(done)
        self.rolled.append((release, revision))


@pytest.fixture(autouse=True)
def evidence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    path = tmp_path / "evidence.json"

    async def save(client: AsyncClient, app: App) -> Path:
        del client, app
        return path

    monkeypatch.setattr(module, "save_evidence", save)
    return path


def planned(key: str) -> Planned:
    return Planned(key=key, chart=Path(f"todo-{key}"), replicas=2, values={})


async def gave_up(
    books: Books, events: Heard, before: int | None, *touched: str
) -> RolledBackError:
    """What a rollout says that broke after it had touched these services."""
    rollout = Rollout(
        cast("AsyncClient", None), cast("Helm", books), load_app(), seconds=1, events=events
    )
    last = before and Revision(name="x", version=before, info=Info(status="deployed"))
    rollout._before = dict.fromkeys(touched, last or None)
    rollout._touched = [planned(key) for key in touched]
    return await rollout._give_up(BROKEN)


async def test_the_evidence_comes_first_and_the_way_back_leads_to_what_worked(
    events: Heard, evidence: Path
) -> None:
    books = Books("superseded", "deployed", "failed")
    error = await gave_up(books, events, 2, "backend")
    assert books.rolled == [("todo-backend", 2)]
    assert events.lines()[0] == "keep evidence started"
    assert (error.what, error.cure) == (BROKEN.what, BROKEN.cure)
    assert error.exit_code is ExitCode.UNHEALTHY
    assert error.cause.splitlines() == [
        "no image",
        f"Evidence: {evidence}",
        "todo-backend was rolled back to revision 2, which serves.",
    ]


async def test_a_failed_revision_is_never_gone_back_to(events: Heard) -> None:
    books = Books("superseded", "failed", "failed")
    await gave_up(books, events, 2, "backend")
    assert books.rolled == [("todo-backend", 1)]


async def test_what_this_run_had_already_changed_goes_back_too_the_last_first(
    events: Heard,
) -> None:
    books = Books("superseded", "deployed")
    await gave_up(books, events, 1, "backend", "frontend")
    assert books.rolled == [("todo-frontend", 1), ("todo-backend", 1)]


async def test_a_first_installation_has_no_way_back(events: Heard) -> None:
    books = Books("failed")
    error = await gave_up(books, events, None, "backend")
    assert books.rolled == []
    assert "no earlier revision that worked" in error.cause


async def test_what_helm_refused_was_not_changed(events: Heard) -> None:
    books = Books("superseded", "deployed")
    error = await gave_up(books, events, 2, "backend")
    assert books.rolled == []
    assert "was not changed" in error.cause


async def test_a_way_back_that_is_blocked_is_told_with_the_cause(events: Heard) -> None:
    error = await gave_up(Books("deployed", "failed", fails=True), events, 1, "backend")
    assert "no image" in error.cause
    assert "could not be rolled back to revision 1: timed out" in error.cause
