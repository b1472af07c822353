"""What the tests of the builtin cluster share: folders that belong to one test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deployer.clusters.builtin.certificates import ensure_certificates
from deployer.clusters.builtin.configuration import write_configuration
from deployer.clusters.builtin.kubeconfigs import write_kubeconfigs
from deployer.clusters.builtin.layout import Layout
from deployer.clusters.builtin.programs import Programs
from deployer.events import Event
from deployer.settings import settings


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    """Return a layout below a folder that the test may fill and forget."""
    return Layout(state=tmp_path / "state", run=tmp_path / "run")


@pytest.fixture
def furnished(layout: Layout) -> Layout:
    """Return a layout with its certificates, kubeconfigs and configuration files written."""
    ensure_certificates(layout.pki)
    write_kubeconfigs(layout)
    write_configuration(layout)
    return layout


@pytest.fixture
def programs(tmp_path: Path) -> Programs:
    """Return a folder for programs; command lines only name them."""
    return Programs(folder=tmp_path / "bin")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Use a cache folder that belongs to this test."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("TODO_CACHE_DIR", str(folder))
    settings.cache_clear()
    yield folder
    settings.cache_clear()


@pytest.fixture
def events() -> tuple[list[Event], Callable[[Event], None]]:
    """Return a list and a listener that fills it."""
    seen: list[Event] = []
    return seen, seen.append
