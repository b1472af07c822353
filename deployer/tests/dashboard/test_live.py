"""A cluster that does not answer is said so, since when, and is tried again."""

from pathlib import Path

import anyio
import pytest
import yaml

from deployer.app import load_app
from deployer.dashboard import live
from deployer.dashboard.live import Live
from deployer.requests import Access


def closed(folder: Path) -> Access:
    """A kubeconfig that leads to a port on which nobody listens."""
    file = folder / "kubeconfig"
    here = {"cluster": "c", "user": "u"}
    document = {
        "clusters": [{"name": "c", "cluster": {"server": "http://127.0.0.1:1"}}],
        "users": [{"name": "u", "user": {}}],
        "contexts": [{"name": "mine", "context": here}],
    }
    file.write_text(yaml.safe_dump(document))
    return Access(kubeconfig=file, context="mine", cluster="kind")


async def test_it_says_since_when_it_is_blind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "AGAIN_SECONDS", 0.01)
    found = Live(closed(tmp_path), "todo", load_app())
    async with anyio.create_task_group() as group:
        group.start_soon(found.watch)
        with anyio.fail_after(30):
            while found.board.state.blind_since is None:
                await anyio.sleep(0.01)
            first = found.board.state
            while found.board.state is first:
                await anyio.sleep(0.01)
        group.cancel_scope.cancel()
    assert found.board.state.blind_since == first.blind_since
    assert "ConnectError" in first.blind_why
